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

    private final Vantage vantage;
    private final Target target;
    private final Semaphore slots;
    private final long end;
    private volatile boolean heard;
    private volatile boolean silent;

    /// @param slots shared by all volleys of the round
    /// @param end when the round ends, in the time of `System.nanoTime`
    Volley(Vantage vantage, Target target, Semaphore slots, long end) {
        this.vantage = vantage;
        this.target = target;
        this.slots = slots;
        this.end = end;
    }

    /// Makes the connections. Those for which there was no time, and those that the vantage could not make, are
    /// left
    /// out; where nothing at all is heard, the rest is not tried.
    List<Outcome> outcomes() {
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
