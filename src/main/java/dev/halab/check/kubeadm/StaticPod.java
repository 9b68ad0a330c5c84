package dev.halab.check.kubeadm;

import dev.halab.check.Cause;
import dev.halab.check.Claim;
import dev.halab.check.Each;
import dev.halab.check.Field;
import dev.halab.check.Fields;
import dev.halab.check.Kind;
import dev.halab.check.Scope;
import dev.halab.check.Type;
import dev.halab.check.Verdict;
import dev.halab.fact.Fact;
import dev.halab.fact.Facts;
import dev.halab.fact.Snapshot;
import dev.halab.topology.NodeSpec;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/// The manifest of a control-plane component on each of `nodes` says what it should, and the process runs with it.
///
/// @param wanted what its flags have to be
/// @param version the version of the image's tag; empty for any
/// @param image the whole image; empty for any
/// @param live whether a process has to run with exactly this manifest
record StaticPod(List<NodeSpec> nodes, String component, Wanted wanted, String version, String image, boolean live)
        implements Claim {
    /// What flags have to be, by name.
    ///
    /// @param exact the whole value
    /// @param containing elements that a list holds among others
    /// @param sets all elements of a list, in any order
    /// @param absent flags that are not there
    record Wanted(
            Map<String, String> exact,
            Map<String, List<String>> containing,
            Map<String, List<String>> sets,
            List<String> absent) {
        Wanted {
            exact = new LinkedHashMap<>(exact);
            containing = new LinkedHashMap<>(containing);
            sets = new LinkedHashMap<>(sets);
            absent = List.copyOf(absent);
        }
    }

    static final Kind KIND = new Definition(
            "static-pod",
            "The manifest of a control-plane component has the right flags and image, exactly one file defines it, "
                    + "and with `live` the running process has the same arguments. Flags count by exact name. Reads "
                    + StaticPodFile.DIRECTORY + " and the processes.",
            List.of(
                    Field.required("on", new Type.Nodes(), "the nodes"),
                    Field.required("component", new Type.Text(), "name of the Pod: kube-apiserver, etcd, …"),
                    Field.optional(
                            "flags",
                            new Type.Table(new Type.Text()),
                            "--name: the exact value; own: the node's address"),
                    Field.optional(
                            "contains",
                            new Type.Table(new Type.Many(new Type.Text())),
                            "--name: elements that its list holds among others"),
                    Field.optional(
                            "sets", new Type.Table(new Type.Many(new Type.Text())), "--name: exactly these elements"),
                    Field.optional("absent", new Type.Many(new Type.Text()), "flags that must not be there"),
                    Field.optional("version", new Type.Version(), "of the image: 1.35 or 1.35.8"),
                    Field.optional("image", new Type.Text(), "the whole image"),
                    Field.optional("live", new Type.Flag(), "whether a process runs with this manifest; false")),
            List.of(
                    new Cause("sp.missing", "No manifest defines the component."),
                    new Cause("sp.unreadable", "The kubelet cannot read the manifest."),
                    new Cause("sp.twice", "Two files in the manifest directory define the same Pod."),
                    new Cause("sp.flag-missing", "A flag is not in the manifest."),
                    new Cause("sp.flag-value", "A flag has another value."),
                    new Cause("sp.flag-there", "A flag is in the manifest that should not be."),
                    new Cause("sp.image", "The image is another one."),
                    new Cause("sp.not-running", "No process of the component runs."),
                    new Cause("sp.stale", "The process runs with other arguments than the manifest has.")),
            "static-pod: {on: cp, component: kube-apiserver, flags: {--etcd-servers: \"https://127.0.0.1:2379\"}, "
                    + "live: true}",
            StaticPod::of);

    StaticPod {
        nodes = List.copyOf(nodes);
    }

    private static Claim of(Fields fields, Scope scope) {
        Wanted wanted = new Wanted(
                fields.table("flags", String.class),
                lists(fields, "contains"),
                lists(fields, "sets"),
                fields.texts("absent"));
        return new StaticPod(
                fields.nodes("on"),
                fields.text("component"),
                wanted,
                fields.findText("version").orElse(""),
                fields.findText("image").orElse(""),
                fields.flag("live", false));
    }

    private static Map<String, List<String>> lists(Fields fields, String name) {
        Map<String, List<String>> lists = new LinkedHashMap<>();
        fields.table(name, List.class).forEach((flag, values) -> {
            List<?> elements = values;
            lists.put(flag, elements.stream().map(String::valueOf).toList());
        });
        return lists;
    }

    @Override
    public String title() {
        return "%s on %s is set up right%s"
                .formatted(
                        component,
                        nodes.stream().map(NodeSpec::name).collect(Collectors.joining(", ")),
                        live ? " and runs so" : "");
    }

    @Override
    public Set<Fact> facts() {
        Set<Fact> facts = new LinkedHashSet<>();
        for (NodeSpec node : nodes) {
            facts.add(Facts.manifests(node.name()));
            if (live) {
                facts.add(Facts.processes(node.name(), component));
            }
        }
        return facts;
    }

    @Override
    public Verdict judge(Snapshot snapshot) {
        return Each.of(
                nodes, component + " is set up right", node -> new StaticPodJudge(this, node, snapshot).verdict());
    }
}
