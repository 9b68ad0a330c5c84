package dev.halab.check.node;

import dev.halab.check.Cause;
import java.util.List;

/// Why a request over HTTP is not answered as it should be.
final class HttpCauses {
    static final Cause UNKNOWN_NAME = new Cause("http.unknown-name", "The name that is called does not resolve.");
    static final Cause REFUSED = new Cause("http.refused", "Nothing listens there.");
    static final Cause TIMEOUT =
            new Cause("http.timeout", "No connection opens, or no whole answer comes on it, in 1.8 s.");
    static final Cause CLOSED = new Cause("http.closed", "The connection is ended before an answer has come.");
    static final Cause NOT_TLS = new Cause("http.not-tls", "What answers does not speak TLS.");
    static final Cause TLS = new Cause("http.tls", "The other side refuses to speak TLS with halab.");
    static final Cause NOT_HTTP = new Cause("http.not-http", "What answers does not speak HTTP.");
    static final Cause NO_CA = new Cause("http.no-ca", "There is no cluster CA on any control plane yet.");
    static final Cause OTHER_CA =
            new Cause("http.other-ca", "The certificate shown is not signed by the cluster's CA.");
    static final Cause EXPIRED = new Cause("http.expired", "The certificate shown is not valid now.");
    static final Cause SAN = new Cause("http.san", "The certificate shown is not for the name that is wanted.");
    static final Cause STATUS = new Cause("http.status", "The answer has another status.");
    static final Cause BODY = new Cause("http.body", "The answer lacks a line that it should have.");

    private HttpCauses() {}

    /// All of them, in the order in which they are looked for.
    static List<Cause> all() {
        return List.of(
                UNKNOWN_NAME,
                REFUSED,
                TIMEOUT,
                CLOSED,
                NOT_TLS,
                TLS,
                NOT_HTTP,
                NO_CA,
                OTHER_CA,
                EXPIRED,
                SAN,
                STATUS,
                BODY);
    }
}
