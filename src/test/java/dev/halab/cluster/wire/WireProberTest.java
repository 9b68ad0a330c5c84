package dev.halab.cluster.wire;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.halab.cluster.Loopback;
import dev.halab.cluster.TestPki;
import dev.halab.cluster.TlsServer;
import dev.halab.fact.Fact;
import dev.halab.fact.Facts;
import dev.halab.fact.Reading;
import dev.halab.fact.Reading.Reason;
import dev.halab.json.Json;
import dev.halab.topology.NodeSpec;
import dev.halab.topology.Topology;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import javax.net.SocketFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class WireProberTest {
    private static final TestPki PKI = TestPki.create();
    private static final TestPki.Identity CP_1 = PKI.server("192.168.56.11");
    private static final Duration ROUND = Duration.ofMillis(700);

    /// Two nodes in turn may wait in it for what never comes.
    private static final Duration TWICE = Duration.ofSeconds(4);
    private static final Fact ONE = Facts.https("k8s-api.lab", 6443, "/readyz", 1);

    @Test
    void a_connection_shows_certificate_status_and_body() throws IOException {
        try (TlsServer server = TlsServer.start(PKI.tls(CP_1), TlsServer.says(200, "ok"))) {
            Json seen = seen(ONE, Loopback.to(server.port()));

            assertThat(seen.text("via")).contains("w-1");
            assertThat(seen.text("server")).contains("k8s-api.lab:6443");
            assertThat(seen.text("serverName")).contains("k8s-api.lab");
            Json connection = seen.items("connections").getFirst();
            assertThat(connection.text("stage")).contains("done");
            assertThat(connection.text("status")).contains("200");
            assertThat(connection.text("body")).contains("ok");
            assertThat(connection.has("error")).isFalse();
            assertThat(seen.text("certificates", connection.text("certificate").orElseThrow()))
                    .contains(TestPki.pem(CP_1.certificate()).replace("\r\n", "\n"));
            assertThat(server.requests()).containsExactly("GET /readyz HTTP/1.1");
        }
    }

    @Test
    void an_address_is_called_without_a_server_name() throws IOException {
        try (TlsServer server = TlsServer.start(PKI.tls(CP_1), TlsServer.says(500, "[-]etcd failed"))) {
            Json seen = seen(Facts.https("192.168.56.11", 6443, "/readyz?verbose", 2), Loopback.to(server.port()));

            assertThat(seen.has("serverName")).isFalse();
            assertThat(seen.items("connections")).hasSize(2);
            assertThat(seen.items("connections").getLast().text("status")).contains("500");
            assertThat(seen.members("certificates")).hasSize(1);
        }
    }

    @Test
    void no_more_than_thirty_connections_are_made_to_a_server_in_a_round() throws IOException {
        try (TlsServer server = TlsServer.start(PKI.tls(CP_1), TlsServer.says(200, "ok"))) {
            Fact first = Facts.https("192.168.56.10", 6443, "/readyz", 30);
            Fact second = Facts.https("192.168.56.10", 6443, "/livez", 1);
            var prober = prober(List.of(new Vantage("w-1", Loopback.to(server.port()))));

            var readings = prober.read(List.of(first, second), Duration.ofSeconds(20));

            assertThat(Json.parse(seenIn(readings, first).text()).items("connections"))
                    .hasSize(30)
                    .allSatisfy(c -> assertThat(c.text("stage")).contains("done"));
            assertThat(readings.get(second)).isInstanceOf(Reading.Unseen.class);
            assertThat(server.requests()).hasSize(30);
        }
    }

    @Test
    void facts_that_differ_in_their_number_of_connections_only_share_them() throws IOException {
        try (TlsServer server = TlsServer.start(PKI.tls(CP_1), TlsServer.says(200, "ok"))) {
            Fact few = Facts.https("192.168.56.10", 6443, "/readyz", 12);
            Fact many = Facts.https("192.168.56.10", 6443, "/readyz", 30);
            var prober = prober(List.of(new Vantage("w-1", Loopback.to(server.port()))));

            var readings = prober.read(List.of(few, many), Duration.ofSeconds(20));

            assertThat(Json.parse(((Reading.Seen) readings.get(few)).text()).items("connections"))
                    .hasSize(12);
            assertThat(Json.parse(((Reading.Seen) readings.get(many)).text()).items("connections"))
                    .hasSize(30);
            assertThat(server.requests()).hasSize(30);
        }
    }

    @Test
    void a_long_body_is_cut_and_a_chunked_one_is_put_together() throws IOException {
        try (TlsServer server = TlsServer.start(PKI.tls(CP_1), TlsServer.says(200, "x".repeat(9000)));
                TlsServer chunked = TlsServer.start(
                        PKI.tls(CP_1),
                        (s, request, out) -> out.write(
                                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5;a=b\r\nhello\r\n6\r\n world\r\n0\r\n\r\n"
                                        .getBytes(US_ASCII)))) {
            assertThat(connection(ONE, Loopback.to(server.port())).text("body").orElseThrow())
                    .hasSize(4096);
            assertThat(connection(ONE, Loopback.to(chunked.port())).text("body"))
                    .contains("hello world");
        }
    }

    @Test
    void a_single_request_keeps_more_of_the_body_and_says_that_it_is_cut() throws IOException {
        Fact one = Facts.http("https", "k8s-api.lab", 6443, "/readyz");
        int most = 64 << 10;
        try (TlsServer whole = TlsServer.start(PKI.tls(CP_1), TlsServer.says(200, "x".repeat(most)));
                TlsServer longer = TlsServer.start(PKI.tls(CP_1), TlsServer.says(200, "x".repeat(most + 1)))) {
            Json all = connection(one, Loopback.to(whole.port()));
            Json cut = connection(one, Loopback.to(longer.port()));

            assertThat(all.text("body").orElseThrow()).hasSize(most);
            assertThat(all.has("cut")).isFalse();
            assertThat(cut.text("body").orElseThrow()).hasSize(most);
            assertThat(cut.text("cut")).contains("true");
        }
    }

    @Test
    void a_request_without_tls_shows_no_certificate_and_follows_nothing() throws IOException {
        try (TlsServer server = TlsServer.plain((s, request, out) ->
                out.write("HTTP/1.1 302 Found\r\nLocation: http://192.168.56.12/\r\nContent-Length: 4\r\n\r\ngone"
                        .getBytes(US_ASCII)))) {
            Json seen = seen(Facts.http("http", "k8s-api.lab", 80, "/"), Loopback.to(server.port()));

            assertThat(seen.has("serverName")).isFalse();
            assertThat(seen.members("certificates")).isEmpty();
            assertThat(seen.items("connections")).singleElement().satisfies(c -> {
                assertThat(c.text("status")).contains("302");
                assertThat(c.text("body")).contains("gone");
            });
            assertThat(server.requests()).containsExactly("GET / HTTP/1.1");
        }
    }

    @Test
    void another_scheme_is_no_connection_to_make() {
        Reading reading = read(Facts.http("ftp", "k8s-api.lab", 80, "/"), List.of());

        assertThat(((Reading.Unseen) reading).reason()).isEqualTo(Reason.NOT_READ);
    }

    @Test
    void an_answer_that_drips_ends_at_the_deadline() throws IOException {
        try (TlsServer server = TlsServer.start(PKI.tls(CP_1), (s, request, out) -> {
            out.write("HTTP/1.1 200 OK\r\nX-Slow: ".getBytes(US_ASCII));
            out.flush();
            s.hang();
        })) {
            // time for the handshake on a busy machine, so that it is the answer that is waited for
            Reading reading = prober(List.of(new Vantage("w-1", Loopback.to(server.port()))))
                    .read(Set.of(ONE), Duration.ofSeconds(3))
                    .get(ONE);
            Json connection = Json.parse(((Reading.Seen) Objects.requireNonNull(reading)).text())
                    .items("connections")
                    .getFirst();

            assertThat(connection.text("stage")).contains("http");
            assertThat(connection.text("error")).contains("timed-out");
            assertThat(connection.has("certificate")).isTrue();
        }
    }

    @Test
    void half_a_body_is_a_closed_connection() throws IOException {
        try (TlsServer server = TlsServer.start(PKI.tls(CP_1), (s, request, out) -> {
            byte[] whole = TlsServer.response(200, "0123456789");
            out.write(Arrays.copyOf(whole, whole.length - 5));
        })) {
            assertEnded(connection(ONE, Loopback.to(server.port())), "http", "closed");
        }
    }

    @Test
    void a_server_that_hangs_up_before_tls_is_closed() throws IOException {
        try (TlsServer server = TlsServer.plain((s, request, out) -> {})) {
            assertThat(connection(ONE, Loopback.to(server.port())).text("stage"))
                    .contains("tls");
            assertThat(connection(ONE, Loopback.to(server.port())).text("error").orElseThrow())
                    .isIn("closed", "reset");
        }
    }

    @Test
    void a_server_without_tls_is_told_from_a_broken_one() throws IOException {
        try (TlsServer server = TlsServer.plain(
                (s, request, out) -> out.write("HTTP/1.0 400 Bad request\r\n\r\n".getBytes(US_ASCII)))) {
            assertEnded(connection(ONE, Loopback.to(server.port())), "tls", "not-tls");
        }
    }

    @Test
    void what_answers_something_else_than_http_is_not_http() throws IOException {
        try (TlsServer server =
                TlsServer.start(PKI.tls(CP_1), (s, request, out) -> out.write("SSH-2.0-x\r\n".getBytes(US_ASCII)))) {
            assertEnded(connection(ONE, Loopback.to(server.port())), "http", "not-http");
        }
    }

    @Test
    void a_refused_connection_says_so() {
        assertEnded(
                connection(ONE, Loopback.failing(() -> new ConnectException("Connection refused"))),
                "connect",
                "refused");
        assertEnded(
                connection(ONE, Loopback.failing(() -> new NoRouteToHostException("No route to host"))),
                "connect",
                "no-route");
    }

    @Test
    void trouble_of_the_vantage_itself_is_no_evidence_against_the_target() {
        Reading reading =
                read(ONE, List.of(new Vantage("w-1", Loopback.failing(() -> new IOException("ssh is gone")))));

        assertThat(reading).isEqualTo(new Reading.Unseen(Reason.UNREACHABLE, "no connection could be made from w-1"));
    }

    @Test
    void a_refusal_in_unknown_words_may_be_the_vantages_own() {
        Vantage forbidden = new Vantage("w-1", Loopback.failing(() -> new ConnectException("sshd forbids tunnels")));

        assertThat(read(ONE, List.of(forbidden))).isInstanceOf(Reading.Unseen.class);
    }

    @Test
    void the_next_vantage_is_used_when_the_first_cannot_be() throws IOException {
        try (TlsServer server = TlsServer.start(PKI.tls(CP_1), TlsServer.says(200, "ok"))) {
            Reading reading = read(
                    ONE,
                    List.of(
                            new Vantage("w-1", Loopback.failing(() -> new IOException("ssh is gone"))),
                            new Vantage("cp-2", Loopback.to(server.port()))));

            assertThat(Json.parse(((Reading.Seen) reading).text()).text("via")).contains("cp-2");
        }
    }

    @Test
    void the_next_vantage_is_used_when_the_tunnel_of_the_first_is_lost() throws IOException {
        try (TlsServer server = TlsServer.start(PKI.tls(CP_1), TlsServer.says(200, "ok"))) {
            Vantage lost = new Vantage("w-1", Loopback.losing());
            Vantage next = new Vantage("cp-2", Loopback.to(server.port()));

            assertThat(read(ONE, List.of(lost)))
                    .isEqualTo(new Reading.Unseen(Reason.UNREACHABLE, "no connection could be made from w-1"));
            assertThat(Json.parse(((Reading.Seen) read(ONE, List.of(lost, next))).text())
                            .text("via"))
                    .contains("cp-2");
        }
    }

    @Test
    void silence_is_believed_when_two_vantages_hear_it() {
        Vantage first = new Vantage("w-1", Loopback.silent());
        Vantage second = new Vantage("cp-2", Loopback.silent());

        assertThat(prober(List.of(first)).read(Set.of(ONE), TWICE).get(ONE))
                .isEqualTo(new Reading.Unseen(
                        Reason.NO_ANSWER, "nothing was heard from k8s-api.lab:6443, but only w-1 listened"));
        var readings = prober(List.of(first, second)).read(List.of(ONE), Duration.ofSeconds(4));
        assertEnded(
                Json.parse(seenIn(readings, ONE).text()).items("connections").getFirst(), "connect", "timed-out");
    }

    @Test
    void silence_is_not_believed_of_nodes_that_hang_themselves() {
        Vantage first = new Vantage("w-1", Loopback.hanging());
        Vantage second = new Vantage("cp-2", Loopback.hanging());

        var readings = prober(List.of(first, second)).read(List.of(ONE), TWICE);

        assertThat(detail(readings.get(ONE)))
                .matches("of the connections to k8s-api.lab:6443 "
                        + "1 were late, and w-1 itself took \\d+ ms to answer meanwhile; "
                        + "1 were late, and cp-2 itself took \\d+ ms to answer meanwhile");
    }

    @Test
    void who_is_slow_to_let_anybody_in_may_only_be_far_away() throws IOException {
        try (TlsServer server = TlsServer.start(PKI.tls(CP_1), (s, request, out) -> s.hang())) {
            Vantage far = new Vantage("w-1", Loopback.slowly(Duration.ofMillis(800), server.port()));

            var readings = prober(List.of(far)).read(List.of(ONE), TWICE);

            assertThat(detail(readings.get(ONE))).matches(".*1 were late, and it took \\d+ ms to be let in");
        }
    }

    @Test
    void what_the_end_of_the_round_cut_off_says_nothing() throws IOException {
        try (TlsServer server = TlsServer.start(PKI.tls(CP_1), (s, request, out) -> s.hang())) {
            Reading reading = read(ONE, List.of(new Vantage("w-1", Loopback.to(server.port()))));

            assertThat(detail(reading)).endsWith("1 were late, and the round ended before");
        }
    }

    @Test
    void who_measures_is_told_what_its_own_deadline_cut_off() throws IOException {
        try (TlsServer server = TlsServer.start(PKI.tls(CP_1), (s, request, out) -> s.hang())) {
            Vantage vantage = new Vantage("w-1", Loopback.to(server.port()));
            var readings = WireProber.measuring(vantage, InstantSource.system()).read(List.of(ONE), ROUND);

            assertThat(Json.parse(seenIn(readings, ONE).text()).items("connections"))
                    .singleElement()
                    .satisfies(c -> assertThat(c.text("error")).contains("timed-out"));
        }
    }

    private static String detail(@Nullable Reading reading) {
        return ((Reading.Unseen) Objects.requireNonNull(reading)).detail();
    }

    @Test
    void without_a_vantage_nothing_is_read() {
        assertThat(read(ONE, List.of()))
                .isEqualTo(new Reading.Unseen(Reason.UNREACHABLE, "there is no node to reach k8s-api.lab:6443 from"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/a b", "readyz", "/\r\nX: y", ""})
    void a_path_that_is_none_is_not_sent(String path) {
        Reading reading = read(Facts.https("k8s-api.lab", 6443, path, 1), List.of());

        assertThat(((Reading.Unseen) reading).reason()).isEqualTo(Reason.NOT_READ);
    }

    @Test
    void a_target_is_never_its_own_vantage() {
        Topology standard = Topology.of("standard", "192.168.56").orElseThrow();
        Topology mini = Topology.of("mini", "192.168.56").orElseThrow();

        assertThat(Vantage.towards(standard, "k8s-api.lab"))
                .extracting(NodeSpec::name)
                .startsWith("w-1");
        assertThat(Vantage.towards(standard, "192.168.56.21"))
                .extracting(NodeSpec::name)
                .startsWith("lb-1", "cp-1");
        assertThat(Vantage.towards(mini, "192.168.56.10"))
                .extracting(NodeSpec::name)
                .containsExactly("cp-1", "cp-2");
        assertThat(Vantage.towards(mini, "cp-1")).extracting(NodeSpec::name).containsExactly("lb-1", "cp-2");
    }

    private static void assertEnded(Json connection, String stage, String error) {
        assertThat(connection.text("stage")).contains(stage);
        assertThat(connection.text("error")).contains(error);
    }

    private static Json connection(Fact fact, SocketFactory sockets) {
        return seen(fact, sockets).items("connections").getFirst();
    }

    private static Json seen(Fact fact, SocketFactory sockets) {
        return Json.parse(((Reading.Seen) read(fact, List.of(new Vantage("w-1", sockets)))).text());
    }

    private static Reading read(Fact fact, List<Vantage> vantages) {
        return Objects.requireNonNull(prober(vantages).read(Set.of(fact), ROUND).get(fact));
    }

    private static WireProber prober(List<Vantage> vantages) {
        Function<String, List<Vantage>> same = host -> vantages;
        return new WireProber(same, InstantSource.fixed(Instant.parse("2026-11-23T09:00:00Z")));
    }

    private static Reading.Seen seenIn(Map<Fact, Reading> readings, Fact fact) {
        return (Reading.Seen) Objects.requireNonNull(readings.get(fact));
    }
}
