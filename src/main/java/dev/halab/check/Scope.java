package dev.halab.check;

import dev.halab.topology.Topology;

/// What a claim may know beside its own fields.
///
/// @param checkId the full id of the check: `ha-stacked/lb/config`
/// @param topology the nodes of the lab
/// @param kubernetes the minor version that the lab teaches, for instance `1.35`
/// @param sinceTask whether the check compares with the baseline of the task (`since: task`)
public record Scope(String checkId, Topology topology, String kubernetes, boolean sinceTask) {
    /// Whether the lab's Kubernetes is at least `1.minor`.
    public boolean atLeast(int minor) {
        String[] parts = kubernetes.split("\\.", 3);
        return parts.length >= 2 && Integer.parseInt(parts[1]) >= minor;
    }
}
