package dev.halab.check.balancer;

import dev.halab.check.Cause;
import dev.halab.check.Claim;
import dev.halab.check.Field;
import dev.halab.check.FieldProblem;
import dev.halab.check.Fields;
import dev.halab.check.Kind;
import dev.halab.check.Scope;
import dev.halab.check.Type;
import dev.halab.topology.NodeSpec;
import dev.halab.topology.Role;
import java.util.List;

/// Kind `lb.spread`.
final class LbSpreadKind implements Kind {
    @Override
    public String name() {
        return "lb.spread";
    }

    @Override
    public String summary() {
        return "Fresh connections through the endpoint end at every control plane. The certificate that is shown tells "
                + "which one answered. `balance source` sends one client to one server and is no failure.";
    }

    @Override
    public List<Field> fields() {
        return List.of(
                Field.required("endpoint", new Type.Endpoint(), "name or address, and port: `${endpoint}`"),
                Field.optional("samples", new Type.Whole(1, LbReachKind.MOST), "how many connections; 30 if not given"),
                Field.optional(
                        "backends", new Type.Nodes(), "the nodes that must answer; all control planes if not given"),
                Field.optional("minEach", new Type.Whole(1, LbReachKind.MOST), "how often each; 1 if not given"),
                Field.optional("path", new Type.Text(), "what to ask; `/readyz` if not given"));
    }

    @Override
    public List<Cause> causes() {
        return List.of(LbCauses.PINNED, LbCauses.UNUSED, LbCauses.STRANGER);
    }

    @Override
    public String example() {
        return "lb.spread: {endpoint: \"${endpoint}\", samples: 30, backends: cp}";
    }

    @Override
    public Claim claim(Fields fields, Scope scope) {
        List<NodeSpec> backends = fields.has("backends")
                ? fields.nodes("backends")
                : scope.topology().nodes(Role.CONTROL_PLANE);
        long samples = fields.findWhole("samples").orElse(LbReachKind.MOST);
        long each = fields.findWhole("minEach").orElse(1L);
        if (each * backends.size() > samples) {
            throw new FieldProblem(
                    "samples",
                    "%d connections are too few for %d servers".formatted(samples, backends.size()),
                    "raise it, or lower 'minEach'");
        }
        return new LbSpreadClaim(
                fields.endpoint("endpoint"),
                LbReachKind.path(fields),
                (int) samples,
                backends,
                (int) each,
                scope.topology());
    }
}
