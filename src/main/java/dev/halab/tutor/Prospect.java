package dev.halab.tutor;

import dev.halab.machine.Finding;
import java.util.List;

/// What `doctor` finds for a provider, whichever is in use.
///
/// @param provider its name
/// @param findings what was looked at
public record Prospect(String provider, List<Finding> findings) {
    public Prospect {
        findings = List.copyOf(findings);
    }

    /// Whether this host can run it.
    public boolean fits() {
        return findings.stream().noneMatch(f -> f.grade() == Finding.Grade.BLOCKS);
    }
}
