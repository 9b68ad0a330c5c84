package dev.halab.check.node;

import dev.halab.check.Cause;
import dev.halab.check.Claim;
import dev.halab.check.Field;
import dev.halab.check.FieldProblem;
import dev.halab.check.Fields;
import dev.halab.check.Kind;
import dev.halab.check.Scope;
import dev.halab.check.Type;
import java.util.List;

/// Kind `reach`.
final class ReachKind implements Kind {
    static final Cause REFUSED = new Cause("net.refused", "The host answers, but nothing listens on the port.");
    static final Cause FILTERED =
            new Cause("net.filtered", "No answer at all: a firewall, a route, or the host is off.");
    static final Cause OPEN = new Cause("net.open", "The port is open and should not be.");

    @Override
    public String name() {
        return "reach";
    }

    @Override
    public String summary() {
        return "TCP connections from nodes to ports of other nodes open, are refused, or get no answer. A refusal means "
                + "that nothing listens; silence means a filter or a host that is off.";
    }

    @Override
    public List<Field> fields() {
        return List.of(
                Field.required("from", new Type.Nodes(), "nodes that connect, all of them to all of `to`"),
                Field.required("to", new Type.Servers(), "where to, for instance `etcd:2380`"),
                Field.optional(
                        "expect", new Type.Choice(List.of("open", "refused", "filtered")), "`open` if not given"));
    }

    @Override
    public List<Cause> causes() {
        return List.of(REFUSED, FILTERED, OPEN);
    }

    @Override
    public String example() {
        return "reach: {from: cp, to: cp:2380}";
    }

    @Override
    public Claim claim(Fields fields, Scope scope) {
        ReachClaim claim = new ReachClaim(
                fields.nodes("from"),
                fields.servers("to"),
                fields.findText("expect").orElse("open"));
        if (claim.facts().isEmpty()) {
            throw new FieldProblem("to", "it is the node that connects, and no other", "name another node");
        }
        return claim;
    }
}
