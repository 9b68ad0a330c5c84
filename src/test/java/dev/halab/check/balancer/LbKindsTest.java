package dev.halab.check.balancer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.halab.check.FieldProblem;
import dev.halab.check.Given;
import dev.halab.check.HostPort;
import dev.halab.check.Observed;
import dev.halab.check.Trial;
import dev.halab.fact.Facts;
import dev.halab.fact.Reading;
import dev.halab.json.Json;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Connections are written as `STAGE[:ERROR|:STATUS[:BODY]][@CERTIFICATE]`.
final class LbKindsTest {
    private static final String CA = "/etc/kubernetes/pki/ca.crt";

    @ParameterizedTest
    @CsvSource({
        "done:200@cp-1 done:200@cp-2 done:200@cp-3, pass",
        "done:200@wildcard done:200@wildcard done:200@wildcard, pass",
        "connect:refused connect:refused connect:refused, lb.refused",
        "connect:timed-out connect:timed-out connect:timed-out, lb.filtered",
        "connect:no-route connect:no-route connect:no-route, lb.filtered",
        "connect:unknown-host connect:unknown-host connect:unknown-host, lb.unknown-name",
        "connect:strange connect:strange connect:strange, lb.error",
        "tls:not-tls tls:not-tls tls:not-tls, lb.not-tls",
        "tls:closed tls:closed tls:closed, lb.no-backend",
        "tls:reset tls:timed-out tls:closed, lb.no-backend",
        "done:200@cp-1 tls:closed done:200@cp-3, lb.dead-backend",
        "done:200@cp-1 http:closed@cp-2 done:200@cp-3, lb.dead-backend",
        "tls:alert_internal_error tls:alert_internal_error tls:alert_internal_error, lb.error",
        "done:200@other done:200@cp-2 done:200@cp-3, lb.wrong-ca",
        "done:200@lb done:200@lb done:200@lb, lb.wrong-ca",
        "done:200@expired done:200@cp-2 done:200@cp-3, lb.expired",
        "done:200@no-endpoint done:200@cp-2 done:200@cp-3, lb.san",
        "done:401@cp-1 done:403@cp-2 done:401@cp-3, lb.denied",
        "done:500:[-]etcd_failed@cp-1 done:200@cp-2 done:200@cp-3, lb.not-ready",
        "done:502@cp-1 done:200@cp-2 done:200@cp-3, lb.not-ready"
    })
    void connections_reach_ready_api_servers(String connections, String word) {
        assertThat(reach("connections", 3L).word(withCa().text(wire(3), made(connections))))
                .isEqualTo(word);
    }

    @Test
    void some_connections_may_fail_if_the_course_says_so() {
        String made = made("done:200@cp-1 tls:closed done:200@cp-3");

        assertThat(reach("connections", 3L, "okAtLeast", 2L).word(withCa().text(wire(3), made)))
                .isEqualTo("pass");
        var mismatch = reach("connections", 3L).failure(withCa().text(wire(3), made));
        assertThat(mismatch.actual()).isEqualTo("1 of 3 connections: accepted, then closed before TLS");
        assertThat(mismatch.where()).isEqualTo("k8s-api.lab:6443");
    }

    @Test
    void connections_that_are_missing_may_have_been_right() {
        String one = made("done:200@cp-1 tls:closed");
        String late = one.replace("{\"via\"", "{\"leftOut\":\"8 were late, and w-1 itself took 900 ms\",\"via\"");

        assertThat(reach("connections", 10L, "okAtLeast", 9L).word(withCa().text(wire(10), one)))
                .isEqualTo("unknown");
        assertThat(reach("connections", 10L).word(withCa().text(wire(10), one))).isEqualTo("lb.dead-backend");
        assertThat(reach("connections", 10L, "okAtLeast", 9L).judge(withCa().text(wire(10), late)))
                .asString()
                .contains("2 of 10 connections could be judged: 8 were late, and w-1 itself took 900 ms");
    }

    @Test
    void a_certificate_is_judged_by_the_clock_of_its_server() {
        String made = made("done:200@cp-1 done:200@cp-2 done:200@cp-3");
        String dated = made.replace("\"stage\"", "\"date\":\"Thu, 23 Nov 2045 09:00:00 GMT\",\"stage\"");

        assertThat(reach("connections", 3L).word(withCa().text(wire(3), made))).isEqualTo("pass");
        assertThat(reach("connections", 3L).word(withCa().text(wire(3), dated))).isEqualTo("lb.expired");
    }

    @Test
    void the_failing_part_of_an_unready_server_is_shown() {
        String made = made("done:500:[-]etcd_failed@cp-1 done:200@cp-2 done:200@cp-3");

        assertThat(reach("connections", 3L)
                        .failure(withCa().text(wire(3), made))
                        .actual())
                .isEqualTo("1 of 3 connections: status 500: [-]etcd_failed");
    }

    @Test
    void an_address_is_covered_by_an_address() {
        Trial trial = Trial.of(new LbReachKind(), "endpoint", new HostPort("192.168.56.10", 6443), "connections", 1L);
        var fact = Facts.https("192.168.56.10", 6443, "/readyz", 1);

        assertThat(trial.word(withCa().text(fact, made("done:200@cp-1")))).isEqualTo("pass");
        assertThat(trial.word(withCa().text(fact, made("done:200@all-1")))).isEqualTo("lb.san");
        assertThat(trial.word(withCa().text(fact, made("done:200@wildcard")))).isEqualTo("lb.san");
    }

    @Test
    void the_ca_may_come_from_any_control_plane() {
        Given given = Given.nothing()
                .unseen(Facts.file("cp-1", CA), Reading.Reason.UNREACHABLE)
                .text(Facts.file("cp-2", CA), "absent")
                .file(Facts.file("cp-3", CA), Observed.text("lb/ca.crt"))
                .text(wire(3), made("done:200@cp-1 done:200@cp-2 done:200@cp-3"));

        assertThat(reach("connections", 3L).word(given)).isEqualTo("pass");
    }

    @Test
    void without_a_ca_nothing_can_be_trusted() {
        Given given = Given.nothing().text(wire(3), made("done:200@cp-1 done:200@cp-2 done:200@cp-3"));
        for (String node : List.of("cp-1", "cp-2", "cp-3")) {
            given.text(Facts.file(node, CA), "absent");
        }

        assertThat(reach("connections", 3L).word(given)).isEqualTo("lb.no-ca");
        assertThat(reach("connections", 3L).word(given.unseen(Facts.file("cp-2", CA), Reading.Reason.UNREACHABLE)))
                .isEqualTo("unknown");
    }

    @Test
    void what_fails_before_a_certificate_needs_no_ca() {
        assertThat(reach("connections", 3L).word(Given.nothing().text(wire(3), made("connect:refused"))))
                .isEqualTo("lb.refused");
    }

    @Test
    void is_unknown_when_too_few_connections_were_made() {
        assertThat(reach("connections", 3L).word(withCa().text(wire(3), made(""))))
                .isEqualTo("unknown");
        assertThat(reach("connections", 3L).word(withCa().text(wire(3), made("done:200@cp-1"))))
                .isEqualTo("unknown");
        assertThat(reach("connections", 3L).word(withCa())).isEqualTo("unknown");
    }

    @ParameterizedTest
    @CsvSource({
        "cp-1 cp-2 cp-3 cp-1, pass",
        "cp-1 cp-1 cp-1 cp-1, lb.pinned",
        "cp-1 cp-2 cp-1 cp-2, lb.unused",
        "all-1 all-2 all-3 all-1, pass",
        "all-1 all-2 all-1 all-2, lb.unused"
    })
    void connections_end_at_every_control_plane(String certificates, String word) {
        Trial trial = spread("samples", 4L);

        assertThat(trial.word(balancer("passes-reference").text(wire(4), shown(certificates))))
                .isEqualTo(word);
    }

    @Test
    void counts_name_the_servers() {
        var mismatch =
                spread("samples", 4L).failure(balancer("passes-reference").text(wire(4), shown("cp-1 cp-2 cp-1 cp-1")));

        assertThat(mismatch.actual()).isEqualTo("cp-1 3, cp-2 1, cp-3 0");
        assertThat(spread("samples", 4L)
                        .failure(balancer("passes-reference").text(wire(4), shown("all-1 all-2 all-1 all-2")))
                        .actual())
                .startsWith("certificate ")
                .doesNotContain("cp-3");
    }

    @Test
    void connections_that_are_missing_may_have_ended_at_the_server_that_is() {
        Given given = balancer("passes-reference").text(wire(4), shown("cp-1 cp-2 cp-1"));

        assertThat(spread("samples", 4L).word(given)).isEqualTo("unknown");
        assertThat(spread("samples", 4L).word(balancer("passes-reference").text(wire(4), shown("cp-1 cp-2 cp-3"))))
                .isEqualTo("pass");
    }

    @Test
    void each_server_may_have_to_answer_more_than_once() {
        Given given = balancer("passes-reference").text(wire(6), shown("cp-1 cp-1 cp-1 cp-2 cp-2 cp-3"));

        assertThat(spread("samples", 6L).word(given)).isEqualTo("pass");
        assertThat(spread("samples", 6L, "minEach", 2L).word(given)).isEqualTo("lb.unused");
    }

    @Test
    void a_server_that_should_get_nothing_is_a_stranger() {
        Given given = balancer("passes-reference").text(wire(4), shown("cp-1 cp-2 cp-3 cp-1"));

        assertThat(spread("samples", 4L, "backends", Trial.nodes("cp-1", "cp-2"))
                        .word(given))
                .isEqualTo("lb.stranger");
    }

    @Test
    void one_client_at_one_server_is_what_balance_source_means() {
        Given given = balancer("passes-balance-source").text(wire(4), shown("cp-2 cp-2 cp-2 cp-2"));
        Given stick = balancer("passes-reference")
                .text(wire(4), shown("cp-2 cp-2"))
                .file(
                        Facts.file("lb-1", "/etc/haproxy/haproxy.cfg"),
                        Observed.text("haproxy-config/passes-reference.cfg") + "    stick on src\n");

        assertThat(spread("samples", 4L).word(given)).isEqualTo("pass");
        assertThat(spread("samples", 4L).claim().advice(given.snapshot()))
                .singleElement()
                .asString()
                .contains("balance source");
        assertThat(spread("samples", 4L).word(stick)).isEqualTo("pass");
    }

    @Test
    void is_unknown_when_no_connection_came_far_enough() {
        Given given = balancer("passes-reference").text(wire(4), made("connect:refused tls:closed"));

        assertThat(spread("samples", 4L).word(given)).isEqualTo("unknown");
    }

    @Test
    void fields_that_make_no_sense_are_refused() {
        assertThatThrownBy(() -> reach("connections", 3L, "okAtLeast", 4L)).isInstanceOf(FieldProblem.class);
        assertThatThrownBy(() -> reach("path", "readyz\r\nX: y")).isInstanceOf(FieldProblem.class);
        assertThatThrownBy(() -> spread("samples", 2L)).isInstanceOf(FieldProblem.class);
    }

    private static dev.halab.fact.Fact wire(int connections) {
        return Facts.https("k8s-api.lab", 6443, "/readyz", connections);
    }

    private static Given withCa() {
        return Given.nothing().file(Facts.file("cp-1", CA), Observed.text("lb/ca.crt"));
    }

    private static Given balancer(String config) {
        return Given.nothing()
                .file(
                        Facts.file("lb-1", "/etc/haproxy/haproxy.cfg"),
                        Observed.text("haproxy-config/%s.cfg".formatted(config)))
                .file(Facts.file("lb-1", "/etc/hosts"), Observed.text("haproxy-config/hosts.txt"));
    }

    private static String shown(String certificates) {
        return made(certificates.replaceAll("(\\S+)", "done:200@$1"));
    }

    private static String made(String connections) {
        Json.Builder certificates = Json.object();
        List<Json> all = new ArrayList<>();
        Arrays.stream(connections.split(" ")).filter(c -> !c.isEmpty()).forEach(text -> {
            String[] halves = text.split("@");
            String[] parts = halves[0].split(":", 3);
            Json.Builder one = Json.object().put("stage", parts[0]);
            if (halves.length > 1) {
                one.put("certificate", halves[1]);
                certificates.put(halves[1], Observed.text("lb/%s.crt".formatted(halves[1])));
            }
            if (parts[0].equals("done")) {
                one.put("status", Long.parseLong(parts[1])).put("body", parts.length > 2 ? parts[2] : "ok");
            } else {
                one.put("error", parts[1].replace('_', ' '));
            }
            all.add(one.put("ms", 3).build());
        });
        return Json.object()
                .put("via", "w-1")
                .put("server", "k8s-api.lab:6443")
                .put("certificates", certificates.build())
                .put("connections", Json.array(all))
                .build()
                .compact();
    }

    private static Trial reach(Object... more) {
        return Trial.of(new LbReachKind(), with(more));
    }

    private static Trial spread(Object... more) {
        return Trial.of(new LbSpreadKind(), with(more));
    }

    private static Object[] with(Object... more) {
        Object[] all = new Object[more.length + 2];
        System.arraycopy(new Object[] {"endpoint", new HostPort("k8s-api.lab", 6443)}, 0, all, 0, 2);
        System.arraycopy(more, 0, all, 2, more.length);
        return all;
    }
}
