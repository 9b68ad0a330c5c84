package dev.halab.check.cluster;

import dev.halab.check.Claim;
import dev.halab.check.Each;
import dev.halab.check.Verdict;
import dev.halab.fact.Fact;
import dev.halab.fact.Facts;
import dev.halab.fact.Snapshot;
import dev.halab.json.Json;
import dev.halab.topology.NodeSpec;
import dev.halab.topology.Role;
import dev.halab.topology.Topology;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// The machines `on` are Nodes as they should be.
///
/// @param role `control-plane`, `worker`, or empty for either
/// @param version minor version, or empty for any
/// @param count exact number of Nodes of the role, or -1 for any
record NodeClaim(
        List<NodeSpec> on,
        Topology topology,
        boolean ready,
        String role,
        boolean tainted,
        boolean labAddress,
        String version,
        int count)
        implements Claim {
    private static final String CONTROL_PLANE = "control-plane";

    @Override
    public String title() {
        String names = on.stream().map(NodeSpec::name).collect(Collectors.joining(", "));
        String what = role.equals(CONTROL_PLANE) ? "control planes" : role.equals("worker") ? "workers" : "Nodes";
        return on.size() == 1
                ? "%s is a %sNode%s".formatted(names, role.isEmpty() ? "" : role + " ", ready ? " and Ready" : "")
                : "%s are %s%s".formatted(names, what, ready ? " and Ready" : "");
    }

    @Override
    public Set<Fact> facts() {
        return Set.of(Facts.nodes());
    }

    @Override
    public Verdict judge(Snapshot snapshot) {
        List<KubeNode> nodes = KubeNode.list(snapshot.text(Facts.nodes()));
        String names = on.stream().map(NodeSpec::name).collect(Collectors.joining(", "));
        Verdict each = Each.of(on, names + (ready ? " Ready" : " joined"), spec -> one(spec, nodes));
        return each instanceof Verdict.Pass ? counted(nodes, each) : each;
    }

    @Override
    public List<String> advice(Snapshot snapshot) {
        List<String> advice = new ArrayList<>();
        List<KubeNode> nodes = KubeNode.list(snapshot.text(Facts.nodes()));
        for (NodeSpec spec : on) {
            KubeNode.of(spec, nodes)
                    .filter(KubeNode::cordoned)
                    .ifPresent(n -> advice.add("%s is cordoned: no new pod is scheduled there".formatted(n.name())));
        }
        return advice;
    }

    private Verdict one(NodeSpec spec, List<KubeNode> nodes) {
        Optional<KubeNode> found = KubeNode.of(spec, nodes);
        if (found.isEmpty()) {
            String there = nodes.stream().map(KubeNode::name).collect(Collectors.joining(", "));
            return Verdict.fail(
                    "node.missing",
                    "a Node " + spec.name(),
                    there.isEmpty() ? "the cluster has no Nodes" : "the cluster has " + there,
                    spec.name());
        }
        KubeNode node = found.get();
        return roleOf(node)
                .or(() -> addressOf(spec, node))
                .or(() -> versionOf(node))
                .or(() -> readinessOf(node))
                .or(() -> taintOf(node))
                .orElseGet(() -> Verdict.pass(node.name()));
    }

    private Optional<Verdict> roleOf(KubeNode node) {
        if (role.equals(CONTROL_PLANE) && !node.isControlPlane()) {
            return Optional.of(isWorker(node));
        }
        if (role.equals("worker") && node.isControlPlane()) {
            return Optional.of(isControlPlane(node));
        }
        return Optional.empty();
    }

    private static Verdict isWorker(KubeNode node) {
        return Verdict.fail(
                "node.not-control-plane", "a control plane", "it joined as a worker", "Node " + node.name());
    }

    private static Verdict isControlPlane(KubeNode node) {
        return Verdict.fail("node.is-control-plane", "a worker", "it joined as a control plane", "Node " + node.name());
    }

    private Optional<Verdict> addressOf(NodeSpec spec, KubeNode node) {
        List<String> addresses = node.internalAddresses();
        if (!labAddress || addresses.contains(spec.address())) {
            return Optional.empty();
        }
        String actual = addresses.isEmpty() ? "no InternalIP" : "InternalIP " + String.join(", ", addresses);
        String cause = addresses.contains(topology.endpointAddress()) ? "node.endpoint-address" : "node.nat-address";
        return Optional.of(Verdict.fail(cause, "InternalIP " + spec.address(), actual, "Node " + node.name()));
    }

    private Optional<Verdict> versionOf(KubeNode node) {
        return version.isEmpty() || node.version().startsWith(version + ".")
                ? Optional.empty()
                : Optional.of(Verdict.fail(
                        "node.version", "kubelet " + version, "kubelet " + node.version(), "Node " + node.name()));
    }

    private Optional<Verdict> readinessOf(KubeNode node) {
        Json condition = node.ready();
        String status = condition.text("status").orElse("none");
        if (!ready || status.equals("True")) {
            return Optional.empty();
        }
        String message = condition.text("message").orElse("");
        String cause = status.equals("Unknown")
                ? "node.lost"
                : message.toLowerCase(Locale.ROOT).contains("cni") ? "node.cni" : "node.not-ready";
        return Optional.of(Verdict.fail(
                cause,
                "Ready is True",
                "Ready is %s%s".formatted(status, message.isEmpty() ? "" : " (" + message + ")"),
                "Node " + node.name()));
    }

    private Optional<Verdict> taintOf(KubeNode node) {
        return !tainted || node.keepsWorkAway()
                ? Optional.empty()
                : Optional.of(Verdict.fail(
                        "node.untainted",
                        "taint node-role.kubernetes.io/control-plane:NoSchedule",
                        "no such taint",
                        "Node " + node.name()));
    }

    private Verdict counted(List<KubeNode> nodes, Verdict pass) {
        List<KubeNode> ofRole = nodes.stream()
                .filter(n -> n.isControlPlane() == role.equals(CONTROL_PLANE))
                .toList();
        if (count < 0 || ofRole.size() == count) {
            return pass;
        }
        return ofRole.stream()
                .flatMap(n -> misplaced(n).stream())
                .findFirst()
                .orElseGet(() -> Verdict.fail(
                        "node.count",
                        "%d %s Nodes".formatted(count, role),
                        "%d: %s"
                                .formatted(
                                        ofRole.size(),
                                        ofRole.stream().map(KubeNode::name).collect(Collectors.joining(", "))),
                        "Nodes of the cluster"));
    }

    /// A machine of the lab that is counted here and has the other role by its topology: what a teacher names
    /// first.
    private Optional<Verdict> misplaced(KubeNode node) {
        return topology.nodes().stream()
                .filter(spec -> KubeNode.of(spec, List.of(node)).isPresent())
                .filter(spec -> (spec.role() == Role.CONTROL_PLANE) != role.equals(CONTROL_PLANE))
                .findFirst()
                .map(spec -> node.isControlPlane() ? isControlPlane(node) : isWorker(node));
    }
}
