package dev.halab.observe;

import dev.halab.fact.Fact;
import dev.halab.fact.Reading;
import dev.halab.fact.Reading.Reason;
import dev.halab.fact.Redaction;
import dev.halab.fact.Unobserved;
import dev.halab.problem.HalabException;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// What one source said in a round, a reading for each fact, secrets taken out.
record SourceRead(String source, Map<Fact, Reading> readings) {
    /// What is asked for readings of facts: a source, or a trial of writes.
    @FunctionalInterface
    interface Asked {
        Map<Fact, Reading> read(Collection<Fact> facts, Duration deadline);
    }

    /// Asks the source.
    ///
    /// @param asked who answers; null if there is none of that name
    static SourceRead of(String name, @Nullable Asked asked, Set<Fact> facts, Duration deadline, SealedValue sealed) {
        Map<Fact, Reading> raw = raw(name, asked, facts, deadline);
        Map<Fact, Reading> reduced = new LinkedHashMap<>();
        for (Fact fact : facts) {
            Reading reading = raw.get(fact);
            reduced.put(fact, reading == null ? unanswered(name) : reduce(fact, reading, sealed));
        }
        return new SourceRead(name, reduced);
    }

    static boolean isJoinCommand(Fact fact) {
        return fact.kind().equals("join-command");
    }

    static Map<Fact, Reading> all(Set<Fact> facts, Reading reading) {
        Map<Fact, Reading> readings = new LinkedHashMap<>();
        facts.forEach(f -> readings.put(f, reading));
        return readings;
    }

    private static Map<Fact, Reading> raw(String name, @Nullable Asked asked, Set<Fact> facts, Duration deadline) {
        if (asked == null) {
            return all(facts, new Reading.Unseen(Reason.UNREACHABLE, "there is no '%s' in this lab".formatted(name)));
        }
        try {
            return asked.read(facts, deadline);
        } catch (HalabException e) {
            return all(facts, new Reading.Unseen(Reason.UNREACHABLE, String.valueOf(e.getMessage())));
        } catch (Unobserved e) {
            return all(facts, new Reading.Unseen(e.reason(), e.detail()));
        }
    }

    private static Reading unanswered(String name) {
        return new Reading.Unseen(Reason.NOT_READ, "%s said nothing of it".formatted(name));
    }

    private static Reading reduce(Fact fact, Reading reading, SealedValue sealed) {
        return switch (reading) {
            case Reading.Seen seen -> {
                UnaryOperator<String> afterKey = isJoinCommand(fact) ? sealed::suffix : key -> "";
                yield new Reading.Seen(
                        seen.status(),
                        Redaction.reduce(seen.text(), afterKey),
                        Redaction.reduce(seen.error()),
                        seen.at());
            }
            case Reading.Unseen unseen -> new Reading.Unseen(unseen.reason(), Redaction.reduce(unseen.detail()));
        };
    }
}
