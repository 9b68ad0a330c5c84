package dev.halab.check.cluster;

import dev.halab.check.Cause;
import dev.halab.check.Claim;
import dev.halab.check.Field;
import dev.halab.check.FieldProblem;
import dev.halab.check.Fields;
import dev.halab.check.HostPort;
import dev.halab.check.Kind;
import dev.halab.check.Scope;
import dev.halab.check.Type;
import dev.halab.problem.DidYouMean;
import dev.halab.topology.NodeSpec;
import dev.halab.topology.Role;
import dev.halab.topology.Topology;
import java.util.List;
import java.util.stream.Stream;

/// `api.write`: the cluster takes writes.
final class ApiWriteKind implements Kind {
    private static final String ENDPOINT = "endpoint";

    @Override
    public String name() {
        return "api.write";
    }

    @Override
    public String summary() {
        return "The cluster takes writes: a ConfigMap of a random name is created, read and deleted in the namespace "
                + "`halab-probe`, which is made if it is missing and stays. The one kind that changes a lab, so it is "
                + "tried only when somebody asks for a check; what the screen checks by itself, and `--watch`, leave it "
                + "unknown. It may take 13 s.";
    }

    @Override
    public List<Field> fields() {
        return List.of(Field.optional(
                "via",
                new Type.Text(),
                "`endpoint`, or one control plane that is asked directly; `endpoint` if not given"));
    }

    @Override
    public List<Cause> causes() {
        return ApiWriteCauses.all();
    }

    @Override
    public String example() {
        return "api.write: {via: endpoint}";
    }

    @Override
    public Claim claim(Fields fields, Scope scope) {
        if (scope.sinceTask()) {
            throw new FieldProblem("via", "nothing is written when a task is opened", "drop 'since: task'");
        }
        String via = fields.findText("via").orElse(ENDPOINT);
        Topology topology = scope.topology();
        if (via.equals(ENDPOINT)) {
            HostPort endpoint = new HostPort(Topology.ENDPOINT_NAME, Topology.API_PORT);
            return new ApiWriteClaim(endpoint.toString(), endpoint);
        }
        List<NodeSpec> controlPlanes = topology.nodes(Role.CONTROL_PLANE);
        return controlPlanes.stream()
                .filter(n -> n.name().equals(via))
                .findFirst()
                .map(n -> new ApiWriteClaim(n.name(), new HostPort(n.address(), Topology.API_PORT)))
                .orElseThrow(() -> new FieldProblem(
                        "via",
                        "'%s' is no control plane%s"
                                .formatted(
                                        via,
                                        DidYouMean.suffix(
                                                via,
                                                Stream.concat(
                                                                Stream.of(ENDPOINT),
                                                                controlPlanes.stream()
                                                                        .map(NodeSpec::name))
                                                        .toList())),
                        "write endpoint or name one control plane"));
    }
}
