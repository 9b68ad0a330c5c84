package dev.halab.check;

import dev.halab.fact.Fact;
import dev.halab.fact.Snapshot;
import java.util.List;
import java.util.Set;

/// One typed claim about the lab. Implementations are records whose components are the claim's parameters.
public interface Claim {
    /// The claim as a sentence for the screen, for instance `haproxy on lb-1 runs and starts at boot`.
    String title();

    /// Everything that judging may read. Never empty.
    Set<Fact> facts();

    /// Judges a snapshot: no clock, no I/O, the same answer for the same snapshot.
    ///
    /// @throws dev.halab.fact.Unobserved if a needed fact was not read; the verdict is then unknown
    Verdict judge(Snapshot snapshot);

    /// Things that are right but unwise in this snapshot, one sentence each; they never change the verdict.
    default List<String> advice(Snapshot snapshot) {
        return List.of();
    }
}
