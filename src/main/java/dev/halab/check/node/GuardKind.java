package dev.halab.check.node;

import dev.halab.check.Cause;
import dev.halab.check.Claim;
import dev.halab.check.Field;
import dev.halab.check.FieldProblem;
import dev.halab.check.Fields;
import dev.halab.check.Kind;
import dev.halab.check.Scope;
import dev.halab.check.Type;
import dev.halab.topology.NodeSpec;
import dev.halab.topology.Topology;
import java.util.List;

/// Kind `guard`.
final class GuardKind implements Kind {
    static final Cause HOSTS =
            new Cause("guard.hosts", "A line of /etc/hosts sends the endpoint's name to another address.");
    static final Cause NAT = new Cause(
            "guard.nat", "A rule of the packet filter sends connections to the endpoint's port somewhere else.");
    static final Cause LISTENER = new Cause("guard.listener", "Two programs listen on the endpoint's port.");
    static final Cause MACHINE_ID =
            new Cause("guard.machine-id", "A node has no machine-id, or one that another node has, too.");

    private static final long MOST = 65_535;

    @Override
    public String name() {
        return "guard";
    }

    @Override
    public String summary() {
        return "Nothing on the nodes leads around the control-plane endpoint: no line of /etc/hosts, no rule that changes "
                + "where connections to its port go, no second program on the port; and no node is a copy of another. "
                + "Reads files, the kernel's list of sockets, and the rules of iptables and nftables for IPv4, which it "
                + "follows as the kernel does: those of kube-proxy take other addresses and so never count. What a rule "
                + "does that cannot be told is unknown. IPVS, eBPF and tc are not looked at.";
    }

    @Override
    public List<Field> fields() {
        return List.of(
                Field.required("on", new Type.Nodes(), "nodes; it must hold on all of them"),
                Field.optional("port", new Type.Whole(1, MOST), "the endpoint's port; 6443 if not given"),
                Field.optional(
                        "hosts",
                        new Type.Flag(),
                        "whether /etc/hosts is looked at for lines that give the endpoint's name another address; true "
                                + "if not given"),
                Field.optional(
                        "nat",
                        new Type.Flag(),
                        "whether rules count that redirect connections to the port of the endpoint or of the node "
                                + "itself; true if not given"),
                Field.optional(
                        "listener", new Type.Flag(), "whether a second program on the port counts; true if not given"),
                Field.optional(
                        "machineIds",
                        new Type.Flag(),
                        "whether every node needs a machine-id of its own; true if not given"));
    }

    @Override
    public List<Cause> causes() {
        return List.of(HOSTS, NAT, LISTENER, MACHINE_ID);
    }

    @Override
    public String example() {
        return "guard: {on: all}";
    }

    @Override
    public Claim claim(Fields fields, Scope scope) {
        List<NodeSpec> on = fields.nodes("on");
        GuardClaim claim = new GuardClaim(
                on,
                scope.topology(),
                fields.findWhole("port").orElse((long) Topology.API_PORT).intValue(),
                fields.flag("hosts", true),
                fields.flag("nat", true),
                fields.flag("listener", true),
                fields.flag("machineIds", true));
        if (claim.facts().isEmpty()) {
            throw new FieldProblem("on", "everything that it looks at is switched off", "leave one of them on");
        }
        if (fields.has("machineIds") && claim.machineIds() && on.size() == 1) {
            throw new FieldProblem("machineIds", "one node has nobody to differ from", "name more nodes in 'on:'");
        }
        return claim;
    }
}
