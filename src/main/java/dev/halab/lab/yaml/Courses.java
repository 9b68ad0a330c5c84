package dev.halab.lab.yaml;

import dev.halab.check.Kind;
import dev.halab.lab.Case;
import dev.halab.lab.Cases;
import dev.halab.lab.Course;
import dev.halab.lab.CourseProblem;
import dev.halab.lab.LabSource;
import dev.halab.lab.LoadedCourse;
import dev.halab.lab.Place;
import dev.halab.problem.DidYouMean;
import dev.halab.problem.Problem;
import dev.halab.topology.Topology;
import dev.halab.yaml.YamlNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// Reads courses from directories: `labs/LAB/lab.yaml`, its task texts, and `answers/LAB/TASK.md`.
public final class Courses {
    private static final String ORDER = "course.yaml";

    private Courses() {}

    /// Reads a course strictly and reports every problem at once. Nothing outside `root` is read (P5).
    ///
    /// The labs stand in the order of `course.yaml` if there is one, else in that of their names.
    ///
    /// @param prefix first three octets of the lab network: claims are made for its addresses
    /// @param machines the minor version of Kubernetes that the machines are made with, such as `1.35`: a lab that
    ///     teaches it is read for it, and every other for the first that it names; empty if none is known
    /// @param kinds the kinds of checks that labs may use
    /// @param faults the names that `opens:` may use
    public static LoadedCourse load(
            Path root, String prefix, Optional<String> machines, List<Kind> kinds, Collection<String> faults) {
        return load(root, name -> Topology.of(name, prefix), machines, kinds, faults);
    }

    /// The same for nodes at other addresses.
    ///
    /// @param topologies the topology of a name: claims are made for its addresses
    public static LoadedCourse load(
            Path root,
            Function<String, Optional<Topology>> topologies,
            Optional<String> machines,
            List<Kind> kinds,
            Collection<String> faults) {
        List<CourseProblem> problems = new ArrayList<>();
        Complaints complaints = new Complaints(ORDER, problems);
        List<LabSource> labs = new ArrayList<>();
        try {
            CourseFiles files = new CourseFiles(root);
            LabReader reader = new LabReader(files, new Vocabulary(topologies, machines, kinds, List.copyOf(faults)));
            order(files, complaints)
                    .forEach(name -> reader.read(name, complaints).ifPresent(labs::add));
        } catch (IOException e) {
            problems.add(new CourseProblem(Place.startOf(String.valueOf(root)), noDirectory(root)));
        }
        problems.sort(null);
        Course course = new Course(labs.stream().map(LabSource::lab).toList());
        return new LoadedCourse(course, problems, labs);
    }

    /// Reads the cases of a course that was loaded from `root`: variants, mutants and recordings.
    public static Cases cases(Path root, LoadedCourse course) {
        List<CourseProblem> problems = new ArrayList<>();
        List<Case> cases = new ArrayList<>();
        try {
            CaseReader reader = new CaseReader(new CourseFiles(root), new Complaints("answers", problems));
            course.sources().forEach(lab -> cases.addAll(reader.read(lab)));
        } catch (IOException e) {
            problems.add(new CourseProblem(Place.startOf(String.valueOf(root)), noDirectory(root)));
        }
        problems.sort(null);
        return new Cases(cases, problems);
    }

    private static Problem noDirectory(Path root) {
        return new Problem(
                "'%s' is no course".formatted(root),
                "there is no such directory",
                "name the directory that holds 'labs'");
    }

    private static List<String> order(CourseFiles files, Complaints complaints) {
        List<String> there = directories(files, complaints);
        if (there.isEmpty()) {
            complaints.add(
                    Place.startOf("labs"), "the course has no labs", "there is no labs/LAB/lab.yaml", "write one");
        }
        if (!files.exists(ORDER)) {
            return there;
        }
        return files.text(ORDER, complaints)
                .flatMap(text -> LabReader.document(text, complaints))
                .flatMap(node -> Keys.of("the course", node, complaints))
                .map(keys -> listed(keys, there))
                .orElse(there);
    }

    private static List<String> directories(CourseFiles files, Complaints complaints) {
        List<String> names = new ArrayList<>();
        for (String name : files.names("labs", complaints)) {
            if (!files.isDirectory("labs/" + name)) {
                continue;
            }
            if (Ids.fits(name)) {
                names.add(name);
            } else {
                complaints.add(
                        Place.startOf("labs/" + name),
                        "'%s' is no id for a lab".formatted(name),
                        "an id is made of a-z, 0-9 and single hyphens",
                        "rename the directory");
            }
        }
        return names;
    }

    private static List<String> listed(Keys keys, List<String> there) {
        LabReader.exactly(keys, "apiVersion", "halab/v1");
        LabReader.exactly(keys, "kind", "Course");
        List<String> order = new ArrayList<>();
        for (YamlNode item : keys.need("labs").map(n -> keys.listOf("labs", n)).orElse(List.of())) {
            Optional<String> name = keys.textOf("labs", item);
            if (name.isPresent() && there.contains(name.get()) && !order.contains(name.get())) {
                order.add(name.get());
            } else if (name.isPresent()) {
                String why = order.contains(name.get())
                        ? "'%s' stands twice".formatted(name.get())
                        : "there is no labs/%s%s".formatted(name.get(), DidYouMean.suffix(name.get(), there));
                keys.wrong("labs", item, why, "name each directory below labs once");
            }
        }
        keys.finish(List.of("apiVersion", "kind", "labs"));
        there.stream().filter(name -> !order.contains(name)).forEach(name -> {
            keys.complaints().add(keys.at(), "lab '%s' has no place".formatted(name), "'labs' leaves it out", "add it");
            order.add(name);
        });
        return order;
    }
}
