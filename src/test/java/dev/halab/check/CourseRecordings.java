package dev.halab.check;

import dev.halab.check.kinds.Kinds;
import dev.halab.fact.Fact;
import dev.halab.fact.Reading;
import dev.halab.fact.Snapshot;
import dev.halab.fact.Unobserved;
import dev.halab.json.MalformedJson;
import dev.halab.lab.Case;
import dev.halab.lab.LoadedCourse;
import dev.halab.lab.Task;
import dev.halab.lab.yaml.Courses;
import dev.halab.recording.Recording;
import dev.halab.topology.Topology;
import dev.halab.tutor.fault.Faults;
import dev.halab.yaml.MalformedYaml;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/// The checks of the course with recordings of real nodes that they pass.
public final class CourseRecordings {
    private static final Path ROOT = Path.of("");

    private CourseRecordings() {}

    /// A check, and a recording in which it passes.
    public record Passing(Check check, Recording recording) {
        /// The verdict on other readings, as a round gives it.
        public Verdict judge(Map<Fact, Reading> readings) {
            return CourseRecordings.judge(check, new Snapshot(0, recording.at(), readings, recording.baseline()));
        }

        @Override
        public String toString() {
            return "%s of %s in a recording of %s".formatted(check.kind(), check.id(), recording.at());
        }
    }

    /// How many cases are generated: `-Dproperties.cases`.
    public static int cases() {
        return Integer.getInteger("properties.cases", 1000);
    }

    /// A source of chance whose seed was printed: `-Dproperties.seed` repeats it.
    public static Random chance(String property) {
        long seed = Long.getLong("properties.seed", System.nanoTime());
        System.out.printf("%s: -Dproperties.seed=%d -Dproperties.cases=%d%n", property, seed, cases());
        return new Random(seed);
    }

    /// Every check of the course with every recording of a right solution in which it passes.
    public static List<Passing> passing() {
        LoadedCourse loaded = Courses.load(
                ROOT.toAbsolutePath(), Topology.DEFAULT_PREFIX, Optional.empty(), Kinds.all(), Faults.names());
        List<Case> cases = Courses.cases(ROOT.toAbsolutePath(), loaded).cases();
        List<Passing> passing = new ArrayList<>();
        for (Task task :
                loaded.course().labs().stream().flatMap(l -> l.tasks().stream()).toList()) {
            for (Case each : cases) {
                if (each.task().equals(task.id()) && each.recording().isPresent()) {
                    for (Check check : task.checks()) {
                        Passing one = new Passing(check, each.recording().get());
                        if (one.judge(one.recording().readings()) instanceof Verdict.Pass) {
                            passing.add(one);
                        }
                    }
                }
            }
        }
        return passing;
    }

    /// The verdict of a check, as a round gives it.
    public static Verdict judge(Check check, Snapshot snapshot) {
        try {
            return check.claim().judge(snapshot);
        } catch (Unobserved e) {
            return new Verdict.Unknown(e.reason(), e.fact() + ": " + e.detail());
        } catch (MalformedJson | MalformedYaml e) {
            return new Verdict.Unknown(Reading.Reason.UNREADABLE, String.valueOf(e.getMessage()));
        }
    }
}
