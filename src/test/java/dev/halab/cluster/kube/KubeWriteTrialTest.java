package dev.halab.cluster.kube;

import static org.assertj.core.api.Assertions.assertThat;

import dev.halab.cluster.Loopback;
import dev.halab.cluster.TestPki;
import dev.halab.cluster.TlsServer;
import dev.halab.fact.Fact;
import dev.halab.fact.Facts;
import dev.halab.fact.Reading;
import dev.halab.fact.Reading.Reason;
import dev.halab.json.Json;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import javax.net.SocketFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class KubeWriteTrialTest {
    private static final TestPki PKI = TestPki.create();
    private static final String CONF = PKI.adminConf(PKI.client(TestPki.elliptic(), Duration.ofDays(300)));
    private static final Instant NOW = Instant.parse("2026-11-23T09:00:00Z");
    private static final Duration LONG = Duration.ofSeconds(20);
    private static final Fact CP_1 = Facts.write("192.168.56.11", 6443);
    private static final String ANSWERS_LATE = "etcdserver: request timed out";

    private FakeApi api = new FakeApi();
    private TlsServer server = TlsServer.plain((s, request, out) -> {});

    @BeforeEach
    void start() throws IOException {
        server.close();
        api = new FakeApi();
        server = TlsServer.start(PKI.tls(PKI.server("192.168.56.11")), api);
    }

    @AfterEach
    void stop() throws IOException {
        server.close();
    }

    private KubeWriteTrial trial(SocketFactory... ways) {
        return trial(() -> Optional.of(CONF), ways);
    }

    private KubeWriteTrial trial(Supplier<Optional<String>> adminConf, SocketFactory... ways) {
        List<SocketFactory> all = ways.length == 0 ? List.of(Loopback.to(server.port())) : Arrays.asList(ways);
        return new KubeWriteTrial(adminConf, host -> all, InstantSource.fixed(NOW));
    }

    private static Json seen(KubeWriteTrial trial) {
        Reading reading = read(trial, LONG);
        assertThat(reading).isInstanceOf(Reading.Seen.class);
        assertThat(((Reading.Seen) reading).at()).isEqualTo(NOW);
        return Json.parse(((Reading.Seen) reading).text());
    }

    private static Reading read(KubeWriteTrial trial, Duration deadline) {
        return Objects.requireNonNull(trial.attempt(List.of(CP_1), deadline).get(CP_1));
    }

    private static List<String> steps(Json trial) {
        return trial.items("steps").stream()
                .map(s -> s.text("do").orElse("?") + " "
                        + s.text("status").or(() -> s.text("error")).orElse("?"))
                .toList();
    }

    private List<String> requests() {
        return api.requests.stream()
                .map(r -> r.replaceFirst("probe-[0-9a-f]{16}$", "NAME"))
                .toList();
    }

    @Test
    void these_and_no_other_requests_are_sent() {
        KubeWriteTrial trial = trial();

        assertThat(steps(seen(trial)))
                .containsExactly("look 404", "namespace 201", "create 201", "read 200", "delete 200");
        assertThat(steps(seen(trial))).containsExactly("look 200", "create 201", "read 200", "delete 200");

        assertThat(requests())
                .containsExactly(
                        "GET /api/v1/namespaces/halab-probe?resourceVersion=0",
                        "POST /api/v1/namespaces",
                        "POST /api/v1/namespaces/halab-probe/configmaps",
                        "GET /api/v1/namespaces/halab-probe/configmaps/NAME",
                        "DELETE /api/v1/namespaces/halab-probe/configmaps/NAME",
                        "GET /api/v1/namespaces/halab-probe?resourceVersion=0",
                        "POST /api/v1/namespaces/halab-probe/configmaps",
                        "GET /api/v1/namespaces/halab-probe/configmaps/NAME",
                        "DELETE /api/v1/namespaces/halab-probe/configmaps/NAME");
        assertThat(api.namespaces).containsExactly("halab-probe");
        assertThat(api.configMaps).isEmpty();
        assertThat(api.requests.get(2)).isEqualTo(api.requests.get(6));
        assertThat(api.requests.get(4)).as("another name each time").isNotEqualTo(api.requests.get(8));
    }

    @Test
    void a_namespace_that_somebody_else_makes_meanwhile_is_as_good() {
        api.before = (s, method, path) -> {
            if (path.equals("/api/v1/namespaces")) {
                api.namespaces.add("halab-probe");
            }
            return Optional.empty();
        };

        assertThat(steps(seen(trial())))
                .containsExactly("look 404", "namespace 409", "create 201", "read 200", "delete 200");
    }

    @Test
    void a_namespace_that_cannot_be_made_ends_the_trial() {
        api.before = (s, method, path) ->
                method.equals("POST") ? Optional.of(FakeApi.status(500, ANSWERS_LATE)) : Optional.empty();

        assertThat(steps(seen(trial()))).containsExactly("look 404", "namespace 500", "look-again 404");
        assertThat(requests()).noneMatch(r -> r.contains("configmaps"));
    }

    @Test
    void what_etcd_has_written_although_it_gave_it_up_is_taken_away() {
        api.namespaces.add("halab-probe");
        api.after = (s, method, path) ->
                method.equals("POST") ? Optional.of(FakeApi.status(500, ANSWERS_LATE)) : Optional.empty();

        Json trial = seen(trial());

        assertThat(steps(trial)).containsExactly("look 200", "create 500", "look-again 200");
        assertThat(trial.has("left")).isFalse();
        assertThat(api.configMaps).isEmpty();
    }

    @Test
    void what_may_still_come_is_named_and_taken_away_by_the_next_trial_that_works() {
        api.namespaces.add("halab-probe");
        api.before = (s, method, path) ->
                method.equals("GET") ? Optional.empty() : Optional.of(FakeApi.status(500, ANSWERS_LATE));
        KubeWriteTrial trial = trial();

        String left = seen(trial).text("left").orElseThrow();
        api.configMaps.put(left, "{}");
        api.before = (s, method, path) -> Optional.empty();
        Json next = seen(trial);

        assertThat(next.has("left")).isFalse();
        assertThat(api.configMaps).isEmpty();
        assertThat(api.requests).endsWith("DELETE /api/v1/namespaces/halab-probe/configmaps/" + left);
    }

    @Test
    void what_was_never_made_is_not_cleaned_up() {
        api.namespaces.add("halab-probe");
        api.before = (s, method, path) ->
                method.equals("POST") ? Optional.of(FakeApi.status(403, "forbidden")) : Optional.empty();

        Json trial = seen(trial());

        assertThat(steps(trial)).containsExactly("look 200", "create 403", "look-again 200");
        assertThat(trial.has("left")).isFalse();
        assertThat(requests()).noneMatch(r -> r.startsWith("DELETE"));
    }

    @Test
    void what_is_read_is_compared_and_deleted_all_the_same() {
        api.namespaces.add("halab-probe");
        api.after = (s, method, path) -> method.equals("GET") && path.contains("configmaps")
                ? Optional.of(TlsServer.response(200, "{\"metadata\":{\"name\":\"another\"}}"))
                : Optional.empty();

        Json trial = seen(trial());

        assertThat(trial.text("same")).contains("false");
        assertThat(api.configMaps).isEmpty();
    }

    @Test
    void a_read_that_fails_does_not_keep_it_from_deleting() {
        api.namespaces.add("halab-probe");
        api.before = (s, method, path) -> method.equals("GET") && path.contains("configmaps")
                ? Optional.of(FakeApi.status(500, ANSWERS_LATE))
                : Optional.empty();

        Json trial = seen(trial());

        assertThat(steps(trial)).containsExactly("look 200", "create 201", "read 500", "delete 200", "look-again 200");
        assertThat(api.configMaps).isEmpty();
    }

    @Test
    void a_connection_that_ends_without_an_answer_is_closed() {
        api.namespaces.add("halab-probe");
        api.before = (s, method, path) -> method.equals("POST") ? Optional.of(new byte[0]) : Optional.empty();

        assertThat(steps(seen(trial()))).containsExactly("look 200", "create closed", "look-again 200");
    }

    @Test
    void a_trial_that_runs_out_of_time_says_so_and_keeps_some_to_clean_up() {
        api.namespaces.add("halab-probe");
        api.after = (s, method, path) -> {
            if (method.equals("POST")) {
                s.hang();
            }
            return Optional.empty();
        };

        Reading reading = read(trial(), Duration.ofSeconds(4));

        assertThat(reading).isInstanceOf(Reading.Seen.class);
        Json trial = Json.parse(((Reading.Seen) reading).text());
        assertThat(steps(trial)).startsWith("look 200", "create no-time");
        assertThat(trial.has("left")).isFalse();
        assertThat(api.configMaps).isEmpty();
    }

    @Test
    void without_time_nothing_is_written() {
        Reading reading = read(trial(), Duration.ofSeconds(1));

        assertThat(steps(Json.parse(((Reading.Seen) reading).text()))).containsExactly("look no-time");
        assertThat(api.requests).isEmpty();
    }

    @Test
    void whoever_stops_waiting_does_not_keep_it_from_cleaning_up() throws InterruptedException {
        api.namespaces.add("halab-probe");
        CountDownLatch created = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        CountDownLatch deleted = new CountDownLatch(1);
        api.after = (s, method, path) -> {
            if (method.equals("POST")) {
                created.countDown();
                goOn.await();
            }
            if (method.equals("DELETE")) {
                deleted.countDown();
            }
            return Optional.empty();
        };
        KubeWriteTrial trial = trial();
        Thread waiting = Thread.ofVirtual().start(() -> trial.attempt(List.of(CP_1), LONG));

        created.await();
        waiting.interrupt();
        waiting.join();
        goOn.countDown();

        assertThat(deleted.await(20, TimeUnit.SECONDS)).isTrue();
        assertThat(api.configMaps).isEmpty();
    }

    @Test
    void a_certificate_that_is_not_of_the_cluster_or_for_another_name_is_told_and_nothing_is_sent() throws IOException {
        TestPki other = TestPki.create();
        FakeApi unasked = new FakeApi();
        try (TlsServer foreign = TlsServer.start(other.tls(other.server("192.168.56.11")), unasked);
                TlsServer misnamed = TlsServer.start(PKI.tls(PKI.server("192.168.56.12")), unasked)) {
            assertThat(steps(seen(trial(Loopback.to(foreign.port()))))).containsExactly("look tls");
            assertThat(steps(seen(trial(Loopback.to(misnamed.port()))))).containsExactly("look tls");
        }
        assertThat(unasked.requests).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "w-1 could not connect to 192.168.56.11:6443: Connection refused, refused",
        "No route to host, no-route",
        "Network is unreachable, no-route",
        "Name or service not known, unknown-host",
    })
    void what_the_host_does_is_told(String said, String error) {
        assertThat(steps(seen(trial(Loopback.failing(() -> new ConnectException(said))))))
                .containsExactly("look " + error);
    }

    @Test
    void a_way_that_is_none_is_not_the_clusters_fault() {
        SocketException own = new SocketException("w-1 could not connect to 192.168.56.11:6443: Connection refused");
        own.initCause(new ConnectException("Connection refused"));

        for (SocketFactory way : List.of(
                Loopback.failing(() -> own),
                Loopback.failing(() -> new IOException("w-1 is unreachable")),
                Loopback.failing(() -> new ConnectException("sshd forbids tunnels")),
                Loopback.losing())) {
            assertThat(read(trial(way), LONG))
                    .isEqualTo(new Reading.Unseen(
                            Reason.UNREACHABLE, "no connection could be made to 192.168.56.11:6443"));
            assertThat(seen(trial(way, Loopback.to(server.port()))).text("same"))
                    .contains("true");
        }
    }

    @Test
    void silence_is_believed_when_two_ways_hear_it() {
        SocketFactory silent = Loopback.failing(() -> new SocketTimeoutException("no answer"));

        assertThat(read(trial(silent), LONG))
                .isEqualTo(new Reading.Unseen(
                        Reason.NO_ANSWER, "nothing was heard from 192.168.56.11:6443, but only one node listened"));
        assertThat(steps(seen(trial(silent, silent)))).containsExactly("look timed-out");
    }

    @Test
    void a_name_is_left_to_the_node_to_resolve() {
        List<String> called = new CopyOnWriteArrayList<>();
        SocketFactory way = new SocketFactory() {
            @Override
            public Socket createSocket() {
                return new Socket() {
                    @Override
                    public void connect(SocketAddress address, int timeout) throws IOException {
                        InetSocketAddress to = (InetSocketAddress) address;
                        called.add("%s:%d".formatted(to.getHostString(), to.getPort()));
                        throw new ConnectException("Connection refused");
                    }
                };
            }

            @Override
            public Socket createSocket(String host, int port) {
                return createSocket();
            }

            @Override
            public Socket createSocket(InetAddress host, int port) {
                return createSocket();
            }

            @Override
            public Socket createSocket(String host, int port, InetAddress local, int localPort) {
                return createSocket();
            }

            @Override
            public Socket createSocket(InetAddress host, int port, InetAddress local, int localPort) {
                return createSocket();
            }
        };

        Fact endpoint = Facts.write("k8s-api.lab", 6443);
        assertThat(trial(way).attempt(List.of(endpoint, CP_1), LONG)).hasSize(2);

        assertThat(called).containsExactlyInAnyOrder("k8s-api.lab:6443", "192.168.56.11:6443");
    }

    @Test
    void without_admin_conf_nothing_is_tried() {
        assertThat(read(trial(Optional::empty), LONG))
                .isEqualTo(new Reading.Unseen(
                        Reason.UNREACHABLE, "no cluster yet: /etc/kubernetes/admin.conf is on no control plane"));
        assertThat(api.requests).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"192.168.56.11, 0", "192.168.56.11, 65536", "192.168.56.11, 6443x"})
    void a_port_that_is_none_is_not_tried(String host, String port) {
        Fact odd = new Fact(Fact.WRITE, "config-map", List.of(host, port));

        assertThat(trial().attempt(List.of(odd), LONG).get(odd))
                .isInstanceOfSatisfying(
                        Reading.Unseen.class, u -> assertThat(u.reason()).isEqualTo(Reason.NOT_READ));
    }

    @Test
    void a_host_to_which_no_way_may_be_taken_is_not_tried() {
        KubeWriteTrial trial = new KubeWriteTrial(() -> Optional.of(CONF), host -> List.of(), InstantSource.fixed(NOW));

        assertThat(read(trial, LONG))
                .isInstanceOfSatisfying(
                        Reading.Unseen.class, u -> assertThat(u.reason()).isEqualTo(Reason.NOT_READ));
    }
}
