package dev.halab.lab.yaml;

import dev.halab.check.Cause;
import dev.halab.check.Claim;
import dev.halab.check.Field;
import dev.halab.check.FieldProblem;
import dev.halab.check.Fields;
import dev.halab.check.Kind;
import dev.halab.check.Scope;
import dev.halab.check.Type;
import dev.halab.check.Verdict;
import dev.halab.fact.Fact;
import dev.halab.fact.Facts;
import dev.halab.fact.Snapshot;
import dev.halab.lab.Cases;
import dev.halab.lab.CourseProblem;
import dev.halab.lab.LoadedCourse;
import dev.halab.topology.Topology;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// A small right course in a directory, to be changed and loaded.
///
/// @param root its directory
public record WrittenCourse(Path root) {
    public static final String LAB_FILE = "labs/ha-stacked/lab.yaml";

    public static final String LAB = """
            apiVersion: halab/v1
            kind: Lab
            id: ha-stacked
            title: Three control planes behind HAProxy
            kubernetes: "1.35"
            topology: standard
            requires: [power-off]
            vars: {pods: 10.244.0.0/16, port: "6443"}
            tasks:
              - id: lb
                title: HAProxy passes TLS to ${endpoint.name}
                task: tasks/lb.md
                time: 8m
                opens: [token.expire, {power.off: cp-2}]
                points: 6
                checks:
                  - {id: run, thing: {on: lb, text: haproxy}, needs: [config], points: 1}
                  - {id: config, thing: {on: cp, text: "${endpoint} ${pods}"}, points: 3}
                  - {id: up, thing: {on: lb}, eventually: {within: 20s, stable: 2s}, needs: [run], points: 2, since: task, title: "Up at ${endpoint.ip}"}
                  - {id: advice, thing: {on: all}, severity: should, consistently: {for: 1m}}
                hints:
                  thing.wrong: ["Which one?", Look at it, "Write `thing` for ${endpoint}"]
                  "*": ["What?", "Where?", This]
                pages: [Installing kubeadm]
            """;

    public static final Kind THING = new TestKind(
            "thing",
            List.of(
                    Field.required("on", new Type.Nodes(), "where"),
                    Field.optional("text", new Type.Text(), "a text"),
                    Field.optional("path", new Type.Path(), "a path"),
                    Field.optional("version", new Type.Version(), "a version"),
                    Field.optional("whole", new Type.Whole(1, 9000), "a number"),
                    Field.optional("flag", new Type.Flag(), "a flag"),
                    Field.optional("length", new Type.Length(), "a time"),
                    Field.optional("choice", new Type.Choice(List.of("open", "refused", "off")), "a word"),
                    Field.optional("servers", new Type.Servers(), "servers"),
                    Field.optional("endpoint", new Type.Endpoint(), "an endpoint"),
                    Field.optional("many", new Type.Many(new Type.Text()), "texts"),
                    Field.optional("table", new Type.Table(new Type.Text()), "texts by name"),
                    Field.optional(
                            "group",
                            new Type.Group(List.of(
                                    Field.required("bind", new Type.Text(), "what it binds"),
                                    Field.optional("mode", new Type.Choice(List.of("tcp", "http")), "its mode"))),
                            "a group")));

    /// `thing`, and namesakes of real kinds with the fields that lint knows.
    public static final List<Kind> KINDS = List.of(
            THING,
            new TestKind(
                    "failover",
                    List.of(Field.required("fault", new Type.Choice(List.of("kill", "pause", "partition")), "what"))),
            new TestKind("http", List.of(Field.optional("status", new Type.Whole(100, 599), "status"))),
            new TestKind("lease", List.of(Field.optional("moved", new Type.Flag(), "moved"))),
            new TestKind(
                    "reach", List.of(Field.optional("expect", new Type.Choice(List.of("open", "refused")), "what"))));

    /// A kind that takes whatever it is given.
    public record TestKind(String name, List<Field> fields) implements Kind {
        @Override
        public String summary() {
            return "Claims a thing.";
        }

        @Override
        public List<Cause> causes() {
            return List.of(new Cause("thing.wrong", "It is wrong."), new Cause("thing.gone", "It is gone."));
        }

        @Override
        public String example() {
            return "thing: {on: lb}";
        }

        @Override
        public Claim claim(Fields fields, Scope scope) {
            if (fields.findText("text").filter("senseless"::equals).isPresent()) {
                throw new FieldProblem("text", "it makes no sense", "write another");
            }
            if (fields.group("group").findText("bind").filter("nowhere"::equals).isPresent()) {
                throw new FieldProblem("group.bind", "nothing binds there", "write another");
            }
            return new Thing(fields, scope);
        }
    }

    /// A claim that remembers what it was made of.
    public record Thing(Fields fields, Scope scope) implements Claim {
        @Override
        public String title() {
            return "a thing";
        }

        @Override
        public Set<Fact> facts() {
            return Set.of(Facts.swaps("lb-1"));
        }

        @Override
        public Verdict judge(Snapshot snapshot) {
            String swaps = snapshot.text(Facts.swaps("lb-1"));
            return swaps.contains("right")
                    ? Verdict.pass("it is there")
                    : Verdict.fail("thing.wrong", "right", swaps.strip(), "lb-1");
        }
    }

    public static WrittenCourse in(Path root) {
        WrittenCourse course = new WrittenCourse(root);
        course.write(LAB_FILE, LAB);
        course.write("labs/ha-stacked/tasks/lb.md", "# HAProxy\n\nPass TLS to ${endpoint}; ${HOME} stays.\n");
        course.write("answers/ha-stacked/lb.md", "Do it.\n\n```bash node=lb-1\ntrue\n```\n");
        return course;
    }

    public WrittenCourse write(String file, String text) {
        try {
            Path path = root.resolve(file);
            Files.createDirectories(path.getParent());
            Files.writeString(path, text);
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Changes the lab file.
    public WrittenCourse with(String old, String now) {
        return write(LAB_FILE, LAB.replace(old, now));
    }

    public LoadedCourse load() {
        return load(Topology.DEFAULT_PREFIX);
    }

    public LoadedCourse load(String prefix) {
        return load(prefix, Optional.empty());
    }

    /// Loads it for machines of that Kubernetes.
    LoadedCourse loadFor(String kubernetes) {
        return load(Topology.DEFAULT_PREFIX, Optional.of(kubernetes));
    }

    private LoadedCourse load(String prefix, Optional<String> machines) {
        return Courses.load(root, prefix, machines, KINDS, List.of("token.expire", "power.off"));
    }

    public Cases cases() {
        return Courses.cases(root, load());
    }

    /// `line:column what | why | next` of each problem of the lab file; those of other files begin with their name.
    public List<String> problems() {
        return load().problems().stream().map(WrittenCourse::line).toList();
    }

    private static String line(CourseProblem p) {
        String file = p.file().equals(LAB_FILE) ? "" : p.file() + ":";
        return "%s%d:%d %s | %s | %s"
                .formatted(
                        file,
                        p.line(),
                        p.column(),
                        p.problem().what(),
                        p.problem().why(),
                        p.problem().next());
    }
}
