package dev.halab.lab.lint;

import static org.assertj.core.api.Assertions.assertThat;

import dev.halab.fact.Fact;
import dev.halab.fact.Facts;
import dev.halab.fact.Reading;
import dev.halab.lab.yaml.WrittenCourse;
import dev.halab.recording.Recording;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ProofTest {
    private static final Instant AT = Instant.parse("2026-11-23T09:00:00Z");
    private static final String BLOCK = "```bash node=lb-1\ntrue\n```\n";

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path root;

    @SuppressWarnings("NullAway.Init")
    private WrittenCourse course;

    @BeforeEach
    void writes_a_course_with_cases() {
        course = WrittenCourse.in(root)
                .write("answers/ha-stacked/lb/variants/other.md", BLOCK)
                .write("answers/ha-stacked/lb/mutants/wrong.md", "---\ncause: thing.wrong\n---\n" + BLOCK);
    }

    private void recorded(String name, String swaps) {
        recorded(name, "ha-stacked/lb", Map.of(Facts.swaps("lb-1"), new Reading.Seen(0, swaps, "", AT)));
    }

    private void recorded(String name, String task, Map<Fact, Reading> readings) {
        Recording recording = new Recording(task, "docker", Map.of(), AT, readings, Map.of());
        course.write("answers/ha-stacked/%s.facts.json".formatted(name), recording.text());
    }

    private Proof proof() {
        return Proof.of(course.load().course(), course.cases());
    }

    private List<String> rows() {
        return proof().rows().stream()
                .map(row -> "%s %s %s: %s %s"
                        .formatted(
                                row.subject().part().word(),
                                row.subject().name(),
                                row.outcome().word(),
                                row.stated(),
                                row.seen()))
                .toList();
    }

    @Test
    void right_solutions_pass_and_wrong_ones_fail_as_stated() {
        recorded("lb", "right");
        recorded("lb/variants/other", "right");
        recorded("lb/mutants/wrong", "left");

        assertThat(rows())
                .containsExactly(
                        "answer lb proven:  pass",
                        "variant other proven:  pass",
                        "mutant wrong proven: thing.wrong config: thing.wrong (expected right, found left)");
        assertThat(proof().findings()).isEmpty();
    }

    @Test
    void a_case_without_a_recording_is_a_warning() {
        recorded("lb", "right");
        recorded("lb/variants/other", "right");

        assertThat(rows())
                .contains("mutant wrong not recorded: thing.wrong there is no"
                        + " 'answers/ha-stacked/lb/mutants/wrong.facts.json'");
        assertThat(proof().findings()).singleElement().satisfies(f -> {
            assertThat(f.level()).isEqualTo(LintFinding.Level.WARNING);
            assertThat(f.problem().problem().next()).endsWith("halab facts record ha-stacked/lb");
        });
    }

    @Test
    void a_mutant_that_passes_is_an_error() {
        recorded("lb/mutants/wrong", "right");

        assertThat(errors())
                .containsExactly("mutant 'wrong' of task 'ha-stacked/lb' does not fail with thing.wrong | seen: pass");
    }

    @Test
    void a_mutant_that_fails_for_another_reason_is_an_error() {
        course.write("answers/ha-stacked/lb/mutants/wrong.md", "---\ncause: thing.gone\n---\n" + BLOCK);
        recorded("lb/mutants/wrong", "left");

        assertThat(errors())
                .containsExactly("mutant 'wrong' of task 'ha-stacked/lb' does not fail with thing.gone"
                        + " | seen: config: thing.wrong (expected right, found left)");
    }

    @Test
    void a_mutant_that_fails_at_another_check_is_an_error() {
        course.write("answers/ha-stacked/lb/mutants/wrong.md", "---\ncause: thing.wrong\ncheck: run\n---\n" + BLOCK);
        recorded("lb/mutants/wrong", "left");

        assertThat(errors()).hasSize(1);
    }

    @Test
    void an_answer_that_fails_is_an_error() {
        recorded("lb", "left");

        assertThat(errors())
                .containsExactly("answer 'lb' of task 'ha-stacked/lb' does not pass"
                        + " | seen: config: thing.wrong (expected right, found left)");
    }

    @Test
    void what_was_not_seen_proves_nothing() {
        recorded("lb", "ha-stacked/lb", Map.of());
        recorded("lb/mutants/wrong", "ha-stacked/lb", Map.of());

        assertThat(rows())
                .contains(
                        "answer lb refuted:  config: unknown, not-read, lb-1 swaps: it was not read in this round",
                        "mutant wrong refuted: thing.wrong config: unknown, not-read, lb-1 swaps: it was not read in this round");
    }

    private List<String> errors() {
        return proof().findings().stream()
                .filter(f -> f.level() == LintFinding.Level.ERROR)
                .map(f -> f.problem().problem().what() + " | "
                        + f.problem().problem().why())
                .toList();
    }

    @Test
    void a_recording_of_another_task_is_refused() {
        recorded("lb", "ha-stacked/join", Map.of());

        assertThat(course.cases().problems())
                .singleElement()
                .asString()
                .contains("this is a recording of another task", "it was made of 'ha-stacked/join'");
    }

    @Test
    void a_broken_recording_is_refused() {
        course.write("answers/ha-stacked/lb.facts.json", "{");

        assertThat(course.cases().problems()).singleElement().asString().contains("this is no recording");
    }
}
