package dev.halab.attempt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.halab.fact.Fact;
import dev.halab.fact.Facts;
import dev.halab.fact.Reading;
import dev.halab.json.Json;
import dev.halab.json.MalformedJson;
import dev.halab.lab.Answer;
import dev.halab.lab.Course;
import dev.halab.lab.Lab;
import dev.halab.lab.Task;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class AttemptTest {
    private static final Instant AT = Instant.parse("2026-11-23T09:00:00Z");
    private static final Course COURSE = new Course(List.of(
            new Lab("l", "L", "1.35", "mini", List.of(), Map.of(), List.of(task("l/a"), task("l/b"), task("l/c")))));

    private static Task task(String id) {
        return new Task(
                id,
                id,
                "",
                List.of(),
                5,
                List.of(),
                Map.of(),
                List.of(),
                new Answer("answers/x.md", Map.of(), "", List.of()));
    }

    private static Attempt after(Event... events) {
        List<Recorded> recorded = new ArrayList<>();
        for (Event event : events) {
            recorded.add(new Recorded(recorded.size() + 1L, AT.plusSeconds(recorded.size()), event));
        }
        return Attempt.of(COURSE, recorded);
    }

    private static Event checked(String task, String verdict, int earned) {
        return new Event.Checked(task, verdict, earned, 5, Map.of());
    }

    @Test
    void nothing_has_happened_at_first() {
        Attempt attempt = after();

        assertThat(attempt.current()).isEmpty();
        assertThat(attempt.lab()).isEmpty();
        assertThat(attempt.task("l/a")).isEqualTo(TaskProgress.none("l/a"));
        assertThat(attempt.progress(COURSE.labs().getFirst()).finished()).isFalse();
    }

    @Test
    void the_best_points_and_the_first_pass_count() {
        TaskProgress a = after(
                        new Event.Opened("l/a"),
                        checked("l/a", "fail", 3),
                        checked("l/a", "pass", 5),
                        checked("l/a", "pass", 5),
                        checked("l/a", "fail", 1))
                .task("l/a");

        assertThat(a.earned()).isEqualTo(5);
        assertThat(a.passed()).contains(AT.plusSeconds(2));
        assertThat(a.verdict()).isEqualTo("fail");
        assertThat(a.holds()).isFalse();
        assertThat(a.shown()).isFalse();
    }

    @Test
    void what_cannot_be_seen_keeps_what_it_was() {
        TaskProgress passed =
                after(checked("l/a", "pass", 5), checked("l/a", "unknown", 0)).task("l/a");
        TaskProgress failed =
                after(checked("l/a", "fail", 1), checked("l/a", "unknown", 0)).task("l/a");
        TaskProgress never = after(checked("l/a", "unknown", 0)).task("l/a");

        assertThat(passed.holds()).isTrue();
        assertThat(passed.verdict()).isEqualTo("unknown");
        assertThat(failed.holds()).isFalse();
        assertThat(failed.passed()).isEmpty();
        assertThat(never.holds()).isFalse();
    }

    @Test
    void a_task_set_back_does_not_hold_again_because_nobody_can_see_it() {
        TaskProgress a = after(checked("l/a", "pass", 5), new Event.Reset("l/a"), checked("l/a", "unknown", 0))
                .task("l/a");

        assertThat(a.holds()).isFalse();
    }

    @Test
    void what_has_not_settled_does_not_hold() {
        assertThat(after(checked("l/a", "pass", 5), checked("l/a", "wait", 0))
                        .task("l/a")
                        .holds())
                .isFalse();
    }

    @Test
    void a_pass_after_the_answer_was_shown_earns_nothing() {
        Attempt attempt = after(checked("l/a", "fail", 3), new Event.Shown("l/a"), checked("l/a", "pass", 5));

        assertThat(attempt.task("l/a").shown()).isTrue();
        assertThat(attempt.task("l/a").earned()).isZero();
        assertThat(attempt.task("l/a").holds()).isTrue();
        assertThat(attempt.progress(COURSE.labs().getFirst())).isEqualTo(new Attempt.LabProgress(0, 1, 3, 0, 0));
    }

    @Test
    void an_answer_shown_after_an_own_pass_takes_nothing_away() {
        TaskProgress a = after(checked("l/a", "pass", 5), new Event.Shown("l/a"), checked("l/a", "pass", 5))
                .task("l/a");

        assertThat(a.shown()).isFalse();
        assertThat(a.earned()).isEqualTo(5);
    }

    @Test
    void a_reset_ends_what_holds_from_its_task_on() {
        Attempt attempt = after(
                checked("l/a", "pass", 5),
                checked("l/b", "pass", 5),
                new Event.Opened("l/c"),
                checked("l/c", "pass", 5),
                new Event.Reset("l/b"));

        assertThat(attempt.task("l/a").holds()).isTrue();
        assertThat(attempt.task("l/b").holds()).isFalse();
        assertThat(attempt.task("l/c").holds()).isFalse();
        assertThat(attempt.task("l/c").opened()).isEmpty();
        assertThat(attempt.task("l/c").passed()).isPresent();
        assertThat(attempt.current()).map(Task::id).contains("l/b");
        assertThat(attempt.firstOpen(COURSE.labs().getFirst())).map(Task::id).contains("l/b");
    }

    @Test
    void a_baseline_belongs_to_the_last_opening() {
        Map<Fact, Reading> readings = Map.of(Facts.nodes(), new Reading.Seen(0, "{}", "", AT));
        Event baselined = new Event.Baselined("l/a", readings);
        Event fault = new Event.FaultApplied("l/a", "token.expire");

        assertThat(after(new Event.Opened("l/a"), fault, baselined).task("l/a").baseline())
                .isEqualTo(readings);
        assertThat(after(new Event.Opened("l/a"), fault, baselined).task("l/a").faults())
                .containsExactly("token.expire");
        TaskProgress again = after(new Event.Opened("l/a"), fault, baselined, new Event.Opened("l/a"))
                .task("l/a");
        assertThat(again.baseline()).isEmpty();
        assertThat(again.faults()).isEmpty();
    }

    @Test
    void hints_count_per_check_and_cause() {
        TaskProgress a = after(
                        new Event.Hinted("l/a", "l/a/x", "c", 1),
                        new Event.Hinted("l/a", "l/a/x", "c", 2),
                        new Event.Hinted("l/a", "l/a/y", "c", 1))
                .task("l/a");

        assertThat(a.rung("l/a/x", "c")).isEqualTo(2);
        assertThat(a.rung("l/a/z", "c")).isZero();
        assertThat(a.hints()).isEqualTo(3);
    }

    @Test
    void the_last_answer_counts() {
        TaskProgress a = after(new Event.Answered("l/a", "l/a/q", "3"), new Event.Answered("l/a", "l/a/q", "2"))
                .task("l/a");

        assertThat(a.answers()).containsEntry("l/a/q", "2");
    }

    @Test
    void events_of_tasks_that_the_course_no_longer_has_are_passed_over() {
        assertThat(after(new Event.Opened("old/task"), new Event.Reset("old/task"))
                        .current())
                .isEmpty();
    }

    @Test
    void the_task_after_the_last_one_is_none() {
        Task last = COURSE.task("l/c").orElseThrow();

        assertThat(after().after(COURSE.task("l/a").orElseThrow()))
                .map(Task::id)
                .contains("l/b");
        assertThat(after().after(last)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"task\": \"a\", \"readings\": [{\"source\": \"x\", \"kind\": \"y\"}]}",
                "{\"task\": \"a\", \"readings\": [{\"source\": \"x\", \"kind\": \"y\", \"unseen\": \"mood\"}]}",
                "{\"task\": \"a\", \"readings\": [{\"source\": \"x\", \"kind\": \"y\", \"text\": \"\", \"at\": \"noon\"}]}",
                "{\"task\": \"a\", \"readings\": [{\"source\": \"x\", \"kind\": \"y\", \"text\": \"\", \"status\": \"z\"}]}",
                "{\"task\": \"a\", \"readings\": [{\"source\": \"x\", \"kind\": \"y\", \"arguments\": [[]]}]}"
            })
    void a_baseline_that_is_none_is_refused(String body) {
        assertThatExceptionOfType(MalformedJson.class).isThrownBy(() -> EventJson.event("baselined", Json.parse(body)));
    }

    @Test
    void a_kind_of_event_that_is_not_known_is_refused() {
        assertThatExceptionOfType(MalformedJson.class)
                .isThrownBy(() -> EventJson.event("dreamt", Json.parse("{\"task\": \"a\"}")));
        assertThatExceptionOfType(MalformedJson.class)
                .isThrownBy(() -> EventJson.event(
                        "hinted",
                        Json.parse("{\"task\": \"a\", \"check\": \"b\", \"cause\": \"c\", \"rung\": \"d\"}")));
    }
}
