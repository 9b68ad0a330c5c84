package dev.halab.attempt;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Which machines are disturbed now, as it follows from the events.
public final class Disturbances {
    private Disturbances() {}

    /// What was done last to each machine that is not as it was, in the order in which it was done.
    public static Map<String, String> standing(List<Recorded> events) {
        Map<String, String> standing = new LinkedHashMap<>();
        for (Recorded recorded : events) {
            switch (recorded.event()) {
                case Event.Disturbed(String task, String node, String how) -> {
                    standing.remove(node);
                    standing.put(node, how);
                }
                case Event.Settled(String task, String node) -> standing.remove(node);
                default -> {}
            }
        }
        return standing;
    }
}
