package dev.halab.check.node;

import dev.halab.check.Cause;
import dev.halab.check.Claim;
import dev.halab.check.Field;
import dev.halab.check.Fields;
import dev.halab.check.Kind;
import dev.halab.check.Scope;
import dev.halab.check.Type;
import java.util.List;

/// Kind `port`.
final class PortKind implements Kind {
    static final Cause NONE = new Cause("port.none", "Nothing listens on the port.");
    static final Cause WRONG_OWNER = new Cause("port.wrong-owner", "Another program holds the port.");
    static final Cause BIND = new Cause("port.bind", "The port is open on the wrong addresses.");

    private static final long MOST = 65_535;

    @Override
    public String name() {
        return "port";
    }

    @Override
    public String summary() {
        return "A program listens on a port, on the addresses it should, and nobody else does. Reads the kernel's list "
                + "of sockets.";
    }

    @Override
    public List<Field> fields() {
        return List.of(
                Field.required("on", new Type.Nodes(), "nodes; it must hold on all of them"),
                Field.required("port", new Type.Whole(1, MOST), "number of the port"),
                Field.optional("proto", new Type.Choice(List.of("tcp", "udp")), "`tcp` if not given"),
                Field.optional(
                        "bind",
                        new Type.Choice(List.of("any", "lab", "loopback")),
                        "`any`: every IPv4 address; `lab`: the lab network; `loopback`: nothing but the node itself"),
                Field.optional("process", new Type.Text(), "name of the program that must hold it, and alone"));
    }

    @Override
    public List<Cause> causes() {
        return List.of(NONE, WRONG_OWNER, BIND);
    }

    @Override
    public String example() {
        return "port: {on: lb, port: 6443, process: haproxy, bind: lab}";
    }

    @Override
    public Claim claim(Fields fields, Scope scope) {
        return new PortClaim(
                fields.nodes("on"),
                (int) fields.whole("port"),
                fields.findText("proto").orElse("tcp"),
                fields.findText("bind"),
                fields.findText("process"),
                scope.topology());
    }
}
