package dev.halab.machine.vagrant;

import java.util.Set;

/// Vagrant's words for the state of a machine, which differ by provider and are no closed set.
final class States {
    private static final Set<String> OFF =
            Set.of("poweroff", "shutoff", "stopped", "off", "aborted", "crashed", "gurumeditation");
    private static final Set<String> PAUSED = Set.of("paused", "saved", "suspended", "frozen");
    private static final Set<String> MISSING = Set.of("not_created", "host_state_unknown", "unknown");

    private States() {}

    /// halab's word: `running`, `off`, `paused`, `missing`, or the provider's own.
    static String word(String state) {
        if (OFF.contains(state)) {
            return "off";
        }
        if (PAUSED.contains(state)) {
            return "paused";
        }
        return MISSING.contains(state) ? "missing" : state;
    }
}
