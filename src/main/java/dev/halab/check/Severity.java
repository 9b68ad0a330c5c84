package dev.halab.check;

/// Whether a check counts.
public enum Severity {
    /// Decides the verdict and earns points.
    MUST,
    /// Advice: shown, never changes verdict, points or exit status.
    SHOULD;

    /// The word in course files and reports.
    public String word() {
        return this == MUST ? "must" : "should";
    }
}
