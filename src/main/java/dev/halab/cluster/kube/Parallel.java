package dev.halab.cluster.kube;

import dev.halab.fact.Fact;
import dev.halab.fact.Reading;
import dev.halab.fact.Reading.Reason;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;

/// Reads several facts at once, a few at a time: over HTTP/2 they share a connection, but a server that speaks only
/// HTTP/1.1 would have as many connections as requests.
final class Parallel {
    private static final int AT_ONCE = 6;

    private Parallel() {}

    /// Reads all of `facts` until `end`, in the time of `System.nanoTime`.
    static Map<Fact, Reading> each(Collection<Fact> facts, Function<Fact, Reading> read, long end) {
        ExecutorService executor = Executors.newFixedThreadPool(
                AT_ONCE, Thread.ofVirtual().name("fact-", 0).factory());
        try {
            Map<Fact, Future<Reading>> running = new LinkedHashMap<>();
            facts.forEach(f -> running.put(f, executor.submit(() -> read.apply(f))));
            Map<Fact, Reading> readings = new LinkedHashMap<>();
            running.forEach((fact, future) -> readings.put(fact, reading(future, end)));
            return readings;
        } finally {
            executor.shutdownNow();
        }
    }

    /// What came of one, waited for until `end`.
    static Reading reading(Future<Reading> future, long end) {
        try {
            return future.get(Math.max(0, end - System.nanoTime()), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            return new Reading.Unseen(Reason.NO_ANSWER, Trouble.NO_ANSWER);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Reading.Unseen(Reason.NO_ANSWER, "the wait was interrupted");
        } catch (ExecutionException e) {
            throw new IllegalStateException("reading a fact of the API failed in a way it must not", e.getCause());
        }
    }
}
