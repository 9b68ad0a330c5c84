package dev.halab.check;

import dev.halab.fact.Fact;
import java.time.Instant;
import java.util.List;

/// A check with its verdict and the evidence for it.
///
/// @param check the check
/// @param verdict what was concluded
/// @param advice sentences about what is right but unwise
/// @param evidence what was read for it
/// @param unjudged a clause that was left out, for instance for want of a baseline; empty if none
public record Result(Check check, Verdict verdict, List<String> advice, List<Evidence> evidence, String unjudged) {
    public Result {
        advice = List.copyOf(advice);
        evidence = List.copyOf(evidence);
    }

    /// One fact that was read.
    ///
    /// @param bytes length of its text
    public record Evidence(Fact fact, Instant at, int bytes) {}

    /// The points that this verdict earns.
    public int earned() {
        return verdict instanceof Verdict.Pass ? check.points() : 0;
    }

    /// Whether nothing of this will change by waiting.
    public boolean settled() {
        return !(verdict instanceof Verdict.Wait);
    }
}
