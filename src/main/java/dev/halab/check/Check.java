package dev.halab.check;

import java.util.List;

/// One check of a task.
///
/// @param id full id: `ha-stacked/lb/config`
/// @param title sentence for the screen
/// @param kind name of its kind
/// @param claim what it claims
/// @param points what it earns; 0 for advice
/// @param severity whether it counts
/// @param needs full ids of the checks of the same task that must pass first
/// @param timing when it has to hold
/// @param sinceTask whether it compares with the task's baseline
public record Check(
        String id,
        String title,
        String kind,
        Claim claim,
        int points,
        Severity severity,
        List<String> needs,
        Timing timing,
        boolean sinceTask) {
    public Check {
        needs = List.copyOf(needs);
    }

    /// The last part of the id.
    public String name() {
        return id.substring(id.lastIndexOf('/') + 1);
    }
}
