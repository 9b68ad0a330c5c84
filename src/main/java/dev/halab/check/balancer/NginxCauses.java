package dev.halab.check.balancer;

import dev.halab.check.Cause;
import java.util.List;

/// Why claims about nginx fail.
final class NginxCauses {
    static final Cause NOT_INSTALLED = new Cause("ngx.not-installed", "nginx is not installed.");
    static final Cause NO_MODULE =
            new Cause("ngx.no-module", "nginx does not know stream{}: its module is not loaded.");
    static final Cause HTTP_CONTEXT =
            new Cause("ngx.http-context", "The endpoint is served inside http{}, which reads what it should pass on.");
    static final Cause PLUS_ONLY = new Cause("ngx.plus-only", "A directive belongs to the commercial nginx.");
    static final Cause INVALID = new Cause("ngx.invalid", "nginx cannot read its configuration.");
    static final Cause OTHER_FILE = new Cause("ngx.other-file", "nginx runs with another file.");
    static final Cause LISTEN = new Cause("ngx.listen", "No server of stream{} listens at the endpoint.");
    static final Cause PORT_CONFLICT =
            new Cause("ngx.port-conflict", "A server of http{} listens at the same port; nginx will not start.");
    static final Cause TLS_ENDS =
            new Cause("ngx.tls-ends", "nginx ends or begins TLS itself; client certificates get lost.");
    static final Cause PROXY_PROTOCOL =
            new Cause("ngx.proxy-protocol", "nginx speaks the PROXY protocol, which the other side does not.");
    static final Cause REJECTS = new Cause("ngx.rejects", "A rule turns every connection away.");
    static final Cause NO_UPSTREAM = new Cause("ngx.no-upstream", "The server answers itself and passes nothing on.");
    static final Cause WRONG_PORT = new Cause("ngx.wrong-port", "A server has another port.");
    static final Cause MISSING_SERVER = new Cause("ngx.missing-server", "A server is missing.");
    static final Cause EXTRA_SERVER = new Cause("ngx.extra-server", "There is a server that should not be there.");
    static final Cause IDLE_SERVER = new Cause("ngx.idle-server", "A server is there but gets no connections.");
    static final Cause MAX_FAILS = new Cause("ngx.max-fails", "A dead server is never left out.");
    static final Cause NO_RETRY =
            new Cause("ngx.no-retry", "A connection that a dead server refuses is not passed to the next one.");
    static final Cause TIMEOUT_SHORT = new Cause("ngx.timeout-short", "proxy_timeout cuts idle connections too early.");
    static final Cause CONNECT_TIMEOUT =
            new Cause("ngx.connect-timeout", "nginx waits too long for a server that is off.");

    /// In the order in which they are looked for.
    static final List<Cause> ALL = List.of(
            NOT_INSTALLED,
            NO_MODULE,
            HTTP_CONTEXT,
            PLUS_ONLY,
            INVALID,
            LISTEN,
            PORT_CONFLICT,
            TLS_ENDS,
            PROXY_PROTOCOL,
            REJECTS,
            NO_UPSTREAM,
            WRONG_PORT,
            MISSING_SERVER,
            EXTRA_SERVER,
            IDLE_SERVER,
            MAX_FAILS,
            NO_RETRY,
            TIMEOUT_SHORT,
            CONNECT_TIMEOUT,
            OTHER_FILE);

    private NginxCauses() {}
}
