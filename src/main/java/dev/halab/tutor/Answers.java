package dev.halab.tutor;

import dev.halab.attempt.Attempt;
import dev.halab.fact.Fact;
import dev.halab.fact.Reading;
import dev.halab.fact.Source;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

/// The source `tutor`: what the learner answered, from the journal.
public final class Answers implements Source {
    private final Supplier<Attempt> attempt;
    private final InstantSource clock;

    public Answers(Supplier<Attempt> attempt, InstantSource clock) {
        this.attempt = attempt;
        this.clock = clock;
    }

    @Override
    public Map<Fact, Reading> read(Collection<Fact> facts, Duration deadline) {
        Attempt now = attempt.get();
        Map<Fact, Reading> readings = new LinkedHashMap<>();
        facts.forEach(fact -> readings.put(fact, reading(now, fact)));
        return readings;
    }

    private Reading reading(Attempt now, Fact fact) {
        if (!fact.kind().equals("answer") || fact.arguments().size() != 1) {
            return new Reading.Unseen(Reading.Reason.NOT_READ, "halab knows no " + fact.name());
        }
        String check = fact.arguments().getFirst();
        String value = now.task(check.substring(0, Math.max(0, check.lastIndexOf('/'))))
                .answers()
                .get(check);
        return value == null
                ? new Reading.Seen(1, "", "", clock.instant())
                : new Reading.Seen(0, value, "", clock.instant());
    }
}
