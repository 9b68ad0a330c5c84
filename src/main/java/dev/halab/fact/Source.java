package dev.halab.fact;

import java.time.Duration;
import java.util.Collection;
import java.util.Map;

/// Somewhere facts are read: a node, the API, the wire, the tutor's journal.
public interface Source {
    /// Reads `facts`, all at once where it can, within `deadline` of wall-clock time. Never throws for
    /// trouble with the lab: what could not be read is an `Unseen`. The answer has a reading for every fact.
    /// Changes nothing (P2).
    Map<Fact, Reading> read(Collection<Fact> facts, Duration deadline);
}
