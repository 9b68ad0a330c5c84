package dev.halab.lab.lint;

import java.util.List;

/// What an author's gate says of courses.
///
/// @param findings every rule that is broken
/// @param rows how much of each task is proved; empty if no recording was judged
public record Review(List<LintFinding> findings, List<Coverage.Row> rows) {
    public Review {
        findings = List.copyOf(findings);
        rows = List.copyOf(rows);
    }

    /// Whether an error is among the findings.
    public boolean broken() {
        return findings.stream().anyMatch(f -> f.level() == LintFinding.Level.ERROR);
    }
}
