package dev.halab;

import static org.assertj.core.api.Assertions.assertThat;

import dev.halab.check.kinds.Kinds;
import dev.halab.lab.Case;
import dev.halab.lab.Cases;
import dev.halab.lab.LoadedCourse;
import dev.halab.lab.lint.Lint;
import dev.halab.lab.lint.Proof;
import dev.halab.lab.yaml.Courses;
import dev.halab.settings.Release;
import dev.halab.tutor.fault.Faults;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// The course of this repository, as `halab lint --prove` sees it.
final class CourseTest {
    private static final Path HOME = Path.of("").toAbsolutePath();

    private final LoadedCourse loaded =
            Courses.load(HOME, "192.168.56", Release.minor(HOME), Kinds.all(), Faults.names());
    private final Cases cases = Courses.cases(HOME, loaded);

    @Test
    void it_breaks_no_rule() {
        assertThat(Lint.findings(loaded, cases)).isEmpty();
    }

    @Test
    void right_solutions_pass_and_mutants_fail_with_their_cause() {
        assertThat(Proof.of(loaded.course(), cases).findings()).isEmpty();
    }

    @Test
    void every_case_was_recorded_and_no_task_is_without_cases() {
        assertThat(loaded.course().labs())
                .flatMap(lab -> lab.tasks())
                .isNotEmpty()
                .allSatisfy(task -> {
                    assertThat(cases.of(task.id()))
                            .filteredOn(c -> c.part() == Case.Part.MUTANT)
                            .hasSizeGreaterThanOrEqualTo(3);
                    assertThat(cases.of(task.id()))
                            .filteredOn(c -> c.part() == Case.Part.VARIANT)
                            .isNotEmpty();
                    assertThat(cases.of(task.id()).stream().map(Case::factsFile).map(HOME::resolve))
                            .allMatch(Files::exists);
                });
    }

    /// Tokens and keys of clusters that are gone still look like tokens and keys.
    @Test
    void no_recording_holds_a_secret() throws Exception {
        try (Stream<Path> files = Files.walk(HOME.resolve("answers"))) {
            assertThat(files.filter(f -> f.toString().endsWith(".facts.json")))
                    .isNotEmpty()
                    .allSatisfy(file -> assertThat(Files.readString(file))
                            .doesNotContainPattern("PRIVATE KEY-----|LS0tLS1CRUdJTiB[QSFP]")
                            .doesNotContainPattern("\\b[a-z0-9]{6}\\.[a-z0-9]{16}\\b")
                            .doesNotContainPattern("certificate-key[ =\"\\\\]+[0-9a-f]{64}\\b"));
        }
    }
}
