package dev.halab.check.balancer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.halab.check.FieldProblem;
import dev.halab.check.Given;
import dev.halab.check.Observed;
import dev.halab.check.Trial;
import dev.halab.check.Verdict;
import dev.halab.fact.Fact;
import dev.halab.fact.Facts;
import dev.halab.fact.Reading;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class HaproxyStateKindTest {
    private static final String PATH = "/etc/haproxy/haproxy.cfg";
    private static final Fact STAT = Facts.haproxyStat("lb-1", PATH);
    private static final Fact FILE = Facts.file("lb-1", PATH);
    private static final Fact UNIT = Facts.unit("lb-1", "haproxy.service");
    private static final String GOOD = "passes-httpchk-get-and-check-ssl";

    @ParameterizedTest
    @CsvSource({
        // recording, up, verdict
        "up, cp, pass",
        "up, any, pass",
        "up, cp-1 cp-2, hap.still-up",
        "up, none, hap.still-up",
        "before-init, any, pass",
        "before-init, none, pass",
        "before-init, cp-1, hap.down",
        "one-up, cp-1, pass",
        "one-up, cp, hap.down",
        "not-ready, cp, hap.down",
        "not-ready, cp-1 cp-2, pass",
        "denied, any, hap.check-denied",
        "denied, cp, hap.check-denied",
        "ssl-to-plain, any, hap.check-fails",
        "starting, cp, wait hap.down",
        "starting, cp-1, wait hap.still-up",
        "rising-level-user, cp, wait hap.down",
        "maint, cp, hap.idle-server",
        "maint, any, hap.idle-server",
        "maint, cp-1 cp-3, pass",
        "drain, cp, hap.idle-server",
        "checks-paused, any, hap.no-check",
        "checks-paused, none, hap.no-check",
        "checks-paused, cp, hap.no-check",
        "other-address, any, hap.stale"
    })
    void judges_what_haproxy_says(String recording, String up, String word) {
        Given given = given(GOOD).text(STAT, csv(recording));

        assertThat(trial(up, "checks", "http").word(given)).isEqualTo(word);
    }

    @ParameterizedTest
    @CsvSource({
        "fails-hap.l4-only-tcp-check, l4-only, http, hap.l4-only",
        "fails-hap.l4-only-tcp-check, l4-only, tls, hap.l4-only",
        "fails-hap.l4-only-tcp-check, l4-only, tcp, pass",
        "fails-hap.l4-only-handshake, tls-only, http, hap.l4-only",
        "fails-hap.l4-only-handshake, tls-only, tls, pass",
        "fails-hap.no-check-at-all, no-check, http, hap.no-check",
        "fails-hap.check-plain-without-ssl, plain-check, http, hap.check-plain",
        // nobody listens yet, but what the checks will ask is already wrong
        "fails-hap.l4-only-tcp-check, before-init, http, hap.l4-only",
        "fails-hap.check-port-22, before-init, http, hap.check-port",
        "fails-hap.check-request-root, before-init, http, hap.check-request",
        "fails-hap.check-expect-string-ok, before-init, http, hap.check-expect",
        "passes-default-server, before-init, http, pass",
        "passes-default-server, before-init, tcp, pass"
    })
    void checks_must_prove_enough(String config, String recording, String checks, String word) {
        Given given = given(config).text(STAT, csv(recording));

        assertThat(trial("any", "checks", checks).word(given)).isEqualTo(word);
    }

    @ParameterizedTest
    @CsvSource({"tracked, pass", "tracked-paused, hap.no-check"})
    void a_server_that_tracks_another_is_checked_as_that_is(String recording, String word) {
        Given given = given("passes-tracked-checks").text(STAT, csv(recording));

        assertThat(trial("any", "checks", "http").word(given)).isEqualTo(word);
    }

    @Test
    void a_process_that_runs_in_another_mode_has_not_read_the_file() {
        String http = csv("up").replaceAll("(?m)^(control-planes,.*),tcp,", "$1,http,");

        assertThat(trial("any", "checks", "http").word(given(GOOD).text(STAT, http)))
                .isEqualTo("hap.stale");
    }

    @Test
    void an_address_is_compared_as_far_as_it_can_be() {
        String named =
                Observed.text("haproxy-config/%s.cfg".formatted(GOOD)).replace("192.168.56.12:6443", "cp-2:6443");
        String otherHost = csv("before-init").replace("192.168.56.12:6443", "192.168.56.22:6443");
        String unseen = csv("other-address").replaceAll("192\\.168\\.56\\.\\d+:\\d+", "");
        Trial trial = trial("any", "checks", "http");

        assertThat(trial.word(given(GOOD).file(FILE, named).text(STAT, csv("other-address"))))
                .as("another port")
                .isEqualTo("hap.stale");
        assertThat(trial.word(given(GOOD).text(STAT, otherHost))).isEqualTo("hap.stale");
        assertThat(trial.word(given(GOOD).file(FILE, named).text(STAT, otherHost)))
                .as("the name may have had another address")
                .isEqualTo("pass");
        assertThat(trial.word(given(GOOD).text(STAT, unseen))).isEqualTo("pass");
    }

    @Test
    void what_haproxy_says_counts_where_the_file_promises_more() {
        Given given = given(GOOD);

        assertThat(trial("cp", "checks", "http").word(given.text(STAT, csv("l4-only"))))
                .isEqualTo("hap.l4-only");
        assertThat(trial("cp", "checks", "http").word(given.text(STAT, csv("tls-only"))))
                .isEqualTo("hap.l4-only");
        assertThat(trial("cp").word(given.text(STAT, csv("l4-only")))).isEqualTo("pass");
        assertThat(trial("cp").word(given.text(STAT, csv("no-check")))).isEqualTo("hap.no-check");
        assertThat(trial("none").word(given.text(STAT, csv("no-check")))).isEqualTo("hap.no-check");
    }

    @Test
    void a_real_cluster_with_a_control_plane_that_is_off() {
        Given given = given("passes-default-server").text(STAT, csv("cluster-cp-2-off"));

        assertThat(trial("cp-1 cp-3", "checks", "http").word(given)).isEqualTo("pass");
        assertThat(trial("cp").failure(given).actual()).isEqualTo("cp-2 DOWN for 55 s: L4TOUT, Layer4 timeout");
        assertThat(trial("cp").failure(given).where()).isEqualTo("lb-1:/etc/haproxy/haproxy.cfg:25");
        assertThat(trial("cp", "checks", "http")
                        .word(given("passes-default-server").text(STAT, csv("cluster"))))
                .isEqualTo("pass");
    }

    @ParameterizedTest
    @CsvSource({
        "before-init, L4CON, pass",
        "before-init, L7OK, hap.check-status",
        "up, L7OK, pass",
        "starting, L7OK, wait hap.check-status"
    })
    void results_of_checks_can_be_named(String recording, String status, String word) {
        Given given = given(GOOD).text(STAT, csv(recording));

        assertThat(trial("any", "checkStatus", List.of(status)).word(given)).isEqualTo(word);
    }

    @Test
    void a_server_that_only_the_file_knows_waits_for_a_reload() {
        String more =
                Observed.text("haproxy-config/%s.cfg".formatted(GOOD)) + "    server cp-4 192.168.56.14:6443 check\n";
        String fewer = Observed.text("haproxy-config/fails-hap.missing-server-one.cfg");

        assertThat(trial("any").word(given(GOOD).file(FILE, more).text(STAT, csv("up"))))
                .isEqualTo("hap.stale");
        assertThat(trial("any").word(given(GOOD).file(FILE, fewer).text(STAT, csv("up"))))
                .isEqualTo("hap.stale");
    }

    @ParameterizedTest
    @CsvSource({"cp, up, pass", "cp-1, up, hap.extra-server", "w, up, hap.missing-server", "cp, before-init, pass"})
    void exactly_some_servers_are_known_to_it(String servers, String recording, String word) {
        Given given = given(GOOD).text(STAT, csv(recording));

        assertThat(trial("any", "servers", Trial.servers(servers, 6443)).word(given))
                .isEqualTo(word);
    }

    @Test
    void a_server_that_nobody_knows_is_missing() {
        String renamed =
                Observed.text("haproxy-config/%s.cfg".formatted(GOOD)).replace("192.168.56.13", "192.168.56.31");
        Given given = given(GOOD).file(FILE, renamed).text(STAT, csv("cluster"));

        assertThat(trial("cp").word(given)).isEqualTo("hap.missing-server");
    }

    @Test
    void fails_when_haproxy_does_not_run_or_runs_with_an_older_file() {
        Given given = given(GOOD).text(STAT, csv("up"));

        assertThat(trial("any").word(given.text(UNIT, "ActiveState=failed\n"))).isEqualTo("hap.not-running");
        assertThat(trial("any").word(given.text(UNIT, "ActiveState=active\nYoungest=500.0\n")))
                .isEqualTo("hap.stale");
        assertThat(trial("any").word(given.text(UNIT, "no bus"))).isEqualTo("unknown");
    }

    @ParameterizedTest
    @CsvSource({"1000.0, pass", "999.5, pass", "999.0, pass", "998.9, hap.stale", "soon, pass"})
    void a_second_may_be_lost_by_rounding(String began, String word) {
        Given given = given(GOOD).text(STAT, csv("up"));

        assertThat(trial("any").word(given.text(UNIT, "ActiveState=active\nYoungest=%s\n".formatted(began))))
                .isEqualTo(word);
    }

    @Test
    void fails_when_there_is_nothing_behind_the_port() {
        Given given = given("fails-hap.bind-other-port").text(STAT, csv("up"));

        assertThat(trial("any").word(given)).isEqualTo("hap.bind");
        assertThat(trial("any", "port", 8443L).word(given)).isEqualTo("pass");
        assertThat(trial("any", "backend", "control-planes").word(given)).isEqualTo("pass");
        assertThat(trial("any", "backend", "nobody").word(given)).isEqualTo("hap.no-backend");
        assertThat(trial("any", "backend", "*")
                        .word(given("fails-hap.no-backend-forgotten").text(STAT, csv("up"))))
                .isEqualTo("hap.no-backend");
        assertThat(trial("any").word(given(GOOD).text(FILE, "absent").text(STAT, csv("up"))))
                .isEqualTo("hap.no-file");
    }

    @ParameterizedTest
    @CsvSource({
        "passes-without-stats-socket, done, 200, http, pass",
        "passes-without-stats-socket, done, 500, http, hap.down",
        "passes-without-stats-socket, connect, 0, http, hap.down",
        "passes-without-stats-socket, tls, 0, http, hap.check-fails",
        "fails-hap.l4-only-tcp-check, tls, 0, tcp, pass",
        "fails-hap.l4-only-tcp-check, done, 500, http, hap.l4-only",
        "fails-hap.l4-only-handshake, done, 500, tls, pass",
        "fails-hap.l4-only-handshake, tls, 0, tls, hap.check-fails",
        "fails-hap.no-check-at-all, done, 200, http, hap.no-check"
    })
    void without_a_stats_socket_the_servers_themselves_are_asked(
            String config, String stage, String status, String checks, String word) {
        Given given = withoutSocket(config).status(STAT, 3, "");
        for (String address : List.of("192.168.56.11", "192.168.56.12", "192.168.56.13")) {
            given.text(
                    Facts.https(address, 6443, "/readyz", 1),
                    "{\"via\": \"w-1\", \"certificates\": {}, \"connections\": [{\"stage\": \"%s\", \"status\": %s}]}"
                            .formatted(stage, status));
        }

        assertThat(trial("cp", "checks", checks).word(given)).isEqualTo(word);
        assertThat(trial("cp").claim().advice(given.snapshot()))
                .singleElement()
                .asString()
                .contains("stats socket");
    }

    @Test
    void is_unknown_when_neither_haproxy_nor_the_servers_can_be_asked() {
        Given given = withoutSocket(GOOD).status(STAT, 3, "");

        assertThat(trial("cp").word(given)).isEqualTo("unknown");
        assertThat(trial("cp").word(given(GOOD).unseen(STAT, Reading.Reason.NO_ANSWER)))
                .isEqualTo("unknown");
        assertThat(trial("cp").word(given(GOOD).text(STAT, "Permission denied\n")))
                .isEqualTo("unknown");
        assertThat(trial("cp").word(given("fails-hap.extra-server-worker").status(STAT, 3, "")))
                .isEqualTo("unknown");
        String nobody = "{\"via\": \"w-1\", \"certificates\": {}, \"connections\": []}";
        assertThat(trial("cp").word(given.text(Facts.https("192.168.56.11", 6443, "/readyz", 1), nobody)))
                .isEqualTo("unknown");
    }

    @Test
    void a_program_that_offers_no_socket_though_the_file_does_may_be_any() {
        Given given = given(GOOD).status(STAT, 3, "there is no socket /run/haproxy/admin.sock");
        for (String address : List.of("192.168.56.11", "192.168.56.12", "192.168.56.13")) {
            given.text(
                    Facts.https(address, 6443, "/readyz", 1),
                    "{\"via\": \"w-1\", \"certificates\": {}, \"connections\": [{\"stage\": \"connect\", \"status\": 0}]}");
        }

        assertThat(trial("any", "checks", "http").judge(given))
                .isInstanceOfSatisfying(
                        Verdict.Unknown.class,
                        unknown -> assertThat(unknown.detail()).contains("stats socket /run/haproxy/admin.sock"));
    }

    @Test
    void a_server_down_for_a_reason_nobody_knows_yet_may_be_right() {
        String falling = csv("up")
                .replace("cp-3,0,0,0,", "cp-3,0,0,0,")
                .replaceFirst("(?m)^(control-planes,cp-3,.*?),UP,", "$1,UP 1/2,");

        assertThat(trial("cp-1 cp-2").word(given(GOOD).text(STAT, falling))).isEqualTo("wait hap.still-up");
        assertThat(trial("cp-1 cp-2")
                        .word(given(GOOD)
                                .text(
                                        STAT,
                                        csv("up").replaceFirst("(?m)^(control-planes,cp-3,.*?),UP,", "$1,DOWN 1/2,"))))
                .isEqualTo("pass");
    }

    @Test
    void words_that_name_no_node_are_refused() {
        assertThatThrownBy(() -> trial("cp-9")).isInstanceOf(FieldProblem.class);
        assertThatThrownBy(() -> trial("any cp-1")).isInstanceOf(FieldProblem.class);
        assertThat(trial("cp:6443").claim()).isEqualTo(trial("cp").claim());
    }

    @Test
    void the_title_names_the_servers() {
        assertThat(trial("cp-1 cp-2").claim().title()).isEqualTo("HAProxy on lb-1 holds cp-1, cp-2 for alive");
        assertThat(trial("none").claim().title()).isEqualTo("HAProxy on lb-1 holds no server for alive");
        assertThat(trial("any").claim().title()).isEqualTo("HAProxy on lb-1 checks its servers");
        assertThat(trial("any").judge(given(GOOD).text(STAT, csv("up")))).isInstanceOf(Verdict.Pass.class);
    }

    private static String csv(String recording) {
        return Observed.text("haproxy-state/%s.csv".formatted(recording));
    }

    private static Given withoutSocket(String config) {
        String text = Observed.text("haproxy-config/%s.cfg".formatted(config));
        return given(config).file(FILE, text.replaceAll("(?m)^ *stats socket.*\n", ""));
    }

    private static Given given(String config) {
        return Given.nothing()
                .file(FILE, Observed.text("haproxy-config/%s.cfg".formatted(config)))
                .file(Facts.file("lb-1", "/etc/hosts"), Observed.text("haproxy-config/hosts.txt"))
                .text(UNIT, "LoadState=loaded\nActiveState=active\nSubState=running\nStarted=900.0\nYoungest=1500.0\n");
    }

    private static Trial trial(String up, Object... more) {
        Object[] all = new Object[more.length + 4];
        System.arraycopy(new Object[] {"on", Trial.nodes("lb"), "up", Arrays.asList(up.split(" "))}, 0, all, 0, 4);
        System.arraycopy(more, 0, all, 4, more.length);
        return Trial.of(new HaproxyStateKind(), all);
    }
}
