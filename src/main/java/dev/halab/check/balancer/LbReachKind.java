package dev.halab.check.balancer;

import dev.halab.check.Cause;
import dev.halab.check.Claim;
import dev.halab.check.Field;
import dev.halab.check.FieldProblem;
import dev.halab.check.Fields;
import dev.halab.check.Kind;
import dev.halab.check.Scope;
import dev.halab.check.Type;
import java.util.List;

/// Kind `lb.reach`.
final class LbReachKind implements Kind {
    /// The most connections that halab makes to one place in one round.
    static final long MOST = 30;

    private static final long USUAL = 10;

    @Override
    public String name() {
        return "lb.reach";
    }

    @Override
    public String summary() {
        return "Fresh TLS connections through the endpoint end at API servers that are ready, with certificates of the "
                + "cluster's CA that cover the endpoint. Made through a node other than the load balancer.";
    }

    @Override
    public List<Field> fields() {
        return List.of(
                Field.required("endpoint", new Type.Endpoint(), "name or address, and port: `${endpoint}`"),
                Field.optional("path", new Type.Text(), "what to ask; `/readyz` if not given"),
                Field.optional("connections", new Type.Whole(1, MOST), "how many; 10 if not given"),
                Field.optional("okAtLeast", new Type.Whole(1, MOST), "how many must be right; all if not given"));
    }

    @Override
    public List<Cause> causes() {
        return List.of(
                LbCauses.UNKNOWN_NAME,
                LbCauses.REFUSED,
                LbCauses.FILTERED,
                LbCauses.NOT_TLS,
                LbCauses.NO_BACKEND,
                LbCauses.DEAD_BACKEND,
                LbCauses.NO_CA,
                LbCauses.WRONG_CA,
                LbCauses.EXPIRED,
                LbCauses.SAN,
                LbCauses.DENIED,
                LbCauses.NOT_READY,
                LbCauses.ERROR);
    }

    @Override
    public String example() {
        return "lb.reach: {endpoint: \"${endpoint}\", connections: 20}";
    }

    @Override
    public Claim claim(Fields fields, Scope scope) {
        long connections = fields.findWhole("connections").orElse(USUAL);
        long least = fields.findWhole("okAtLeast").orElse(connections);
        if (least > connections) {
            throw new FieldProblem(
                    "okAtLeast", "%d connections cannot be right out of %d".formatted(least, connections), "lower it");
        }
        return new LbReachClaim(
                fields.endpoint("endpoint"), path(fields), (int) connections, (int) least, scope.topology());
    }

    static String path(Fields fields) {
        String path = fields.findText("path").orElse("/readyz");
        if (!path.matches("/[A-Za-z0-9._~/?&=-]{0,200}")) {
            throw new FieldProblem("path", "'%s' is not a path".formatted(path), "write '/readyz'");
        }
        return path;
    }
}
