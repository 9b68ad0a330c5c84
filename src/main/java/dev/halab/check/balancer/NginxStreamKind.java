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

/// Kind `nginx.stream`.
final class NginxStreamKind implements Kind {
    private static final Duration SHORTEST = Duration.ofSeconds(30);
    private static final Duration LONGEST_CONNECT = Duration.ofSeconds(10);

    @Override
    public String name() {
        return "nginx.stream";
    }

    @Override
    public String summary() {
        return "nginx passes connections to the endpoint on to exactly the right servers, as bytes in stream{}, tries the "
                + "next server when one refuses, and lets idle connections live. Follows what `nginx -T` prints, with all "
                + "includes; whether the running nginx has read it is a matter of `service`.";
    }

    @Override
    public List<Field> fields() {
        return List.of(
                Field.required("on", new Type.Nodes(), "load balancers; it must hold on all of them"),
                Field.optional(
                        "listen", new Type.Text(), "`:6443`, or an address and a port; the endpoint if not given"),
                Field.required("servers", new Type.Servers(), "exactly these servers"),
                Field.optional(
                        "proxyTimeout",
                        new Type.Length(),
                        "idle connections live at least so long; `30s` if not given"),
                Field.optional(
                        "connectTimeout",
                        new Type.Length(),
                        "a server that does not answer is waited for at most so long; `10s` if not given"));
    }

    @Override
    public List<Cause> causes() {
        return NginxCauses.ALL;
    }

    @Override
    public String example() {
        return "nginx.stream: {on: lb, listen: \":6443\", servers: cp:6443, proxyTimeout: 30s}";
    }

    @Override
    public Claim claim(Fields fields, Scope scope) {
        HostPort listen = Listener.wanted(fields.findText("listen"), "listen", scope.topology());
        Duration idle = fields.findLength("proxyTimeout").orElse(SHORTEST);
        Duration connect = fields.findLength("connectTimeout").orElse(LONGEST_CONNECT);
        if (connect.isZero()) {
            throw new FieldProblem("connectTimeout", "no server answers in no time", "write for instance 3s");
        }
        return new NginxStreamClaim(
                fields.nodes("on"),
                new NginxWanted(listen.host(), listen.port(), fields.servers("servers"), idle, connect),
                scope.topology());
    }
}
