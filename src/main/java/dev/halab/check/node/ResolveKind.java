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

/// Kind `resolve`.
final class ResolveKind implements Kind {
    static final Cause NONE = new Cause("dns.none", "The name does not resolve.");
    static final Cause WRONG = new Cause("dns.wrong", "The name resolves to another address.");
    static final Cause LOOPBACK = new Cause("dns.loopback", "The name resolves to the node itself (127.x).");
    static final Cause CONFLICT = new Cause("dns.conflict", "The name stands for several addresses.");

    private static final String IPV4 = "(\\d{1,3}\\.){3}\\d{1,3}";

    @Override
    public String name() {
        return "resolve";
    }

    @Override
    public String summary() {
        return "A name resolves to an address on every node, by whatever way the node resolves names; a failure names "
                + "the line of /etc/hosts.";
    }

    @Override
    public List<Field> fields() {
        return List.of(
                Field.required("on", new Type.Nodes(), "nodes; it must hold on all of them"),
                Field.required("name", new Type.Text(), "the name"),
                Field.required("to", new Type.Text(), "the IPv4 address, for instance `${endpoint.address}`"));
    }

    @Override
    public List<Cause> causes() {
        return List.of(NONE, WRONG, LOOPBACK, CONFLICT);
    }

    @Override
    public String example() {
        return "resolve: {on: all, name: \"${endpoint.name}\", to: \"${endpoint.address}\"}";
    }

    @Override
    public Claim claim(Fields fields, Scope scope) {
        if (!fields.text("to").matches(IPV4)) {
            throw new FieldProblem(
                    "to", "'%s' is not an IPv4 address".formatted(fields.text("to")), "write '${endpoint.address}'");
        }
        if (!fields.text("name").matches("[A-Za-z0-9]([A-Za-z0-9.-]{0,250}[A-Za-z0-9])?")) {
            throw new FieldProblem("name", "'%s' is not a name".formatted(fields.text("name")), "write a host name");
        }
        return new ResolveClaim(fields.nodes("on"), fields.text("name"), fields.text("to"));
    }
}
