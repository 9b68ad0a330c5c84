package dev.halab.check.balancer;

import dev.halab.check.Cause;
import dev.halab.check.Claim;
import dev.halab.check.Field;
import dev.halab.check.FieldProblem;
import dev.halab.check.Fields;
import dev.halab.check.HostPort;
import dev.halab.check.Kind;
import dev.halab.check.Scope;
import dev.halab.check.Type;
import java.time.Duration;
import java.util.List;

/// Kind `haproxy.config`.
final class HaproxyConfigKind implements Kind {
    private static final Duration SHORTEST = Duration.ofSeconds(30);

    @Override
    public String name() {
        return "haproxy.config";
    }

    @Override
    public String summary() {
        return "HAProxy's configuration passes connections to the endpoint on to exactly the right servers, in the right "
                + "mode, with checks that prove something and timeouts that let idle connections live. Follows the "
                + "configuration from the bind line through defaults to the servers, and asks `haproxy -c`.";
    }

    @Override
    public List<Field> fields() {
        Type mode = new Type.Choice(List.of("tcp", "http"));
        return List.of(
                Field.required("on", new Type.Nodes(), "load balancers; it must hold on all of them"),
                Field.optional("file", new Type.Path(), "`/etc/haproxy/haproxy.cfg` if not given"),
                Field.optional(
                        "frontend",
                        new Type.Group(List.of(
                                Field.optional(
                                        "bind",
                                        new Type.Text(),
                                        "`:6443`, or an address and a port; the endpoint if not given"),
                                Field.optional("mode", mode, "`tcp` if not given"))),
                        "where connections come in"),
                Field.required(
                        "backend",
                        new Type.Group(List.of(
                                Field.required("servers", new Type.Servers(), "exactly these servers"),
                                Field.optional("mode", mode, "as the frontend's; nothing else makes sense"),
                                Field.optional("balance", new Type.Text(), "the algorithm, if it matters"),
                                Field.optional(
                                        "probe",
                                        new Type.Choice(List.of("tcp", "tls", "http")),
                                        "what checks must prove at least: the port is open, TLS answers, or (if not "
                                                + "given) GET /readyz says 200"))),
                        "where connections go"),
                Field.optional(
                        "timeouts",
                        new Type.Group(List.of(
                                Field.optional("client", new Type.Length(), "at least this; `30s` if not given"),
                                Field.optional("server", new Type.Length(), "at least this; `30s` if not given"))),
                        "how long idle connections live"));
    }

    @Override
    public List<Cause> causes() {
        return List.of(
                HaproxyCauses.NOT_INSTALLED,
                HaproxyCauses.NO_FILE,
                HaproxyCauses.INVALID,
                HaproxyCauses.BIND,
                HaproxyCauses.TLS_ENDS,
                HaproxyCauses.PROXY_PROTOCOL,
                HaproxyCauses.REJECTS,
                HaproxyCauses.MODE_HTTP,
                HaproxyCauses.NO_BACKEND,
                HaproxyCauses.WRONG_PORT,
                HaproxyCauses.MISSING_SERVER,
                HaproxyCauses.EXTRA_SERVER,
                HaproxyCauses.IDLE_SERVER,
                HaproxyCauses.NO_CHECK,
                HaproxyCauses.CHECK_PORT,
                HaproxyCauses.CHECK_PLAIN,
                HaproxyCauses.CHECK_REQUEST,
                HaproxyCauses.CHECK_EXPECT,
                HaproxyCauses.L4_ONLY,
                HaproxyCauses.TIMEOUT_MISSING,
                HaproxyCauses.TIMEOUT_SHORT,
                HaproxyCauses.BALANCE,
                HaproxyCauses.OTHER_FILE);
    }

    @Override
    public String example() {
        return "haproxy.config: {on: lb, frontend: {bind: \":6443\", mode: tcp}, backend: {servers: cp:6443, probe: http}}";
    }

    @Override
    public Claim claim(Fields fields, Scope scope) {
        Fields frontend = fields.group("frontend");
        Fields backend = fields.group("backend");
        Fields timeouts = fields.group("timeouts");
        HostPort bind = Listener.wanted(frontend.findText("bind"), "frontend.bind", scope.topology());
        String mode = frontend.findText("mode").orElse("tcp");
        if (!backend.findText("mode").orElse(mode).equals(mode)) {
            throw new FieldProblem("backend.mode", "it differs from the frontend's", "give both the same mode");
        }
        return new HaproxyConfigClaim(
                fields.nodes("on"),
                fields.findText("file").orElse(HaproxyFile.USUAL),
                bind.host(),
                bind.port(),
                new Wanted(
                        backend.servers("servers"),
                        mode,
                        backend.findText("balance"),
                        Probe.Level.of(backend.findText("probe").orElse("http")),
                        timeouts.findLength("client").orElse(SHORTEST),
                        timeouts.findLength("server").orElse(SHORTEST)),
                scope.topology());
    }
}
