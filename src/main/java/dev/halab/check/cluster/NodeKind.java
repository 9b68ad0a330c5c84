package dev.halab.check.cluster;

import dev.halab.check.Cause;
import dev.halab.check.Claim;
import dev.halab.check.Field;
import dev.halab.check.FieldProblem;
import dev.halab.check.Fields;
import dev.halab.check.Kind;
import dev.halab.check.Scope;
import dev.halab.check.Type;
import java.util.List;

/// `node`: machines as Nodes of the cluster.
final class NodeKind implements Kind {
    @Override
    public String name() {
        return "node";
    }

    @Override
    public String summary() {
        return "Each of the machines is a Node of the cluster with the right role, address and version, and is Ready; "
                + "every one of them, not some. Reads the Nodes from the API.";
    }

    @Override
    public List<Field> fields() {
        return List.of(
                Field.required("on", new Type.Nodes(), "the machines"),
                Field.optional("ready", new Type.Flag(), "whether their condition Ready is True"),
                Field.optional(
                        "role",
                        new Type.Choice(List.of("control-plane", "worker")),
                        "whether they carry the label of control planes"),
                Field.optional("tainted", new Type.Flag(), "whether control planes keep their NoSchedule taint"),
                Field.optional(
                        "labAddress", new Type.Flag(), "whether each registers its own address in the lab network"),
                Field.optional("version", new Type.Version(), "minor version of their kubelets, such as \"1.35\""),
                Field.optional(
                        "count",
                        new Type.Whole(0, 100),
                        "how many Nodes of `role` the cluster has, exactly; needs role"));
    }

    @Override
    public List<Cause> causes() {
        return List.of(
                new Cause("node.missing", "The machine has not joined: there is no Node for it."),
                new Cause("node.not-control-plane", "The machine joined as a worker."),
                new Cause("node.is-control-plane", "The machine joined as a control plane."),
                new Cause("node.nat-address", "The kubelet registered an address outside the lab network."),
                new Cause("node.endpoint-address", "The kubelet registered the address of the load balancer or VIP."),
                new Cause("node.cni", "The Node is not Ready because there is no pod network."),
                new Cause("node.not-ready", "The kubelet says that the Node is not Ready."),
                new Cause("node.lost", "The kubelet does not report any more."),
                new Cause("node.untainted", "The control plane's NoSchedule taint was removed."),
                new Cause("node.version", "The kubelet is of another minor version."),
                new Cause("node.count", "There are more or fewer Nodes of the role than there should be."));
    }

    @Override
    public String example() {
        return "node: {on: cp, ready: true, role: control-plane, count: 3}";
    }

    @Override
    public Claim claim(Fields fields, Scope scope) {
        if (fields.has("count") && !fields.has("role")) {
            throw new FieldProblem("count", "it counts Nodes of a role, and no role is given", "add 'role:'");
        }
        return new NodeClaim(
                fields.nodes("on"),
                scope.topology(),
                fields.flag("ready", false),
                fields.findText("role").orElse(""),
                fields.flag("tainted", false),
                fields.flag("labAddress", false),
                fields.findText("version").orElse(""),
                fields.findWhole("count").map(Long::intValue).orElse(-1));
    }
}
