package dev.halab.cluster.wire;

import dev.halab.fact.Fact;
import dev.halab.fact.Reading;
import dev.halab.fact.Reading.Reason;
import dev.halab.fact.Source;
import dev.halab.json.Json;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;

/// Answers the facts of source `wire`: makes fresh connections through nodes other than the target.
public final class WireProber implements Source {
    /// So that a lesson does not become a load test.
    private static final int MOST_PER_SERVER = 30;

    private static final int AT_ONCE = 8;

    /// Kept of the deadline for putting the answer together.
    private static final Duration MARGIN = Duration.ofMillis(50);

    private final Function<String, List<Vantage>> vantages;
    private final InstantSource clock;

    /// @param vantages where to connect from towards a host, the best first; see `Vantage.towards`
    /// @param clock the host's clock
    public WireProber(Function<String, List<Vantage>> vantages, InstantSource clock) {
        this.vantages = vantages;
        this.clock = clock;
    }

    @Override
    public Map<Fact, Reading> read(Collection<Fact> facts, Duration deadline) {
        long end = System.nanoTime() + deadline.minus(MARGIN).toNanos();
        Semaphore slots = new Semaphore(AT_ONCE);
        Map<String, Integer> made = new HashMap<>();
        ExecutorService executor = Executors.newThreadPerTaskExecutor(
                Thread.ofVirtual().name("wire-fact-", 0).factory());
        try {
            Map<Fact, Future<Reading>> running = new LinkedHashMap<>();
            for (Fact fact : facts) {
                Optional<Target> target = Target.of(fact).filter(t -> within(made, t));
                running.put(
                        fact,
                        executor.submit(
                                () -> target.map(t -> read(t, slots, end)).orElseGet(() -> notRead(fact))));
            }
            Map<Fact, Reading> readings = new LinkedHashMap<>();
            running.forEach((fact, future) -> readings.put(fact, finished(future, deadline)));
            return readings;
        } finally {
            executor.shutdownNow();
        }
    }

    private static boolean within(Map<String, Integer> made, Target target) {
        return made.merge(target.server(), target.connections(), Integer::sum) <= MOST_PER_SERVER;
    }

    private static Reading notRead(Fact fact) {
        return new Reading.Unseen(
                Reason.NOT_READ,
                "%s is no connection to make, or one of more than %d to its server in a round"
                        .formatted(fact.name(), MOST_PER_SERVER));
    }

    private static Reading finished(Future<Reading> future, Duration deadline) {
        try {
            return future.get(deadline.plus(MARGIN).toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Reading.Unseen(Reason.NO_ANSWER, "the wait was interrupted");
        } catch (TimeoutException e) {
            return new Reading.Unseen(Reason.NO_ANSWER, "no connection ended in time");
        } catch (ExecutionException e) {
            throw new IllegalStateException("a connection failed in a way it must not", e.getCause());
        }
    }

    /// Silence may be the vantage's own, whose connection has just died: only two that hear nothing are believed
    /// (P4).
    private Reading read(Target target, Semaphore slots, long end) {
        List<String> tried = new ArrayList<>();
        List<String> silent = new ArrayList<>();
        for (Vantage vantage : vantages.apply(target.host())) {
            List<Outcome> outcomes = new Volley(vantage, target, slots, end).outcomes();
            boolean heard = outcomes.stream().anyMatch(o -> !o.silent());
            if (heard || (!outcomes.isEmpty() && !silent.isEmpty())) {
                return new Reading.Seen(0, json(vantage, target, outcomes).compact(), "", clock.instant());
            }
            (outcomes.isEmpty() ? tried : silent).add(vantage.node());
        }
        if (!silent.isEmpty()) {
            return new Reading.Unseen(
                    Reason.NO_ANSWER,
                    "nothing was heard from %s, but only %s listened".formatted(target.server(), silent.getFirst()));
        }
        return new Reading.Unseen(
                Reason.UNREACHABLE,
                tried.isEmpty()
                        ? "there is no node to reach %s from".formatted(target.server())
                        : "no connection could be made from %s".formatted(String.join(", ", tried)));
    }

    private static Json json(Vantage vantage, Target target, List<Outcome> outcomes) {
        Map<String, Json> certificates = new LinkedHashMap<>();
        outcomes.forEach(o -> o.fingerprint().ifPresent(f -> certificates.put(f, Json.of(o.pem()))));
        return Json.object()
                .put("via", vantage.node())
                .put("server", target.server())
                .putIfPresent("serverName", target.serverName())
                .put("certificates", new Json.Obj(certificates))
                .put(
                        "connections",
                        Json.array(outcomes.stream().map(Outcome::json).toList()))
                .build();
    }
}
