package dev.halab.cluster.wire;

import dev.halab.fact.Fact;
import dev.halab.fact.Reading;
import dev.halab.fact.Reading.Reason;
import dev.halab.fact.Source;
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
    private final boolean measured;

    /// @param vantages where to connect from towards a host, the best first; see `Vantage.towards`
    /// @param clock the host's clock
    public WireProber(Function<String, List<Vantage>> vantages, InstantSource clock) {
        this(vantages, clock, false);
    }

    private WireProber(Function<String, List<Vantage>> vantages, InstantSource clock, boolean measured) {
        this.vantages = vantages;
        this.clock = clock;
        this.measured = measured;
    }

    /// One that tells whatever took longer than the deadline it is given, from one vantage: for who sees by other
    /// connections whether that says something of the target.
    ///
    /// @param clock the host's clock
    public static WireProber measuring(Vantage vantage, InstantSource clock) {
        return new WireProber(host -> List.of(vantage), clock, true);
    }

    @Override
    public Map<Fact, Reading> read(Collection<Fact> facts, Duration deadline) {
        long end = System.nanoTime() + deadline.minus(MARGIN).toNanos();
        Semaphore slots = new Semaphore(AT_ONCE);
        Map<String, Integer> made = new HashMap<>();
        ExecutorService executor = Executors.newThreadPerTaskExecutor(
                Thread.ofVirtual().name("wire-fact-", 0).factory());
        try {
            Map<Target, Future<Heard>> running = new LinkedHashMap<>();
            for (Target target : calls(facts)) {
                if (within(made, target)) {
                    running.put(target.alike(), executor.submit(() -> read(target, slots, end)));
                }
            }
            Map<Fact, Reading> readings = new LinkedHashMap<>();
            for (Fact fact : facts) {
                Optional<Target> target = Target.of(fact);
                Optional<Future<Heard>> heard = target.map(t -> running.get(t.alike()));
                readings.put(
                        fact,
                        heard.isPresent()
                                ? finished(heard.get(), deadline).reading(target.orElseThrow(), clock.instant())
                                : notRead(fact));
            }
            return readings;
        } finally {
            executor.shutdownNow();
        }
    }

    /// What is to be called: facts that differ only in their number of connections share the most of them.
    private static Collection<Target> calls(Collection<Fact> facts) {
        Map<Target, Target> most = new LinkedHashMap<>();
        facts.stream()
                .flatMap(fact -> Target.of(fact).stream())
                .forEach(t -> most.merge(t.alike(), t, (a, b) -> a.connections() >= b.connections() ? a : b));
        return most.values();
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

    private static Heard finished(Future<Heard> future, Duration deadline) {
        try {
            return future.get(deadline.plus(MARGIN).toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Heard.Nothing(Reason.NO_ANSWER, "the wait was interrupted");
        } catch (TimeoutException e) {
            return new Heard.Nothing(Reason.NO_ANSWER, "no connection ended in time");
        } catch (ExecutionException e) {
            throw new IllegalStateException("a connection failed in a way it must not", e.getCause());
        }
    }

    /// Silence may be the vantage's own, whose connection has just died: only two that hear nothing are believed
    /// (P4).
    private Heard read(Target target, Semaphore slots, long end) {
        List<String> tried = new ArrayList<>();
        List<String> silent = new ArrayList<>();
        List<String> doubts = new ArrayList<>();
        for (Vantage vantage : vantages.apply(target.host())) {
            Volley.Shots shots = new Volley(vantage, target, slots, end, measured).fire();
            List<Outcome> outcomes = shots.outcomes();
            boolean heard = outcomes.stream().anyMatch(o -> !o.silent());
            if (heard || (!outcomes.isEmpty() && !silent.isEmpty())) {
                return new Heard.Something(vantage, shots);
            }
            shots.doubt().ifPresent(doubts::add);
            (outcomes.isEmpty() ? tried : silent).add(vantage.node());
        }
        if (!silent.isEmpty()) {
            return new Heard.Nothing(
                    Reason.NO_ANSWER,
                    "nothing was heard from %s, but only %s listened".formatted(target.server(), silent.getFirst()));
        }
        if (!doubts.isEmpty()) {
            return new Heard.Nothing(
                    Reason.NO_ANSWER,
                    "of the connections to %s %s".formatted(target.server(), String.join("; ", doubts)));
        }
        return new Heard.Nothing(
                Reason.UNREACHABLE,
                tried.isEmpty()
                        ? "there is no node to reach %s from".formatted(target.server())
                        : "no connection could be made from %s".formatted(String.join(", ", tried)));
    }
}
