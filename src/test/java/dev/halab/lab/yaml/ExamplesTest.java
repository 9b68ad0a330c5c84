package dev.halab.lab.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import dev.halab.check.Kind;
import dev.halab.check.kinds.Kinds;
import dev.halab.lab.CourseProblem;
import dev.halab.topology.Topology;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The examples of the reference page can be copied into a lab.
final class ExamplesTest {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path root;

    static List<String> kinds() {
        return Kinds.all().stream().map(Kind::name).toList();
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void an_example_is_a_check_in_some_topology(String name) {
        Kind kind = Kinds.all().stream()
                .filter(k -> k.name().equals(name))
                .findFirst()
                .orElseThrow();
        List<List<CourseProblem>> problems = new ArrayList<>();
        for (String topology : Topology.names()) {
            WrittenCourse course = WrittenCourse.in(root)
                    .write(WrittenCourse.LAB_FILE, """
                            apiVersion: halab/v1
                            kind: Lab
                            id: ha-stacked
                            title: Example
                            kubernetes: "1.35"
                            topology: %s
                            tasks:
                              - id: lb
                                title: Example
                                time: 1m
                                checks:
                                  - {id: example, %s}
                            """.formatted(topology, kind.example()))
                    .write("answers/ha-stacked/lb.md", "Nothing.\n");
            problems.add(Courses.load(course.root(), Topology.DEFAULT_PREFIX, Optional.empty(), Kinds.all(), List.of())
                    .problems());
        }

        assertThat(problems).as(kind.example()).anyMatch(List::isEmpty);
    }
}
