package dev.halab.tutor;

import dev.halab.fact.Fact;
import dev.halab.fact.Facts;
import dev.halab.fact.Reading;
import dev.halab.fact.Source;
import dev.halab.fact.Unobserved;
import dev.halab.problem.HalabException;
import java.time.Duration;
import java.util.Map;
import java.util.Set;

/// A node from which a server is asked.
///
/// @param node its name
/// @param wire makes connections from there alone
record Asker(String node, Source wire) {
    /// One fresh connection. Trouble of the node itself is a sighting that saw nothing.
    Sighting ask(String host, int port, Duration at, Duration limit) {
        Fact fact = Facts.https(host, port, "/readyz", 1);
        Reading nothing = new Reading.Unseen(Reading.Reason.UNREACHABLE, "it could not ask");
        try {
            Map<Fact, Reading> readings = wire.read(Set.of(fact), limit);
            return Sighting.of(at, limit, node, readings.getOrDefault(fact, nothing));
        } catch (HalabException | Unobserved e) {
            return Sighting.of(at, limit, node, nothing);
        }
    }
}
