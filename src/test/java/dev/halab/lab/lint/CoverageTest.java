package dev.halab.lab.lint;

import static org.assertj.core.api.Assertions.assertThat;

import dev.halab.check.kinds.Kinds;
import dev.halab.fact.Facts;
import dev.halab.fact.Reading;
import dev.halab.lab.Cases;
import dev.halab.lab.LoadedCourse;
import dev.halab.lab.yaml.Courses;
import dev.halab.lab.yaml.WrittenCourse;
import dev.halab.recording.Recording;
import dev.halab.topology.Topology;
import dev.halab.tutor.fault.Faults;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class CoverageTest {
    private static final Instant AT = Instant.parse("2026-11-23T09:00:00Z");
    private static final String BLOCK = "```bash node=lb-1\ntrue\n```\n";

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path root;

    @SuppressWarnings("NullAway.Init")
    private WrittenCourse course;

    @BeforeEach
    void writes_a_course_with_a_mutant_of_one_check() {
        course = WrittenCourse.in(root)
                .write("answers/ha-stacked/lb/variants/other.md", BLOCK)
                .write("answers/ha-stacked/lb/mutants/wrong.md", "---\ncause: thing.wrong\n---\n" + BLOCK);
        recorded("lb/variants/other", "right");
        recorded("lb/mutants/wrong", "left");
    }

    private void recorded(String name, String swaps) {
        Recording recording = new Recording(
                "ha-stacked/lb",
                "docker",
                Map.of(),
                AT,
                Map.of(Facts.swaps("lb-1"), new Reading.Seen(0, swaps, "", AT)),
                Map.of());
        course.write("answers/ha-stacked/%s.facts.json".formatted(name), recording.text());
    }

    private Coverage coverage() {
        LoadedCourse loaded = course.load();
        return Coverage.of(loaded, Proof.of(loaded.course(), course.cases()));
    }

    private List<String> findings() {
        return coverage().findings().stream()
                .map(f -> "%s: %s | %s"
                        .formatted(
                                f.level().word(),
                                f.problem().problem().what(),
                                f.problem().problem().why()))
                .toList();
    }

    @Test
    void a_check_that_no_mutant_fails_first_is_named() {
        assertThat(findings())
                .containsExactly("error: 2 of 3 checks of task 'ha-stacked/lb' are proved by no mutant"
                        + " | nothing fails first at: run, up");
        assertThat(coverage().rows())
                .containsExactly(new Coverage.Row("ha-stacked/lb", 3, 1, 0, 1, 1, List.of("run", "up")));
    }

    @Test
    void a_check_may_say_why_no_mutant_fails_it() {
        course.with("needs: [config], points: 1", "needs: [config], unproved: only a machine can show it, points: 1");

        assertThat(findings()).singleElement().asString().contains("1 of 3 checks", "first at: up");
        assertThat(coverage().rows().getFirst().excused()).isOne();
    }

    @Test
    void an_excuse_for_a_check_that_is_proved_is_an_error() {
        course.with("${pods}\"}, points: 3", "${pods}\"}, points: 3, unproved: too hard");

        assertThat(findings()).anyMatch(f -> f.startsWith("error: check 'config' of task 'ha-stacked/lb' is proved"));
    }

    @Test
    void a_mutant_that_is_not_recorded_proves_nothing() {
        course.write("answers/ha-stacked/lb/mutants/other.md", "---\ncause: thing.wrong\n---\n" + BLOCK);
        recorded("lb/mutants/wrong", "right");

        assertThat(findings()).anyMatch(f -> f.contains("3 of 3 checks"));
    }

    @Test
    void a_task_without_a_variant_that_passes_is_named() {
        recorded("lb/variants/other", "left");

        assertThat(findings()).anyMatch(f -> f.startsWith("error: task 'ha-stacked/lb' has no variant"));
    }

    @Test
    void every_check_of_the_course_is_proved() {
        Path home = Path.of("").toAbsolutePath();
        LoadedCourse loaded =
                Courses.load(home, Topology.DEFAULT_PREFIX, Optional.empty(), Kinds.all(), Faults.names());
        Cases cases = Courses.cases(home, loaded);

        Coverage coverage = Coverage.of(loaded, Proof.of(loaded.course(), cases));

        for (Coverage.Row row : coverage.rows()) {
            System.out.printf(
                    "%-22s %2d of %2d checks proved, %d excused, %2d mutants, %d variants; open: %s%n",
                    row.task(),
                    row.proved(),
                    row.checks(),
                    row.excused(),
                    row.mutants(),
                    row.variants(),
                    String.join(", ", row.open()));
        }
        assertThat(coverage.findings()).isEmpty();
        assertThat(coverage.rows().stream().mapToLong(Coverage.Row::mutants).sum())
                .isGreaterThanOrEqualTo(60);
        assertThat(coverage.rows().stream().mapToLong(Coverage.Row::variants).sum())
                .isGreaterThanOrEqualTo(20);
    }
}
