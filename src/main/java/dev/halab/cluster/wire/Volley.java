package dev.halab.cluster.wire;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/// The connections of one fact from one vantage, as many at once as there are slots.
final class Volley {
    /// The longest that one connection may take: two vantages in turn fit into a round.
    private static final Duration LONGEST = Duration.ofMillis(1800);

    /// Whoever takes no longer for a way there and back has answered a request by TLS within `LONGEST`.
    private static final Duration QUICK = LONGEST.dividedBy(4);

    private final Vantage vantage;
    private final Target target;
    private final Semaphore slots;
    private final long end;
    private final boolean measured;
    private volatile boolean heard;
    private volatile boolean silent;

    /// @param slots shared by all volleys of the round
    /// @param end when the round ends, in the time of `System.nanoTime`
    /// @param measured whether whoever asks has set the limit, and is told what was over then; else that is told
    /// only
    /// where it says something of the target
    Volley(Vantage vantage, Target target, Semaphore slots, long end, boolean measured) {
        this.vantage = vantage;
        this.target = target;
        this.slots = slots;
        this.end = end;
        this.measured = measured;
    }

    /// What came of a volley.
    ///
    /// @param doubt why some that were late are left out; empty if none is
    record Shots(List<Outcome> outcomes, Optional<String> doubt) {
        Shots {
            outcomes = List.copyOf(outcomes);
        }
    }

    /// Makes the connections. Those for which there was no time, those that the vantage could not make, and those
    /// that may be late for another reason than the target's, are left out; where nothing at all is heard, the rest
    /// is not tried.
    Shots fire() {
        try (Pulse pulse = Pulse.of(vantage)) {
            List<Outcome> outcomes = outcomes();
            return measured ? new Shots(outcomes, Optional.empty()) : believed(outcomes, pulse);
        }
    }

    private static Shots believed(List<Outcome> outcomes, Pulse pulse) {
        if (outcomes.stream().allMatch(o -> o.limit().isEmpty())) {
            return new Shots(outcomes, Optional.empty());
        }
        Optional<String> asleep = pulse.doubt(QUICK);
        List<String> doubts = new ArrayList<>();
        List<Outcome> kept = new ArrayList<>();
        for (Outcome outcome : outcomes) {
            Optional<String> doubt = outcome.limit().flatMap(limit -> asleep.or(() -> doubt(outcome, limit)));
            doubt.ifPresentOrElse(doubts::add, () -> kept.add(outcome));
        }
        return new Shots(
                kept, doubts.stream().findFirst().map(why -> "%d were late, and %s".formatted(doubts.size(), why)));
    }

    /// Where it takes long to be let in, the rest takes longer.
    private static Optional<String> doubt(Outcome late, Duration limit) {
        if (limit.compareTo(LONGEST) < 0) {
            return Optional.of("the round ended before");
        }
        boolean slow = late.stage() != Stage.CONNECT && late.opening() > QUICK.toMillis();
        return slow ? Optional.of("it took %d ms to be let in".formatted(late.opening())) : Optional.empty();
    }

    private List<Outcome> outcomes() {
        List<FutureTask<Optional<Outcome>>> running = new ArrayList<>();
        for (int i = 0; i < target.connections(); i++) {
            FutureTask<Optional<Outcome>> task = new FutureTask<>(this::inTurn);
            Thread.ofVirtual().name("wire-turn-", 0).start(task);
            running.add(task);
        }
        return running.stream().flatMap(task -> outcome(task).stream()).toList();
    }

    private Optional<Outcome> inTurn() throws InterruptedException {
        if (!slots.tryAcquire(end - System.nanoTime(), TimeUnit.NANOSECONDS)) {
            return Optional.empty();
        }
        try {
            long left = end - System.nanoTime();
            if (left <= 0 || (silent && !heard)) {
                return Optional.empty();
            }
            Optional<Outcome> outcome = Connection.make(vantage, target, Math.min(left, LONGEST.toNanos()));
            outcome.ifPresent(o -> {
                silent |= o.silent();
                heard |= !o.silent();
            });
            return outcome;
        } finally {
            slots.release();
        }
    }

    private static Optional<Outcome> outcome(FutureTask<Optional<Outcome>> task) {
        try {
            return task.get();
        } catch (InterruptedException e) {
            task.cancel(true);
            Thread.currentThread().interrupt();
            return Optional.empty();
        } catch (ExecutionException e) {
            throw new IllegalStateException("a connection failed in a way it must not", e.getCause());
        }
    }
}
