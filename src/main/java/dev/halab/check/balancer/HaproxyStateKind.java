package dev.halab.check.balancer;

import dev.halab.check.Cause;
import dev.halab.check.Claim;
import dev.halab.check.Field;
import dev.halab.check.Fields;
import dev.halab.check.Kind;
import dev.halab.check.Scope;
import dev.halab.check.Type;
import dev.halab.topology.Topology;
import java.util.List;

/// Kind `haproxy.state`.
final class HaproxyStateKind implements Kind {
    private static final long MOST = 65_535;

    @Override
    public String name() {
        return "haproxy.state";
    }

    @Override
    public String summary() {
        return "The running HAProxy holds exactly the right servers for alive, by checks that prove enough. Reads "
                + "`show stat` for the section behind the endpoint's port; without a stats socket, asks the servers.";
    }

    @Override
    public List<Field> fields() {
        return List.of(
                Field.required("on", new Type.Nodes(), "load balancers; it must hold on all of them"),
                Field.required(
                        "up",
                        new Type.Many(new Type.Text()),
                        "exactly these are alive: `cp`, `cp-1`, `[cp-1, cp-2]`; or `none`; or `any`: whichever, as long "
                                + "as the checks are right"),
                Field.optional("servers", new Type.Servers(), "exactly these are known to it, alive or not"),
                Field.optional("file", new Type.Path(), "`/etc/haproxy/haproxy.cfg` if not given"),
                Field.optional("port", new Type.Whole(1, MOST), "port of the endpoint; 6443 if not given"),
                Field.optional(
                        "backend", new Type.Text(), "name of the section; `*`, the one behind the port, if not given"),
                Field.optional(
                        "checks",
                        new Type.Choice(List.of("tcp", "tls", "http")),
                        "what checks must prove at least; before any API server runs, refused connections are right"),
                Field.optional("checkStatus", new Type.Many(new Type.Text()), "results of checks: `L7OK`, `L4CON` …"));
    }

    @Override
    public List<Cause> causes() {
        return List.of(
                HaproxyCauses.NO_FILE,
                HaproxyCauses.NOT_RUNNING,
                HaproxyCauses.STALE,
                HaproxyCauses.BIND,
                HaproxyCauses.NO_BACKEND,
                HaproxyCauses.MISSING_SERVER,
                HaproxyCauses.EXTRA_SERVER,
                HaproxyCauses.IDLE_SERVER,
                HaproxyCauses.NO_CHECK,
                HaproxyCauses.CHECK_PORT,
                HaproxyCauses.CHECK_PLAIN,
                HaproxyCauses.CHECK_REQUEST,
                HaproxyCauses.CHECK_EXPECT,
                HaproxyCauses.L4_ONLY,
                HaproxyCauses.CHECK_FAILS,
                HaproxyCauses.CHECK_DENIED,
                HaproxyCauses.CHECK_STATUS,
                HaproxyCauses.DOWN,
                HaproxyCauses.STILL_UP);
    }

    @Override
    public String example() {
        return "haproxy.state: {on: lb, servers: \"cp:6443\", up: cp-1, checks: http}";
    }

    @Override
    public Claim claim(Fields fields, Scope scope) {
        int port = fields.findWhole("port").orElse((long) Topology.API_PORT).intValue();
        return new HaproxyStateClaim(
                fields.nodes("on"),
                fields.findText("file").orElse(HaproxyFile.USUAL),
                port,
                fields.findText("backend").filter(name -> !name.equals("*")),
                fields.servers("servers"),
                Up.of(fields.texts("up"), port, scope.topology()),
                fields.findText("checks").map(Probe.Level::of),
                fields.texts("checkStatus"),
                scope.topology());
    }
}
