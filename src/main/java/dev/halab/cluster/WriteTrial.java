package dev.halab.cluster;

import dev.halab.fact.Fact;
import dev.halab.fact.Reading;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;

/// Tries whether the cluster takes writes. Apart from `Source`, whose reading changes nothing: here a ConfigMap of a
/// random name comes and goes in the namespace `halab-probe`, and that namespace stays.
@FunctionalInterface
public interface WriteTrial {
    /// How long a trial may take: etcd itself gives up a write after 7 s, and what that leaves behind is taken
    /// away.
    Duration LONGEST = Duration.ofSeconds(13);

    /// Tries every fact of source `write` once, within `deadline` of wall-clock time, and takes back what it made,
    /// also
    /// after a failure. Never throws for trouble with the cluster: what could not be tried is an `Unseen`. The
    /// answer
    /// has a reading for every fact.
    Map<Fact, Reading> attempt(Collection<Fact> facts, Duration deadline);
}
