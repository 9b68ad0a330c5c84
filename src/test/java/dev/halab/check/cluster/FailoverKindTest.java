package dev.halab.check.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.halab.check.FieldProblem;
import dev.halab.check.Given;
import dev.halab.check.HostPort;
import dev.halab.check.Scope;
import dev.halab.check.Trial;
import dev.halab.check.Verdict;
import dev.halab.fact.Fact;
import dev.halab.fact.Facts;
import dev.halab.fact.Reading;
import dev.halab.topology.Topology;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongFunction;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// On texts as `FailoverTest` sees a drill tell them, written by hand: cp-1 loses power, and 15 s of failures are
/// allowed.
final class FailoverKindTest {
    private static final FailoverKind KIND = new FailoverKind();
    private static final HostPort ENDPOINT = new HostPort("k8s-api.lab", 6443);
    private static final Fact FACT = Facts.failover("kill", "cp-1", "k8s-api.lab", 6443, 20, 90);
    private static final String CLOSED = "tls-closed";
    private static final String LATE = "tls-timed-out";
    private static final String OK = "ok";

    private static Trial trial() {
        return Trial.of(KIND, "fault", "kill", "on", "cp-1", "endpoint", ENDPOINT, "maxOutage", Duration.ofSeconds(15));
    }

    /// A drill in the making.
    private static final class Told {
        private List<String> before = List.of("0 31 w-1 ok", "0 28 cp-2 ok", "0 30 w-1 ok");
        private String own = "0 20 w-1 ok";
        private long done = 400;
        private long window = 20_000;
        private List<String> probes = List.of();
        private String itself = "connect-no-route";
        private String other = OK;
        private String end = ",\"back\":21500,\"waited\":21500";

        /// The word of each probe, by when it was begun; none where it is empty.
        Told probes(LongFunction<String> word) {
            List<String> all = new ArrayList<>();
            for (int i = 0; i * 200L < done + window; i++) {
                String said = word.apply(i * 200L);
                long ms = said.equals(LATE) || said.equals("silent") ? 1000 : 30;
                if (!said.isEmpty()) {
                    all.add("%d %d %s %s".formatted(i * 200L, ms, i % 2 == 0 ? "w-1" : "cp-2", said));
                }
            }
            probes = all;
            return this;
        }

        Given given() {
            List<String> gone = new ArrayList<>();
            List<String> stays = new ArrayList<>();
            for (int i = 0; i * 1000L < done + window; i++) {
                String via = i % 2 == 0 ? "w-1" : "cp-2";
                stays.add("%d 20 %s %s".formatted(i * 1000L, via, other));
                if (i * 1000L >= done) {
                    gone.add("%d 5 %s %s".formatted(i * 1000L, via, itself));
                }
            }
            return Given.nothing()
                    .text(
                            FACT,
                            ("{\"fault\":\"kill\",\"on\":\"cp-1\",\"before\":[%s],\"own\":\"%s\",\"done\":%d,"
                                            + "\"window\":%d,\"probes\":[%s],\"itself\":[%s],\"other\":[%s]%s}")
                                    .formatted(
                                            texts(before),
                                            own,
                                            done,
                                            window,
                                            texts(probes),
                                            texts(gone),
                                            texts(stays),
                                            end));
        }

        private static String texts(List<String> all) {
            return all.stream().map("\"%s\""::formatted).collect(Collectors.joining(","));
        }

        String word() {
            return trial().word(given());
        }
    }

    private static Told told(LongFunction<String> word) {
        return new Told().probes(word);
    }

    private static String pass(Given given) {
        Verdict verdict = trial().judge(given);
        assertThat(verdict).isInstanceOf(Verdict.Pass.class);
        return ((Verdict.Pass) verdict).observed();
    }

    @Test
    void passes_when_no_connection_fails() {
        assertThat(pass(told(at -> OK).given()))
                .isEqualTo("no connection failed, and cp-1 answered again 21.5 s after it was mended");
    }

    @Test
    void passes_when_failures_end_in_time() {
        assertThat(pass(told(at -> at < 3000 && at % 600 == 0 ? CLOSED : OK).given()))
                .startsWith("connections failed for 2.4 s");
        assertThat(told(at -> at > 200 && at < 14_200 ? LATE : OK).word()).isEqualTo("pass");
        assertThat(told(at -> at > 200 && at < 14_900 ? "connect-refused" : OK).word())
                .isEqualTo("pass");
    }

    @Test
    void fails_when_one_in_three_fails_for_ever() {
        Told told = told(at -> at > 400 && at % 600 == 0 ? LATE : OK);

        assertThat(told.word()).isEqualTo("failover.slow");
        assertThat(trial().failure(told.given()).actual())
                .isEqualTo("connections fail for 19.4 s (tls: timed-out), and 8 of the last 25 still do");
    }

    @ParameterizedTest
    @ValueSource(strings = {CLOSED, LATE, "status-503", "status-500", "connect-refused", "http-closed", "tls-reset"})
    void fails_when_failures_last_too_long(String word) {
        assertThat(told(at -> at > 200 && at < 17_000 ? word : OK).word()).isEqualTo("failover.slow");
    }

    @Test
    void says_how_long_they_lasted_and_what_most_of_them_were() {
        Told told = told(at -> at < 600 ? OK : at < 15_800 ? "status-503" : OK);

        assertThat(trial().failure(told.given()))
                .satisfies(m -> assertThat(m.expected())
                        .isEqualTo("no connection fails later than 15 s after cp-1 loses power"))
                .satisfies(m -> assertThat(m.actual())
                        .isEqualTo("connections fail for 15.2 s (status 503), and then all is well again"));
    }

    @ParameterizedTest
    @ValueSource(strings = {CLOSED, LATE, "silent", "connect-no-route", "status-503"})
    void fails_when_nothing_answers_any_more(String word) {
        Told told = told(at -> at < 400 ? OK : word);

        assertThat(told.word()).isEqualTo("failover.none");
        assertThat(trial().failure(told.given()).actual()).contains("until cp-1 is mended");
    }

    @Test
    void names_the_only_node_whose_connections_fail() {
        Told told = told(at -> at > 400 && at % 400 == 200 ? CLOSED : OK);

        assertThat(told.word()).isEqualTo("failover.slow");
        assertThat(trial().failure(told.given()).actual()).endsWith("all of them asked from cp-2");
    }

    @Test
    void an_outage_begins_with_its_first_failure_where_breaking_takes_long() {
        Told early = told(at -> OK);
        early.done = 9000;
        assertThat(early.probes(at -> at >= 9200 && at < 20_000 ? CLOSED : OK).word())
                .isEqualTo("pass");
        assertThat(early.probes(at -> at >= 2000 && at < 18_000 ? CLOSED : OK).word())
                .isEqualTo("failover.slow");
        assertThat(early.probes(at -> at >= 20_000 && at < 25_000 ? CLOSED : OK).word())
                .isEqualTo("failover.slow");
    }

    @Test
    void one_slow_answer_is_an_answer() {
        Told told = told(at -> OK);
        List<String> probes = new ArrayList<>(told.probes);
        probes.set(90, "18000 980 w-1 ok");
        told.probes = probes;

        assertThat(told.word()).isEqualTo("pass");
    }

    @Test
    void one_that_comes_too_late_among_others_that_do_not_is_not_judged() {
        assertThat(told(at -> at == 18_000 ? LATE : OK).word()).isEqualTo("unknown");
        assertThat(told(at -> at == 9000 ? LATE : OK).word()).isEqualTo("pass");
        assertThat(told(at -> at == 9000 || at == 18_000 ? LATE : OK).word()).isEqualTo("failover.slow");
        assertThat(told(at -> at == 18_000 ? CLOSED : OK).word()).isEqualTo("failover.slow");
    }

    @Test
    void a_late_one_beside_a_failure_is_judged() {
        assertThat(told(at -> at == 13_800 ? CLOSED : at == 15_800 ? LATE : OK).word())
                .isEqualTo("failover.slow");
        assertThat(told(at -> at == 13_600 ? CLOSED : at == 15_800 ? LATE : OK).word())
                .isEqualTo("unknown");
    }

    @Test
    void the_limit_itself_is_kept() {
        assertThat(told(at -> at > 200 && at <= 14_400 ? LATE : OK).word()).isEqualTo("pass");
        assertThat(told(at -> at > 200 && at <= 15_400 ? CLOSED : OK).word()).isEqualTo("unknown");
        assertThat(told(at -> at > 200 && at <= 15_600 ? CLOSED : OK).word()).isEqualTo("failover.slow");
    }

    @Test
    void is_unknown_where_the_limit_lies_within_one_probe() {
        assertThat(told(at -> at > 200 && at < 15_000 ? LATE : OK).word()).isEqualTo("unknown");
    }

    @Test
    void silence_of_one_node_alone_is_not_believed() {
        assertThat(told(at -> at > 400 && at % 400 == 0 ? "silent" : OK).word()).isEqualTo("unknown");
        assertThat(told(at -> at > 400 && at < 5000 && at % 400 == 0 ? "silent" : OK)
                        .word())
                .isEqualTo("pass");
        assertThat(told(at -> at < 400 ? OK : at % 400 == 0 ? "silent" : CLOSED).word())
                .isEqualTo("failover.none");
    }

    @Test
    void silence_that_two_nodes_heard_at_different_times_is_not_believed() {
        assertThat(told(at -> at == 1000 || at == 18_000 ? "silent" : OK).word())
                .isEqualTo("unknown");
    }

    @Test
    void says_for_how_long_nothing_was_answered() {
        assertThat(trial().failure(told(at -> at < 400 ? OK : "silent").given()).actual())
                .isEqualTo("no connection is answered for 20.8 s, until cp-1 is mended: no answer");
    }

    @Test
    void probes_that_could_not_be_made_count_both_ways() {
        assertThat(told(at -> at > 400 && at < 13_000 && at % 400 == 0 ? "unseen" : OK)
                        .word())
                .isEqualTo("pass");
        assertThat(told(at -> at == 18_000 ? "unseen" : OK).word()).isEqualTo("unknown");
        assertThat(told(at -> at == 18_000 ? "unseen" : at > 200 && at % 600 == 0 ? CLOSED : OK)
                        .word())
                .isEqualTo("failover.slow");
    }

    @Test
    void a_time_in_which_nobody_asked_counts_both_ways() {
        assertThat(told(at -> at > 5000 && at < 9000 ? "" : OK).word()).isEqualTo("pass");
        assertThat(told(at -> at > 15_000 && at < 18_000 ? "" : OK).word()).isEqualTo("unknown");
        assertThat(told(at -> at > 14_000 ? "" : OK).word()).isEqualTo("unknown");
        assertThat(told(at -> "").word()).isEqualTo("unknown");
    }

    @ParameterizedTest
    @ValueSource(strings = {"silent", LATE, "unseen", "connect-no-route"})
    void what_comes_too_late_is_not_believed_while_nobody_answers_that_node(String other) {
        Told told = told(at -> at < 400 ? OK : "silent");
        told.other = other;

        assertThat(told.word()).isEqualTo("unknown");
        assertThat(told.probes(at -> at < 400 ? OK : LATE).word()).isEqualTo("unknown");
        assertThat(told.probes(at -> at < 400 ? OK : CLOSED).word()).isEqualTo("failover.none");
        assertThat(told.probes(at -> at > 200 && at < 9000 ? LATE : OK).word()).isEqualTo("pass");
    }

    @ParameterizedTest
    @ValueSource(strings = {"status-500", "status-401"})
    void another_machine_that_answers_anything_will_do(String other) {
        Told told = told(at -> at < 400 ? OK : "silent");
        told.other = other;

        assertThat(told.word()).isEqualTo("failover.none");
    }

    @ParameterizedTest
    @ValueSource(strings = {OK, "status-500", "status-401", "unseen"})
    void is_unknown_when_the_machine_was_not_seen_to_be_gone(String itself) {
        Told told = told(at -> OK);
        told.itself = itself;

        assertThat(told.word()).isEqualTo("unknown");
        assertThat(told.probes(at -> CLOSED).word()).isEqualTo("unknown");
    }

    @ParameterizedTest
    @ValueSource(strings = {"silent", LATE, "connect-refused"})
    void a_machine_is_gone_when_it_answers_nobody(String itself) {
        Told told = told(at -> OK);
        told.itself = itself;

        assertThat(told.word()).isEqualTo("pass");
    }

    @Test
    void fails_when_the_machine_does_not_come_back() {
        Told told = told(at -> OK);
        told.end = ",\"waited\":90400";

        assertThat(told.word()).isEqualTo("failover.not-back");
        assertThat(trial().failure(told.given()).actual()).isEqualTo("no answer of its own for 90.4 s");
        told.end = ",\"waited\":12000";
        assertThat(told.word()).isEqualTo("unknown");
    }

    @Test
    void what_clients_saw_is_told_before_what_became_of_the_machine() {
        Told told = told(at -> CLOSED);
        told.end = ",\"waited\":90400";

        assertThat(told.word()).isEqualTo("failover.none");
    }

    @ParameterizedTest
    @CsvSource({
        "w-1 ok, cp-2 tls-closed, w-1 ok, failover.before",
        "w-1 ok, cp-2 tls-timed-out, w-1 ok, failover.before",
        "w-1 status-503, cp-2 status-503, w-1 ok, failover.before",
        "w-1 silent, cp-2 silent, w-1 silent, failover.before",
        "w-1 silent, w-1 silent, w-1 silent, unknown",
        "w-1 ok, cp-2 silent, w-1 ok, unknown",
        "w-1 ok, cp-2 unseen, w-1 ok, unknown",
    })
    void nothing_is_broken_where_the_endpoint_does_not_answer(String one, String two, String three, String word) {
        assertThat(untouched(List.of("0 9 " + one, "0 9 " + two, "0 9 " + three), "0 9 w-1 ok"))
                .isEqualTo(word);
    }

    @ParameterizedTest
    @CsvSource({
        "connect-refused, failover.before",
        "status-500, failover.before",
        "silent, unknown",
        "unseen, unknown",
        "ok, unknown"
    })
    void nothing_is_broken_where_the_machine_itself_does_not_answer(String own, String word) {
        List<String> before = List.of("0 9 w-1 ok", "0 720 cp-2 ok", "0 9 w-1 ok");

        assertThat(untouched(before, "0 9 w-1 " + own)).isEqualTo(word);
    }

    private static String untouched(List<String> before, String own) {
        return trial().word(Given.nothing()
                .text(FACT, "{\"before\":[%s],\"own\":\"%s\"}".formatted(Told.texts(before), own)));
    }

    @Test
    void a_load_balancer_need_not_answer_at_an_address_of_its_own() {
        Trial balancer = trial("vip", "lb-1", "k8s-api.lab:6443", 15, 90);
        Fact fact = balancer.claim().facts().iterator().next();

        assertThat(balancer.word(Given.nothing()
                        .text(fact, "{\"before\":[\"0 9 w-1 ok\"],\"own\":\"0 9 w-1 connect-refused\"}")))
                .isEqualTo("unknown");
    }

    @ParameterizedTest
    @ValueSource(strings = {"before", "own", "done", "window", "probes", "itself", "back"})
    void what_is_not_told_proves_nothing(String member) {
        String whole = ((Reading.Seen) told(at -> OK).given().snapshot().reading(FACT)).text();
        assertThat(whole).contains("\"" + member + "\"");

        assertThat(trial().word(Given.nothing().text(FACT, whole.replace("\"" + member + "\"", "\"renamed\""))))
                .isEqualTo("unknown");
    }

    @Test
    void what_is_garbled_proves_nothing() {
        String whole = ((Reading.Seen) told(at -> OK).given().snapshot().reading(FACT)).text();

        assertThat(trial().word(Given.nothing().text(FACT, whole.replace("600 30 cp-2 ok", "600 30 ok"))))
                .isEqualTo("unknown");
        assertThat(trial().word(Given.nothing().text(FACT, whole.replace("\"done\":400", "\"done\":-1"))))
                .isEqualTo("unknown");
        assertThat(trial().word(Given.nothing().unseen(FACT, Reading.Reason.NOT_READ)))
                .isEqualTo("unknown");
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '^',
            value = {
                "standard, lb-1, k8s-api.lab:6443, 15, 90, without 'lb-1' there is no endpoint",
                "standard, w-1, k8s-api.lab:6443, 15, 90, 'w-1' is no control plane",
                "standard, cp-1, 192.168.56.12:6443, 15, 90, '192.168.56.12:6443' is not the endpoint",
                "standard, cp-1, k8s-api.lab:443, 15, 90, 'k8s-api.lab:443' is not the endpoint",
                "standard, cp-1, k8s-api.lab:6443, 116, 90, it is not within what can be waited for",
                "standard, cp-1, k8s-api.lab:6443, 15, 301, it is not within what can be waited for",
                "mini, cp-1, k8s-api.lab:6443, 15, 90, etcd of 2 members has no quorum without 'cp-1'",
            })
    void refuses_what_makes_no_sense(String topology, String on, String endpoint, long outage, long back, String why) {
        assertThatThrownBy(() -> trial(topology, on, endpoint, outage, back))
                .isInstanceOfSatisfying(
                        FieldProblem.class, p -> assertThat(p.why()).startsWith(why));
    }

    @Test
    void takes_a_load_balancer_where_there_is_another() {
        assertThat(trial("vip", "lb-2", "192.168.56.10:6443", 15, 90).claim().title())
                .isEqualTo("192.168.56.10:6443 answers again within 15 s after lb-2 loses power");
        assertThat(trial("external-etcd", "cp-2", "k8s-api.lab:6443", 115, 300)
                        .claim()
                        .facts())
                .containsExactly(Facts.failover("kill", "cp-2", "k8s-api.lab", 6443, 120, 300));
    }

    private static Trial trial(String topology, String on, String endpoint, long outage, long back) {
        Topology nodes = Topology.of(topology, "192.168.56").orElseThrow();
        return Trial.in(
                new Scope("lab/task/check", nodes, "1.35", false),
                KIND,
                "fault",
                "kill",
                "on",
                on,
                "endpoint",
                HostPort.of(endpoint).orElseThrow(),
                "maxOutage",
                Duration.ofSeconds(outage),
                "recoverWithin",
                Duration.ofSeconds(back));
    }

    @Test
    void refuses_to_break_anything_when_a_task_is_opened() {
        Scope since = new Scope("lab/task/check", Trial.STANDARD, "1.35", true);

        assertThatThrownBy(() -> Trial.in(
                        since,
                        KIND,
                        "fault",
                        "kill",
                        "on",
                        "cp-1",
                        "endpoint",
                        ENDPOINT,
                        "maxOutage",
                        Duration.ofSeconds(15)))
                .isInstanceOf(FieldProblem.class);
    }
}
