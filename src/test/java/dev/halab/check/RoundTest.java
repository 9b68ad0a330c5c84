package dev.halab.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.halab.fact.Fact;
import dev.halab.fact.Facts;
import dev.halab.fact.Reading;
import dev.halab.fact.Snapshot;
import dev.halab.json.Json;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class RoundTest {
    private static final Fact FACT = Facts.sockets("lb-1");
    private static final Snapshot SEEN = Given.nothing().text(FACT, "12345").snapshot();
    private static final Verdict PASS = Verdict.pass("it is so");
    private static final Mismatch WRONG = new Mismatch("stub.wrong", "right", "wrong", "lb-1");
    private static final Verdict FAIL = new Verdict.Fail(WRONG);
    private static final Verdict WAIT = new Verdict.Wait(WRONG);
    private static final Verdict UNKNOWN = new Verdict.Unknown(Reading.Reason.UNREACHABLE, "no way there");
    private static final Timing NOW = new Timing.Now();
    private static final Timing SOON = new Timing.Eventually(Duration.ofSeconds(20), Duration.ofSeconds(5));
    private static final Timing LONG = new Timing.Consistently(Duration.ofSeconds(10));

    private interface Judge {
        Verdict judge(Snapshot snapshot);
    }

    private record Says(Judge judge) implements Claim {
        @Override
        public String title() {
            return "it is so";
        }

        @Override
        public Set<Fact> facts() {
            return Set.of(FACT);
        }

        @Override
        public Verdict judge(Snapshot snapshot) {
            return judge.judge(snapshot);
        }

        @Override
        public List<String> advice(Snapshot snapshot) {
            return List.of("read " + snapshot.text(FACT));
        }
    }

    private static Check check(String name, Timing timing, Judge judge, String... needs) {
        return new Check(
                "lab/task/" + name,
                "it is so",
                "stub",
                new Says(judge),
                3,
                Severity.MUST,
                List.of(needs),
                timing,
                false);
    }

    private static Check saying(Verdict verdict, Timing timing) {
        return check("one", timing, s -> verdict);
    }

    private static Round round(Check check, int second, Timeline before) {
        return Round.judge(List.of(check), SEEN, Duration.ofSeconds(second), before);
    }

    private static Round round(Verdict verdict, Timing timing, int second, Timeline before) {
        return round(saying(verdict, timing), second, before);
    }

    private static Verdict verdict(Round round) {
        return round.results().getLast().verdict();
    }

    private static Mismatch holding(String expected, String actual) {
        return new Mismatch("holding", expected, actual, "");
    }

    @Test
    void what_has_to_hold_now_is_settled_by_one_round() {
        for (Verdict said : List.of(PASS, FAIL, UNKNOWN)) {
            Round round = round(said, NOW, 0, Timeline.start());

            assertThat(verdict(round)).isEqualTo(said);
            assertThat(round.settled()).isTrue();
        }
    }

    @Test
    void nobody_waits_for_what_has_to_hold_now() {
        Round round = round(WAIT, NOW, 0, Timeline.start());

        assertThat(verdict(round)).isEqualTo(FAIL);
        assertThat(round.settled()).isTrue();
    }

    @Test
    void what_was_decided_is_neither_read_nor_judged_again() {
        Check check = saying(PASS, NOW);
        Timeline after = round(check, 0, Timeline.start()).timeline();

        assertThat(Round.facts(List.of(check), Timeline.start())).containsExactly(FACT);
        assertThat(Round.facts(List.of(check), after)).isEmpty();
        assertThat(verdict(round(FAIL, NOW, 1, after))).isEqualTo(PASS);
        assertThat(verdict(round(FAIL, NOW, 1, after.without(List.of(check.id())))))
                .isEqualTo(FAIL);
    }

    @Test
    void a_failure_waits_while_there_is_time_left() {
        for (Verdict said : List.of(FAIL, WAIT)) {
            Round early = round(said, SOON, 19, Timeline.start());
            Round late = round(said, SOON, 20, Timeline.start());

            assertThat(verdict(early)).isEqualTo(WAIT);
            assertThat(early.settled()).isFalse();
            assertThat(verdict(late)).isEqualTo(FAIL);
            assertThat(late.settled()).isTrue();
        }
    }

    @Test
    void what_cannot_be_seen_is_looked_at_again_while_there_is_time_left() {
        Round early = round(UNKNOWN, SOON, 19, Timeline.start());
        Round late = round(UNKNOWN, SOON, 20, Timeline.start());

        assertThat(List.of(verdict(early), verdict(late))).containsOnly(UNKNOWN);
        assertThat(early.settled()).isFalse();
        assertThat(late.settled()).isTrue();
    }

    @Test
    void a_pass_has_to_stay_for_as_long_as_was_asked() {
        Round first = round(PASS, SOON, 2, Timeline.start());
        Round early = round(PASS, SOON, 6, first.timeline());
        Round late = round(PASS, SOON, 7, early.timeline());

        assertThat(verdict(first)).isEqualTo(new Verdict.Wait(holding("holds for 5 s", "holds since 0 s")));
        assertThat(verdict(early)).isEqualTo(new Verdict.Wait(holding("holds for 5 s", "holds since 4 s")));
        assertThat(List.of(first.settled(), early.settled())).containsOnly(false);
        assertThat(verdict(late)).isEqualTo(PASS);
        assertThat(late.settled()).isTrue();
        assertThat(verdict(round(FAIL, SOON, 8, late.timeline()))).isEqualTo(PASS);
    }

    @Test
    void a_pass_that_began_in_time_may_finish_after_it() {
        Round late = round(PASS, SOON, 19, Timeline.start());

        assertThat(late.settled()).isFalse();
        assertThat(verdict(round(PASS, SOON, 24, late.timeline()))).isEqualTo(PASS);
    }

    @Test
    void whatever_is_not_a_pass_begins_the_time_anew() {
        for (Verdict between : List.of(FAIL, WAIT, UNKNOWN)) {
            Timeline passing = round(PASS, SOON, 2, Timeline.start()).timeline();
            Timeline interrupted = round(between, SOON, 4, passing).timeline();
            Round again = round(PASS, SOON, 8, interrupted);

            assertThat(verdict(again)).isEqualTo(new Verdict.Wait(holding("holds for 5 s", "holds since 0 s")));
            assertThat(verdict(round(PASS, SOON, 13, again.timeline()))).isEqualTo(PASS);
        }
    }

    @Test
    void one_failure_ends_what_has_to_hold_all_the_time() {
        Round first = round(PASS, LONG, 0, Timeline.start());
        Round early = round(PASS, LONG, 9, first.timeline());

        assertThat(verdict(early)).isEqualTo(new Verdict.Wait(holding("holds for 10 s", "holds since 9 s")));
        assertThat(verdict(round(PASS, LONG, 10, early.timeline()))).isEqualTo(PASS);
        Round broken = round(FAIL, LONG, 9, first.timeline());
        assertThat(verdict(broken)).isEqualTo(FAIL);
        assertThat(broken.settled()).isTrue();
        assertThat(verdict(round(PASS, LONG, 10, broken.timeline()))).isEqualTo(FAIL);
    }

    @Test
    void a_check_is_blocked_by_every_check_that_it_needs_and_that_does_not_pass() {
        Check right = check("right", NOW, s -> PASS);
        Check wrong = check("wrong", NOW, s -> FAIL);
        Check blocked = check("blocked", NOW, s -> PASS, right.id(), wrong.id(), "lab/task/absent");

        Round round = Round.judge(List.of(right, wrong, blocked), SEEN, Duration.ZERO, Timeline.start());

        assertThat(verdict(round)).isEqualTo(new Verdict.Blocked(List.of(wrong.id(), "lab/task/absent")));
        assertThat(round.settled()).isTrue();
        assertThat(round.results().getLast().advice()).isEmpty();
        assertThat(Round.facts(List.of(blocked), round.timeline())).containsExactly(FACT);
    }

    @Test
    void a_blocked_check_is_judged_as_soon_as_nothing_blocks_it() {
        Check right = check("right", NOW, s -> PASS);
        Check free = check("free", NOW, s -> FAIL, right.id());

        assertThat(verdict(Round.judge(List.of(right, free), SEEN, Duration.ZERO, Timeline.start())))
                .isEqualTo(FAIL);
    }

    @Test
    void a_round_is_settled_when_all_its_checks_are() {
        List<Check> checks = List.of(check("waiting", SOON, s -> FAIL), check("right", NOW, s -> PASS));

        assertThat(Round.judge(checks, SEEN, Duration.ZERO, Timeline.start()).settled())
                .isFalse();
    }

    @Test
    void what_was_not_read_is_unknown_with_the_reason() {
        Snapshot snapshot =
                Given.nothing().unseen(FACT, Reading.Reason.NO_ANSWER).snapshot();
        Check check = check("one", NOW, s -> Verdict.pass(s.text(FACT)));

        Result result = Round.judge(List.of(check), snapshot, Duration.ZERO, Timeline.start())
                .results()
                .getFirst();

        assertThat(result.verdict())
                .isEqualTo(new Verdict.Unknown(Reading.Reason.NO_ANSWER, FACT + ": the node is off"));
        assertThat(result.evidence()).isEmpty();
        assertThat(result.advice()).isEmpty();
    }

    @Test
    void what_is_no_number_is_unreadable() {
        Check check = check("one", NOW, s -> Verdict.pass("at " + Long.parseLong("many")));

        assertThat(verdict(round(check, 0, Timeline.start())))
                .isEqualTo(new Verdict.Unknown(
                        Reading.Reason.UNREADABLE, "a number is wanted: For input string: \"many\""));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{", "[1,]", "noise"})
    void what_is_no_json_is_unreadable(String text) {
        Check check = check("one", NOW, s -> Verdict.pass(Json.parse(text).toString()));

        assertThat(verdict(round(check, 0, Timeline.start())))
                .isInstanceOfSatisfying(
                        Verdict.Unknown.class, u -> assertThat(u.reason()).isEqualTo(Reading.Reason.UNREADABLE));
    }

    @Test
    void a_result_says_what_it_rests_on() {
        Result result = round(PASS, NOW, 0, Timeline.start()).results().getFirst();

        assertThat(result.evidence()).containsExactly(new Result.Evidence(FACT, Given.AT, 5));
        assertThat(result.advice()).containsExactly("read 12345");
        assertThat(result.unjudged()).isEmpty();
    }

    @Test
    void advice_that_cannot_be_given_changes_no_verdict() {
        Snapshot nothing = Given.nothing().snapshot();

        Round round = Round.judge(List.of(saying(FAIL, NOW)), nothing, Duration.ZERO, Timeline.start());

        assertThat(verdict(round)).isEqualTo(FAIL);
        assertThat(round.results().getFirst().advice()).isEmpty();
    }

    @Test
    void without_a_beginning_it_says_what_was_not_judged() {
        Check since = new Check(
                "lab/task/one", "it is so", "stub", new Says(s -> PASS), 1, Severity.MUST, List.of(), NOW, true);
        Snapshot opened = new Snapshot(1, Given.AT, SEEN.readings(), Map.copyOf(SEEN.readings()));

        assertThat(round(since, 0, Timeline.start()).results().getFirst().unjudged())
                .contains("did not see how this task began");
        assertThat(Round.judge(List.of(since), opened, Duration.ZERO, Timeline.start())
                        .results()
                        .getFirst()
                        .unjudged())
                .isEmpty();
    }

    @Test
    void only_a_pass_earns_points_and_only_waiting_is_not_settled() {
        assertThat(result(PASS).earned()).isEqualTo(3);
        for (Verdict none : List.of(FAIL, WAIT, UNKNOWN, new Verdict.Blocked(List.of("lab/task/other")))) {
            assertThat(result(none).earned()).isZero();
        }
        assertThat(result(WAIT).settled()).isFalse();
        assertThat(result(UNKNOWN).settled()).isTrue();
    }

    private static Result result(Verdict verdict) {
        return new Result(saying(verdict, NOW), verdict, List.of(), List.of(), "");
    }
}
