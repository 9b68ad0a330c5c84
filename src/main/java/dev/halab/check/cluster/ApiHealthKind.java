package dev.halab.check.cluster;

import dev.halab.check.Cause;
import dev.halab.check.Claim;
import dev.halab.check.Field;
import dev.halab.check.FieldProblem;
import dev.halab.check.Fields;
import dev.halab.check.HostPort;
import dev.halab.check.Kind;
import dev.halab.check.Scope;
import dev.halab.check.Server;
import dev.halab.check.Type;
import java.util.List;
import java.util.stream.Stream;

/// `api.health`: API servers that say they are ready.
final class ApiHealthKind implements Kind {
    @Override
    public String name() {
        return "api.health";
    }

    @Override
    public String summary() {
        return "Each API server, asked directly or through the endpoint, answers GET /readyz with 200 and shows a "
                + "certificate of the cluster's CA. Made on the wire from a node other than the one that is asked.";
    }

    @Override
    public List<Field> fields() {
        return List.of(
                Field.optional("servers", new Type.Servers(), "the API servers, asked one by one"),
                Field.optional("endpoint", new Type.Endpoint(), "the endpoint in front of them"),
                Field.optional("ca", new Type.Nodes(), "where the cluster's CA is read; the first control plane else"));
    }

    @Override
    public List<Cause> causes() {
        return List.of(
                new Cause(
                        "api.unreachable", "No connection to the API server: it does not run, or its port is closed."),
                new Cause("api.not-tls", "What answers there does not speak TLS."),
                new Cause("api.other-ca", "What answers there shows a certificate of another CA."),
                new Cause("api.not-ready", "The API server answers, but says that it is not ready."),
                new Cause("api.no-answer", "The connection opens, but no answer comes."));
    }

    @Override
    public String example() {
        return "api.health: {servers: cp:6443}";
    }

    @Override
    public Claim claim(Fields fields, Scope scope) {
        List<HostPort> targets = Stream.concat(
                        fields.servers("servers").stream().map(ApiHealthKind::target),
                        fields.findEndpoint("endpoint").stream())
                .toList();
        if (targets.isEmpty()) {
            throw new FieldProblem("servers", "neither servers nor an endpoint is given", "add 'servers: cp:6443'");
        }
        String caNode = fields.nodes("ca").stream()
                .findFirst()
                .or(() -> scope.topology().select("cp").stream().findFirst())
                .orElseThrow()
                .name();
        return new ApiHealthClaim(targets, caNode, scope.topology());
    }

    private static HostPort target(Server server) {
        return new HostPort(server.node().address(), server.port());
    }
}
