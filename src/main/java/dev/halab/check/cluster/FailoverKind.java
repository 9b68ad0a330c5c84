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
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/// `failover`: the endpoint outlives a machine.
final class FailoverKind implements Kind {
    private static final Duration SHORTEST = Duration.ofSeconds(1);
    private static final Duration LONGEST = Duration.ofSeconds(115);
    private static final Duration USUAL_RETURN = Duration.ofSeconds(90);
    private static final Duration LONGEST_RETURN = Duration.ofMinutes(5);

    /// etcd of two members has no quorum without one.
    private static final int LEAST_MEMBERS = 3;

    @Override
    public String name() {
        return "failover";
    }

    @Override
    public String summary() {
        return "The endpoint outlives a machine: halab breaks one on purpose, asks the endpoint every 200 ms from other "
                + "nodes meanwhile, mends the machine whatever happens, and waits until its own port answers again. Done "
                + "once in a check of its task that somebody asked for, after all other checks have settled and only if "
                + "those it needs pass; what the screen checks by itself, `--watch`, `--no-wait`, a check of a whole lab, "
                + "hints and `facts record` without `--break` break nothing and leave it unknown, or failed where it was when "
                + "the screen was last asked. It may take `maxOutage`, `recoverWithin` "
                + "and half a minute, and as long as the provider takes to break and mend a machine.";
    }

    @Override
    public List<Field> fields() {
        return List.of(
                Field.required(
                        "fault",
                        new Type.Choice(List.of("kill", "halt", "pause", "partition")),
                        "power is lost; shut down in order; frozen; cut off from the lab network"),
                Field.required(
                        "on",
                        new Type.Text(),
                        "one control plane, or one load balancer where there are two: that needs a check which says that it "
                                + "holds the address, and has to answer at an address of its own too"),
                Field.required("endpoint", new Type.Endpoint(), "`${endpoint}` or `${endpoint.ip}`"),
                Field.required(
                        "maxOutage",
                        new Type.Length(),
                        "how long connections may fail, whole seconds from `1s` to `115s`"),
                Field.optional(
                        "recoverWithin",
                        new Type.Length(),
                        "how soon the machine's own port answers again once it is mended, up to `5m`; `90s` if not given"));
    }

    @Override
    public List<Cause> causes() {
        return FailoverCauses.all();
    }

    @Override
    public String example() {
        return "failover: {fault: kill, on: cp-1, endpoint: \"${endpoint}\", maxOutage: 15s}";
    }

    @Override
    public Claim claim(Fields fields, Scope scope) {
        if (scope.sinceTask()) {
            throw new FieldProblem("fault", "nothing is broken when a task is opened", "drop 'since: task'");
        }
        Duration outage = seconds(fields, "maxOutage", SHORTEST, LONGEST, SHORTEST);
        Duration back = seconds(fields, "recoverWithin", SHORTEST, LONGEST_RETURN, USUAL_RETURN);
        NodeSpec machine = machine(fields.text("on"), scope.topology());
        return new FailoverClaim(
                fields.text("fault"),
                machine.name(),
                machine.role() == Role.LOAD_BALANCER,
                endpoint(fields, scope.topology()),
                outage,
                back);
    }

    private static Duration seconds(Fields fields, String name, Duration least, Duration most, Duration absent) {
        Duration length = fields.findLength(name).orElse(absent);
        if (length.compareTo(least) < 0
                || length.compareTo(most) > 0
                || !length.equals(Duration.ofSeconds(length.toSeconds()))) {
            throw new FieldProblem(
                    name,
                    "it is not within what can be waited for",
                    "write whole seconds from %ds to %ds".formatted(least.toSeconds(), most.toSeconds()));
        }
        return length;
    }

    private static HostPort endpoint(Fields fields, Topology topology) {
        HostPort endpoint = fields.endpoint("endpoint");
        boolean ours = endpoint.host().equals(Topology.ENDPOINT_NAME)
                || endpoint.host().equals(topology.endpointAddress());
        if (!ours || endpoint.port() != Topology.API_PORT) {
            throw new FieldProblem("endpoint", "'%s' is not the endpoint".formatted(endpoint), "write '${endpoint}'");
        }
        return endpoint;
    }

    private static NodeSpec machine(String on, Topology topology) {
        List<NodeSpec> balancers = topology.nodes(Role.LOAD_BALANCER);
        List<NodeSpec> controlPlanes = topology.nodes(Role.CONTROL_PLANE);
        List<NodeSpec> fit = Stream.concat(
                        controlPlanes.stream(), balancers.size() > 1 ? balancers.stream() : Stream.empty())
                .toList();
        NodeSpec machine = fit.stream()
                .filter(n -> n.name().equals(on))
                .findFirst()
                .orElseThrow(() -> new FieldProblem(
                        "on",
                        balancers.stream().anyMatch(n -> n.name().equals(on))
                                ? "without '%s' there is no endpoint".formatted(on)
                                : "'%s' is no control plane%s"
                                        .formatted(
                                                on,
                                                DidYouMean.suffix(
                                                        on,
                                                        fit.stream()
                                                                .map(NodeSpec::name)
                                                                .toList())),
                        "name one control plane, or one of two load balancers"));
        boolean stacked = topology.nodes(Role.ETCD).isEmpty();
        if (machine.role() == Role.CONTROL_PLANE && stacked && controlPlanes.size() < LEAST_MEMBERS) {
            throw new FieldProblem(
                    "on",
                    "etcd of %d members has no quorum without '%s'".formatted(controlPlanes.size(), on),
                    "use a topology with three control planes");
        }
        return machine;
    }
}
