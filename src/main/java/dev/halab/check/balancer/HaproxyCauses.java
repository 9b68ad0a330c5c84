package dev.halab.check.balancer;

import dev.halab.check.Cause;

/// Why claims about HAProxy fail.
final class HaproxyCauses {
    static final Cause NOT_INSTALLED = new Cause("hap.not-installed", "HAProxy is not installed.");
    static final Cause NO_FILE = new Cause("hap.no-file", "The configuration file is not there.");
    static final Cause INVALID = new Cause("hap.invalid", "HAProxy cannot read its configuration.");
    static final Cause OTHER_FILE = new Cause("hap.other-file", "HAProxy runs with another file.");
    static final Cause BIND = new Cause("hap.bind", "No frontend accepts connections at the endpoint.");
    static final Cause TLS_ENDS =
            new Cause("hap.tls-ends", "HAProxy ends or begins TLS itself; client certificates get lost.");
    static final Cause PROXY_PROTOCOL =
            new Cause("hap.proxy-protocol", "HAProxy speaks the PROXY protocol, which the other side does not.");
    static final Cause REJECTS = new Cause("hap.rejects", "A rule turns every connection away.");
    static final Cause MODE_HTTP = new Cause("hap.mode-http", "HAProxy reads HTTP where it must pass bytes on.");
    static final Cause NO_BACKEND = new Cause("hap.no-backend", "The frontend sends connections nowhere.");
    static final Cause WRONG_PORT = new Cause("hap.wrong-port", "A server has another port.");
    static final Cause MISSING_SERVER = new Cause("hap.missing-server", "A server is missing.");
    static final Cause EXTRA_SERVER = new Cause("hap.extra-server", "There is a server that should not be there.");
    static final Cause IDLE_SERVER = new Cause("hap.idle-server", "A server is there but gets no connections.");
    static final Cause NO_CHECK = new Cause("hap.no-check", "A server is not checked.");
    static final Cause CHECK_PORT = new Cause("hap.check-port", "The check asks another port or address.");
    static final Cause CHECK_PLAIN = new Cause("hap.check-plain", "The check speaks plain HTTP to a TLS port.");
    static final Cause CHECK_REQUEST =
            new Cause("hap.check-request", "The check asks something that an API server refuses.");
    static final Cause CHECK_EXPECT = new Cause(
            "hap.check-expect", "The check takes a wrong answer for a good one, or a good one for a wrong one.");
    static final Cause L4_ONLY =
            new Cause("hap.l4-only", "The check proves that something answers, not that the API server is ready.");
    static final Cause TIMEOUT_MISSING = new Cause("hap.timeout-missing", "A timeout is missing.");
    static final Cause TIMEOUT_SHORT = new Cause("hap.timeout-short", "A timeout cuts idle connections too early.");
    static final Cause BALANCE = new Cause("hap.balance", "Connections are spread in another way.");
    static final Cause NOT_RUNNING = new Cause("hap.not-running", "HAProxy does not run.");
    static final Cause STALE = new Cause("hap.stale", "The running HAProxy has not read the file as it is.");
    static final Cause DOWN = new Cause("hap.down", "HAProxy holds a server for dead.");
    static final Cause STILL_UP = new Cause("hap.still-up", "HAProxy holds a server for alive that should be dead.");
    static final Cause CHECK_FAILS =
            new Cause("hap.check-fails", "The check itself fails: it does not speak what the server speaks.");
    static final Cause CHECK_DENIED = new Cause("hap.check-denied", "The server answers the check, but refuses it.");
    static final Cause CHECK_STATUS = new Cause("hap.check-status", "The checks have another result.");

    private HaproxyCauses() {}
}
