package dev.halab.check.balancer;

import dev.halab.check.Cause;

/// Why claims about the endpoint fail.
final class LbCauses {
    static final Cause UNKNOWN_NAME = new Cause("lb.unknown-name", "The endpoint's name does not resolve.");
    static final Cause REFUSED = new Cause("lb.refused", "Nothing listens at the endpoint.");
    static final Cause FILTERED = new Cause("lb.filtered", "Nothing answers at the endpoint's address.");
    static final Cause NO_BACKEND =
            new Cause("lb.no-backend", "The load balancer accepts connections but has nobody to pass them on to.");
    static final Cause DEAD_BACKEND =
            new Cause("lb.dead-backend", "Some connections end at a server that does not serve.");
    static final Cause NOT_TLS = new Cause("lb.not-tls", "What answers does not speak TLS.");
    static final Cause WRONG_CA =
            new Cause("lb.wrong-ca", "The certificate shown is not of the cluster: somebody else ends TLS.");
    static final Cause SAN = new Cause("lb.san", "The API server's certificate does not cover the endpoint.");
    static final Cause EXPIRED = new Cause("lb.expired", "The certificate shown is not valid now.");
    static final Cause NOT_READY = new Cause("lb.not-ready", "An API server answers that it is not ready.");
    static final Cause DENIED = new Cause("lb.denied", "An API server refuses the request.");
    static final Cause ERROR = new Cause("lb.error", "Connections through the endpoint end in another error.");
    static final Cause NO_CA = new Cause("lb.no-ca", "There is no cluster CA on any control plane yet.");
    static final Cause PINNED = new Cause("lb.pinned", "All connections end at one server.");
    static final Cause UNUSED = new Cause("lb.unused", "A server gets fewer connections than it should.");
    static final Cause STRANGER = new Cause("lb.stranger", "Connections end at a server that should not get any.");

    private LbCauses() {}
}
