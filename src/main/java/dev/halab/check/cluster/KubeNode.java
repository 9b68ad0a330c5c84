package dev.halab.check.cluster;

import dev.halab.json.Json;
import dev.halab.topology.NodeSpec;
import java.util.List;
import java.util.Optional;

/// A Node object of the API, read as far as checks need it.
///
/// @param object the Node as JSON, as `GET /api/v1/nodes` lists it
record KubeNode(Json object) {
    private static final String CONTROL_PLANE = "node-role.kubernetes.io/control-plane";

    static List<KubeNode> list(String text) {
        return Json.parse(text).having("items").items("items").stream()
                .map(KubeNode::new)
                .toList();
    }

    /// The Node of a machine: the one with its name, else the one with its address (a learner may have given
    /// `--node-name`).
    static Optional<KubeNode> of(NodeSpec spec, List<KubeNode> nodes) {
        return nodes.stream()
                .filter(n -> n.name().equals(spec.name()))
                .findFirst()
                .or(() -> nodes.stream()
                        .filter(n -> n.internalAddresses().contains(spec.address()))
                        .findFirst());
    }

    String name() {
        return object.text("metadata", "name").orElse("");
    }

    boolean isControlPlane() {
        return object.members("metadata", "labels").containsKey(CONTROL_PLANE);
    }

    boolean keepsWorkAway() {
        return object.items("spec", "taints").stream()
                .anyMatch(t -> t.text("key").orElse("").equals(CONTROL_PLANE)
                        && t.text("effect").orElse("").equals("NoSchedule"));
    }

    boolean cordoned() {
        return object.text("spec", "unschedulable").orElse("false").equals("true");
    }

    List<String> internalAddresses() {
        return object.items("status", "addresses").stream()
                .filter(a -> a.text("type").orElse("").equals("InternalIP"))
                .flatMap(a -> a.text("address").stream())
                .toList();
    }

    /// The kubelet's version without the `v`.
    String version() {
        return object.text("status", "nodeInfo", "kubeletVersion").orElse("").replaceFirst("^v", "");
    }

    /// The condition `Ready`: its status is `True`, `False` or `Unknown`.
    Json ready() {
        return object.items("status", "conditions").stream()
                .filter(c -> c.text("type").orElse("").equals("Ready"))
                .findFirst()
                .orElseGet(Json.Null::new);
    }
}
