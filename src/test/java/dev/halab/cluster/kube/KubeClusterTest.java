package dev.halab.cluster.kube;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
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
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import javax.net.SocketFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class KubeClusterTest {
    private static final TestPki PKI = TestPki.create();
    private static final TestPki.Identity SERVER = PKI.server("127.0.0.1");
    private static final TestPki.Identity ADMIN = PKI.client(TestPki.elliptic(), Duration.ofDays(300));
    private static final String CONF = PKI.adminConf(ADMIN);
    private static final Instant NOW = Instant.parse("2026-11-23T09:00:00Z");
    private static final String SERVER_TIME = ",\"now\":\"2026-11-23T09:00:00Z\"";
    private static final Duration ROUND = Duration.ofMillis(900);
    private static final Duration LONG = Duration.ofSeconds(20);

    @Test
    void a_path_is_read_as_it_is() throws IOException {
        try (TlsServer cp = server(TlsServer.says(200, "{\"items\": []}"))) {
            assertThat(read(Facts.nodes(), LONG, cp)).isEqualTo(new Reading.Seen(0, "{\"items\": []}", "", NOW));
            assertThat(cp.requests()).containsExactly("GET /readyz HTTP/1.1", "GET /api/v1/nodes HTTP/1.1");
        }
    }

    @Test
    void what_does_not_exist_has_status_404() throws IOException {
        try (TlsServer cp = server(TlsServer.says(404, "{\"kind\":\"Status\"}"))) {
            assertThat(read(Facts.nodes(), LONG, cp))
                    .isEqualTo(new Reading.Seen(404, "{\"kind\":\"Status\"}", "", NOW));
        }
    }

    @Test
    void a_lease_carries_the_date_of_the_server() throws IOException {
        try (TlsServer cp = server(TlsServer.says(200, observed("lease-kube-scheduler.json")))) {
            Json lease = json(read(Facts.lease("kube-system", "kube-scheduler"), LONG, cp));

            assertThat(lease.text("serverDate")).contains("Mon, 23 Nov 2026 09:00:00 GMT");
            assertThat(lease.text("metadata", "name")).contains("kube-scheduler");
            assertThat(lease.text("spec", "leaseDurationSeconds")).contains("15");
        }
    }

    @Test
    void many_facts_are_read_in_one_round() throws IOException {
        try (TlsServer cp = server(TlsServer.says(200, "{}"))) {
            List<Fact> facts = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                facts.add(Facts.pods("ns-" + i));
            }

            var readings = cluster(() -> Optional.of(CONF), cp).read(facts, LONG);

            assertThat(readings).hasSize(20).allSatisfy((f, r) -> assertThat(r).isInstanceOf(Reading.Seen.class));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/v1/namespaces/kube-system/secrets/kubeadm-certs",
                "/api/v1/secrets",
                "/api/v1/namespaces/a/%73ecrets",
                "/api/v1/nodes/cp-1/proxy/run",
                "/api/v1/namespaces/a/pods/b/exec?command=sh",
                "/api/v1/../secrets x",
                "@evil/",
            })
    void paths_that_hold_secrets_or_change_something_are_not_asked_for(String path) throws IOException {
        try (TlsServer cp = server(TlsServer.says(200, "{}"))) {
            assertThat(unseen(read(Facts.api(path), LONG, cp)).reason()).isEqualTo(Reason.NOT_READ);
            assertThat(cp.requests()).containsExactly("GET /readyz HTTP/1.1");
        }
    }

    @Test
    void without_admin_conf_there_is_no_cluster_yet() throws IOException {
        try (TlsServer cp = server(TlsServer.says(200, "{}"))) {
            assertThat(read(cluster(Optional::empty, cp), Facts.nodes(), LONG))
                    .isEqualTo(new Reading.Unseen(
                            Reason.UNREACHABLE, "no cluster yet: /etc/kubernetes/admin.conf is on no control plane"));
        }
    }

    @Test
    void an_admin_conf_with_a_plugin_is_refused() throws IOException {
        try (TlsServer cp = server(TlsServer.says(200, "{}"))) {
            String conf = CONF.replace("    client-key-data", "    exec: {command: sh}\n    client-key-data");

            Reading.Unseen unseen = unseen(read(cluster(() -> Optional.of(conf), cp), Facts.nodes(), LONG));

            assertThat(unseen.reason()).isEqualTo(Reason.DENIED);
            assertThat(unseen.detail()).contains("'exec'");
            assertThat(cp.requests()).isEmpty();
        }
    }

    @Test
    void an_admin_conf_that_does_not_come_costs_only_the_deadline() throws IOException {
        try (TlsServer cp = server(TlsServer.says(200, "{}"))) {
            Supplier<Optional<String>> slow = () -> {
                try {
                    cp.hang();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
                return Optional.empty();
            };

            assertUnseen(read(cluster(slow, cp), Facts.nodes(), ROUND), Reason.NO_ANSWER, "could not be read in time");
        }
    }

    @Test
    void a_refused_connection_is_unreachable() throws IOException {
        ServerSocket gone = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        String url = "https://127.0.0.1:" + gone.getLocalPort();
        gone.close();

        assertThat(read(cluster(() -> Optional.of(CONF), url), Facts.nodes(), LONG))
                .isEqualTo(new Reading.Unseen(Reason.UNREACHABLE, "cp-1: connection refused"));
    }

    @Test
    void a_black_hole_ends_at_the_deadline() throws IOException {
        try (ServerSocket deaf = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            Reading reading = read(
                    cluster(() -> Optional.of(CONF), "https://127.0.0.1:" + deaf.getLocalPort()), Facts.nodes(), ROUND);

            assertUnseen(reading, Reason.NO_ANSWER, "no answer in time");
        }
    }

    @Test
    void a_certificate_of_another_ca_is_not_trusted() throws IOException {
        TestPki other = TestPki.create();
        try (TlsServer cp = TlsServer.start(other.tls(other.server("127.0.0.1")), TlsServer.says(200, "{}"))) {
            assertUnseen(read(Facts.nodes(), LONG, cp), Reason.UNREACHABLE, "not trusted by the CA in");
            assertThat(cp.requests()).isEmpty();
        }
    }

    @Test
    void a_certificate_for_another_address_is_not_accepted() throws IOException {
        try (TlsServer cp = TlsServer.start(PKI.tls(PKI.server("192.168.56.12")), TlsServer.says(200, "{}"))) {
            assertUnseen(read(Facts.nodes(), LONG, cp), Reason.UNREACHABLE, "does not cover the address");
            assertThat(cp.requests()).isEmpty();
        }
    }

    @Test
    void a_tls_alert_is_unreachable() throws IOException {
        try (TlsServer cp = TlsServer.start(PKI.tlsRefusingClients(SERVER), TlsServer.says(200, "{}"))) {
            assertUnseen(read(Facts.nodes(), LONG, cp), Reason.UNREACHABLE, "TLS: ");
        }
    }

    @Test
    void a_server_without_tls_is_unreachable() throws IOException {
        try (TlsServer cp = TlsServer.plain((s, r, out) -> out.write("HTTP/1.0 400 Bad\r\n\r\n".getBytes(US_ASCII)))) {
            assertUnseen(read(Facts.nodes(), LONG, cp), Reason.UNREACHABLE, "TLS: ");
        }
    }

    @Test
    void an_expired_client_certificate_is_named() throws IOException {
        TestPki.Identity expired = PKI.client(TestPki.elliptic(), Duration.ofDays(-390));
        try (TlsServer cp = server(TlsServer.says(401, "{\"message\":\"Unauthorized\"}"))) {
            Reading reading = read(cluster(() -> Optional.of(PKI.adminConf(expired)), cp), Facts.nodes(), LONG);

            assertUnseen(reading, Reason.DENIED, "the client certificate in /etc/kubernetes/admin.conf expired at 20");
        }
    }

    @Test
    void refusals_are_denied_and_errors_are_no_answer() throws IOException {
        try (TlsServer forbids = server(TlsServer.says(403, "{\"message\":\"nodes is forbidden\"}"));
                TlsServer unknown = server(TlsServer.says(401, "{\"message\":\"Unauthorized\"}"));
                TlsServer busy = server(TlsServer.says(429, "Too many requests"));
                TlsServer broken = server(TlsServer.says(500, "etcdserver: request timed out"))) {
            assertUnseen(read(Facts.nodes(), LONG, forbids), Reason.DENIED, "HTTP 403: nodes is forbidden");
            assertUnseen(read(Facts.nodes(), LONG, unknown), Reason.DENIED, "HTTP 401: Unauthorized");
            assertUnseen(read(Facts.nodes(), LONG, busy), Reason.NO_ANSWER, "HTTP 429");
            assertUnseen(read(Facts.nodes(), LONG, broken), Reason.NO_ANSWER, "etcdserver: request timed out");
        }
    }

    @Test
    void an_answer_that_drips_ends_at_the_deadline() throws IOException {
        try (TlsServer cp = server((s, request, out) -> {
            byte[] whole = TlsServer.response(200, "0123456789");
            out.write(Arrays.copyOf(whole, whole.length - 5));
            out.flush();
            s.hang();
        })) {
            assertThat(unseen(read(Facts.nodes(), ROUND, cp)).reason()).isEqualTo(Reason.NO_ANSWER);
        }
    }

    @Test
    void an_answer_that_breaks_off_or_grows_too_large_is_unreadable() throws IOException {
        try (TlsServer half = server((s, request, out) -> {
                    byte[] whole = TlsServer.response(200, "0123456789");
                    out.write(Arrays.copyOf(whole, whole.length - 5));
                });
                TlsServer huge = server(TlsServer.says(200, "x".repeat(9 << 20)))) {
            assertUnseen(read(Facts.nodes(), LONG, half), Reason.UNREADABLE, "broke off");
            assertUnseen(read(Facts.nodes(), LONG, huge), Reason.UNREADABLE, "larger than 8 MiB");
        }
    }

    @Test
    void another_control_plane_answers_for_one_that_does_not() throws IOException {
        try (ServerSocket deaf = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
                TlsServer broken = server(TlsServer.says(500, "no"));
                TlsServer good = server(TlsServer.says(200, "{}"))) {
            KubeCluster cluster = cluster(
                    () -> Optional.of(CONF), "https://127.0.0.1:" + deaf.getLocalPort(), broken.url(), good.url());

            assertThat(read(cluster, Facts.nodes(), LONG)).isInstanceOf(Reading.Seen.class);
            assertThat(read(cluster, Facts.nodes(), LONG)).isInstanceOf(Reading.Seen.class);
            assertThat(broken.requests()).hasSize(1);
        }
    }

    @Test
    void a_cluster_that_was_made_anew_is_noticed_within_the_round() throws IOException {
        TestPki anew = TestPki.create();
        String next = anew.adminConf(anew.client(TestPki.elliptic(), Duration.ofDays(1)));
        AtomicReference<String> conf = new AtomicReference<>(CONF);
        AtomicInteger port = new AtomicInteger();
        try (TlsServer first = server(TlsServer.says(200, "{\"cluster\":1}"));
                TlsServer second =
                        TlsServer.start(anew.tls(anew.server("127.0.0.1")), TlsServer.says(200, "{\"cluster\":2}"))) {
            KubeCluster cluster = KubeCluster.at(
                    List.of(new ApiServer("cp-1", "https://127.0.0.1:6443")),
                    () -> Optional.of(conf.get()),
                    Loopback.to(port::get),
                    InstantSource.fixed(NOW));

            port.set(first.port());
            assertThat(json(read(cluster, Facts.nodes(), LONG)).text("cluster")).contains("1");
            port.set(second.port());
            conf.set(next);
            assertThat(json(read(cluster, Facts.nodes(), LONG)).text("cluster")).contains("2");
        }
    }

    @Test
    void the_version_is_read_as_it_is() throws IOException {
        try (TlsServer cp = server(TlsServer.says(200, "{\"gitVersion\": \"v1.35.8\"}"))) {
            assertThat(read(Facts.apiVersion(), LONG, cp))
                    .isEqualTo(new Reading.Seen(0, "{\"gitVersion\": \"v1.35.8\"}", "", NOW));
            assertThat(cp.requests()).endsWith("GET /version HTTP/1.1");
        }
    }

    @Test
    void a_version_that_anybody_is_told_does_not_keep_credentials_alive() throws IOException {
        AtomicInteger fetched = new AtomicInteger();
        try (TlsServer cp = TlsServer.start(
                PKI.tls(SERVER),
                (server, head, out) -> out.write(
                        head.contains("/version") || head.contains("/readyz")
                                ? TlsServer.response(200, "{}")
                                : TlsServer.response(401, "{\"message\":\"Unauthorized\"}")))) {
            KubeCluster cluster = cluster(
                    () -> {
                        fetched.incrementAndGet();
                        return Optional.of(CONF);
                    },
                    cp);

            var readings = cluster.read(Set.of(Facts.nodes(), Facts.apiVersion()), LONG);
            cluster.read(Set.of(Facts.apiVersion()), LONG);
            cluster.read(Set.of(Facts.apiVersion()), LONG);

            assertThat(readings.get(Facts.apiVersion())).isInstanceOf(Reading.Seen.class);
            assertThat(readings.get(Facts.nodes())).isInstanceOf(Reading.Unseen.class);
            assertThat(fetched).hasValue(2);
        }
    }

    @Test
    void bootstrap_tokens_are_reduced() throws IOException {
        try (TlsServer cp = server(TlsServer.says(200, SecretsTest.TOKENS))) {
            assertThat(json(read(Facts.tokens(), LONG, cp)).compact().replace(SERVER_TIME, ""))
                    .isEqualTo(SecretsTest.REDUCED_TOKENS);
            assertThat(cp.requests().getLast()).contains("fieldSelector=type%3Dbootstrap.kubernetes.io%2Ftoken");
        }
    }

    @Test
    void what_ages_is_dated_by_the_server() throws IOException {
        try (TlsServer cp = server(TlsServer.says(200, SecretsTest.TOKENS))) {
            KubeCluster ahead = KubeCluster.at(
                    List.of(new ApiServer("cp-1", cp.url())),
                    () -> Optional.of(CONF),
                    SocketFactory.getDefault(),
                    () -> NOW.plus(Duration.ofDays(1)));

            assertThat(read(ahead, Facts.tokens(), LONG))
                    .isInstanceOfSatisfying(
                            Reading.Seen.class,
                            seen -> assertThat(seen.text()).contains("\"now\":\"2026-11-23T09:00:00Z\""));
        }
    }

    @Test
    void uploaded_certificates_expire_with_the_token_that_owns_them() throws IOException {
        try (TlsServer cp = server((s, request, out) -> out.write(TlsServer.response(
                200, request.contains("bootstrap-token-tg1r2i") ? SecretsTest.OWNER : SecretsTest.CERTIFICATES)))) {
            KubeCluster cluster = cluster(() -> Optional.of(CONF), cp);

            assertThat(json(read(cluster, Facts.uploadedCertificates(), LONG))
                            .compact()
                            .replace(SERVER_TIME, ""))
                    .isEqualTo(SecretsTest.REDUCED_CERTIFICATES);
            assertThat(cluster.sealedCaCertificate().map(b -> new String(b, UTF_8)))
                    .contains("sealed-ca");
        }
    }

    @Test
    void without_uploaded_certificates_there_is_nothing_sealed() throws IOException {
        try (TlsServer cp = server(TlsServer.says(404, "{}"))) {
            KubeCluster cluster = cluster(() -> Optional.of(CONF), cp);

            assertThat(json(read(cluster, Facts.uploadedCertificates(), LONG)).compact())
                    .isEqualTo("{\"present\":false,\"keys\":{}}");
            assertThat(cluster.sealedCaCertificate()).isEmpty();
        }
    }

    private static TlsServer server(TlsServer.Talk talk) {
        return TlsServer.start(PKI.tls(SERVER), talk);
    }

    private static KubeCluster cluster(Supplier<Optional<String>> conf, TlsServer cp) {
        return cluster(conf, cp.url());
    }

    private static KubeCluster cluster(Supplier<Optional<String>> conf, String... urls) {
        List<ApiServer> servers = new ArrayList<>();
        for (String url : urls) {
            servers.add(new ApiServer("cp-" + (servers.size() + 1), url));
        }
        return KubeCluster.at(servers, conf, SocketFactory.getDefault(), InstantSource.fixed(NOW));
    }

    private static Reading read(Fact fact, Duration deadline, TlsServer cp) {
        return read(cluster(() -> Optional.of(CONF), cp), fact, deadline);
    }

    private static Reading read(KubeCluster cluster, Fact fact, Duration deadline) {
        return Objects.requireNonNull(cluster.read(Set.of(fact), deadline).get(fact));
    }

    private static void assertUnseen(Reading reading, Reason reason, String detail) {
        assertThat(unseen(reading).detail()).contains(detail);
        assertThat(unseen(reading).reason()).isEqualTo(reason);
    }

    private static Reading.Unseen unseen(Reading reading) {
        assertThat(reading).isInstanceOf(Reading.Unseen.class);
        return (Reading.Unseen) reading;
    }

    private static Json json(Reading reading) {
        assertThat(reading).isInstanceOf(Reading.Seen.class);
        return Json.parse(((Reading.Seen) reading).text());
    }

    private static String observed(String name) throws IOException {
        try (InputStream in = KubeClusterTest.class.getResourceAsStream("/observed/cluster/" + name)) {
            return new String(Objects.requireNonNull(in).readAllBytes(), UTF_8);
        }
    }
}
