package dev.halab.check.vip;

import dev.halab.check.Cause;
import dev.halab.check.Claim;
import dev.halab.check.Field;
import dev.halab.check.FieldProblem;
import dev.halab.check.Fields;
import dev.halab.check.Kind;
import dev.halab.check.Scope;
import dev.halab.check.Type;
import dev.halab.topology.NodeSpec;
import java.util.List;

/// Kind `vip`.
final class VipKind implements Kind {
    static final Cause NONE = new Cause("vip.none", "No node holds the address.");
    static final Cause SPLIT = new Cause("vip.split", "More than one node holds the address.");
    static final Cause HOLDER = new Cause("vip.holder", "Another node than it should be holds the address.");
    static final Cause DEVICE =
            new Cause("vip.device", "The address is held on an interface that is not in the lab network.");
    static final Cause ARP = new Cause("vip.arp", "Another node sends to the address in vain: it knows an old holder.");
    static final Cause UNMOVED = new Cause("vip.unmoved", "The address is still where it was when the task began.");

    @Override
    public String name() {
        return "vip";
    }

    @Override
    public String summary() {
        return "Exactly one node holds the virtual address, and the others know it. Reads the addresses of all the nodes that "
                + "might; while one of them cannot be seen, no pass is possible, because it may hold the address too.";
    }

    @Override
    public List<Field> fields() {
        return List.of(
                Field.required("on", new Type.Nodes(), "the nodes that might hold it"),
                Field.optional("address", new Type.Text(), "the virtual address; the endpoint's if not given"),
                Field.optional("among", new Type.Nodes(), "those of them that may hold it; all if not given"),
                Field.optional("moved", new Type.Flag(), "whether the holder is another than when the task began"));
    }

    @Override
    public List<Cause> causes() {
        return List.of(NONE, SPLIT, HOLDER, DEVICE, ARP, UNMOVED);
    }

    @Override
    public String example() {
        return "vip: {on: lb, among: lb-2}";
    }

    @Override
    public Claim claim(Fields fields, Scope scope) {
        List<NodeSpec> on = fields.nodes("on");
        List<NodeSpec> among = fields.has("among") ? fields.nodes("among") : on;
        if (!on.containsAll(among)) {
            throw new FieldProblem("among", "it names a node that 'on' does not", "name nodes of 'on'");
        }
        return new VipClaim(
                on,
                among,
                fields.findText("address").orElse(scope.topology().endpointAddress()),
                fields.flag("moved", false),
                scope.topology());
    }
}
