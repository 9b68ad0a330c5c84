package dev.halab.check.cluster;

import dev.halab.check.Cause;
import java.util.List;

/// Why an endpoint does not survive a machine.
final class FailoverCauses {
    static final Cause BEFORE = new Cause(
            "failover.before", "The endpoint, or the machine itself, does not answer before anything is broken.");
    static final Cause NONE =
            new Cause("failover.none", "Nothing answers at the endpoint any more once the machine is gone.");
    static final Cause SLOW = new Cause(
            "failover.slow", "Connections through the endpoint fail for longer than they may, some of them or all.");
    static final Cause NOT_BACK =
            new Cause("failover.not-back", "The machine is mended, and its own port does not answer again in time.");

    private FailoverCauses() {}

    static List<Cause> all() {
        return List.of(BEFORE, NONE, SLOW, NOT_BACK);
    }
}
