package dev.halab.fact;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// A source that answers from a map. What it does not hold is `NOT_READ`.
public final class FakeSource implements Source {
    private static final Instant AT = Instant.parse("2026-11-23T12:00:00Z");

    private final Map<Fact, Reading> readings = new HashMap<>();
    private final CountDownLatch never = new CountDownLatch(1);
    private final ConcurrentLinkedQueue<Collection<Fact>> asked = new ConcurrentLinkedQueue<>();
    private boolean dead;
    private boolean deaf;

    /// Will say `text` with status 0.
    public FakeSource says(Fact fact, String text) {
        return says(fact, new Reading.Seen(0, text, "", AT));
    }

    /// Will answer so.
    public FakeSource says(Fact fact, Reading reading) {
        readings.put(fact, reading);
        return this;
    }

    /// Keeps silent until the deadline.
    public FakeSource dead() {
        dead = true;
        return this;
    }

    /// Overlooks the deadline.
    public FakeSource deaf() {
        deaf = true;
        return this;
    }

    /// What it was asked, one element a call.
    public Collection<Collection<Fact>> asked() {
        return asked;
    }

    @Override
    public Map<Fact, Reading> read(Collection<Fact> facts, Duration deadline) {
        asked.add(facts);
        if (dead || deaf) {
            await(deaf ? Duration.ofMinutes(1) : deadline);
            return all(facts, new Reading.Unseen(Reading.Reason.NO_ANSWER, "nothing within the deadline"));
        }
        Map<Fact, Reading> answer = new LinkedHashMap<>();
        Reading nothing = new Reading.Unseen(Reading.Reason.NOT_READ, "the fake does not hold it");
        facts.forEach(f -> answer.put(f, readings.getOrDefault(f, nothing)));
        return answer;
    }

    private static Map<Fact, Reading> all(Collection<Fact> facts, Reading reading) {
        Map<Fact, Reading> answer = new LinkedHashMap<>();
        facts.forEach(f -> answer.put(f, reading));
        return answer;
    }

    private void await(Duration duration) {
        try {
            never.await(duration.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
