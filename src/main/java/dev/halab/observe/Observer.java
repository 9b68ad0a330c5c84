package dev.halab.observe;

import dev.halab.cluster.Cluster;
import dev.halab.cluster.WriteTrial;
import dev.halab.fact.Fact;
import dev.halab.fact.Reading;
import dev.halab.fact.Reading.Reason;
import dev.halab.fact.Snapshot;
import dev.halab.fact.Source;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/// Reads the facts of a round from all their sources at once. A source that is dead costs only its own deadline, and
/// what
/// the others said is handed on meanwhile. Every text is reduced by `Redaction` before anyone sees it (P8).
public final class Observer {
    /// The longest that one source may take, unless it is known to be slow.
    public static final Duration DEADLINE = Duration.ofSeconds(4);

    /// For a source that overlooks its deadline.
    private static final Duration GRACE = Duration.ofMillis(500);

    private final Map<String, SourceRead.Asked> sources;
    private final Map<String, Duration> deadlines;
    private final Cluster cluster;
    private final InstantSource clock;
    private final Duration deadline;

    /// @param sources nodes by name, and what answers for `wire` and `tutor`
    /// @param cluster answers for `api`, and has what certificate keys are tried on
    /// @param clock the host's clock
    public Observer(Map<String, ? extends Source> sources, Cluster cluster, InstantSource clock) {
        this(sources, cluster, clock, DEADLINE);
    }

    /// @param deadline the longest that one source may take
    public Observer(Map<String, ? extends Source> sources, Cluster cluster, InstantSource clock, Duration deadline) {
        this.sources = new HashMap<>();
        sources.forEach((name, source) -> this.sources.put(name, source::read));
        this.sources.put(Fact.API, cluster::read);
        this.deadlines = new HashMap<>();
        this.cluster = cluster;
        this.clock = clock;
        this.deadline = deadline;
    }

    /// The same, with `writes` to answer for `write`, with more time than the others have.
    public Observer trying(WriteTrial writes) {
        Observer more = new Observer(Map.of(), cluster, clock, deadline);
        more.sources.putAll(sources);
        more.sources.put(Fact.WRITE, writes::attempt);
        more.deadlines.put(Fact.WRITE, deadline.compareTo(WriteTrial.LONGEST) > 0 ? deadline : WriteTrial.LONGEST);
        return more;
    }

    /// Reads `facts` and waits for all of them.
    ///
    /// @param epoch number of the round
    /// @param baseline what was read when the task was opened; empty if nothing was
    public Snapshot observe(Set<Fact> facts, long epoch, Map<Fact, Reading> baseline) {
        return observe(facts, epoch, baseline, (source, readings) -> {});
    }

    /// Reads `facts`, waits for all of them, and hands on what each source said as soon as it has said it.
    /// `arrivals` is
    /// called on the caller's thread. Interruption ends the wait; what has not come by then is unseen.
    public Snapshot observe(Set<Fact> facts, long epoch, Map<Fact, Reading> baseline, Arrivals arrivals) {
        Map<String, Set<Fact>> bySource = new LinkedHashMap<>();
        facts.forEach(f ->
                bySource.computeIfAbsent(f.source(), s -> new LinkedHashSet<>()).add(f));
        Map<Fact, Reading> readings = new HashMap<>();
        collect(bySource, (source, read) -> {
            readings.putAll(read);
            arrivals.arrived(source, read);
        });
        return new Snapshot(epoch, clock.instant(), readings, baseline);
    }

    private void collect(Map<String, Set<Fact>> bySource, Arrivals arrivals) {
        ExecutorService executor = Executors.newThreadPerTaskExecutor(
                Thread.ofVirtual().name("read-", 0).factory());
        ExecutorCompletionService<SourceRead> reads = new ExecutorCompletionService<>(executor);
        Map<String, Set<Fact>> awaited = new LinkedHashMap<>(bySource);
        long start = System.nanoTime();
        try {
            SealedValue sealed = sealed(bySource, executor);
            bySource.forEach((name, facts) ->
                    reads.submit(() -> SourceRead.of(name, sources.get(name), facts, deadlineOf(name), sealed)));
            while (!awaited.isEmpty()) {
                String first = firstToEnd(awaited.keySet());
                long end = start + deadlineOf(first).plus(GRACE).toNanos();
                SourceRead read = next(reads, end).orElseGet(() -> late(first, awaited.getOrDefault(first, Set.of())));
                // a source that was given up may answer after all, while another is waited for
                if (awaited.remove(read.source()) != null) {
                    arrivals.arrived(read.source(), read.readings());
                }
            }
        } finally {
            // not close(): that would wait for a source which overlooks its deadline
            executor.shutdownNow();
        }
    }

    private SealedValue sealed(Map<String, Set<Fact>> bySource, Executor executor) {
        boolean needed = bySource.values().stream().flatMap(Set::stream).anyMatch(SourceRead::isJoinCommand);
        return needed ? SealedValue.fetchedFrom(cluster, deadline, executor) : SealedValue.notNeeded();
    }

    private static Optional<SourceRead> next(ExecutorCompletionService<SourceRead> reads, long end) {
        try {
            Future<SourceRead> done = reads.poll(end - System.nanoTime(), TimeUnit.NANOSECONDS);
            return done == null ? Optional.empty() : Optional.of(done.get());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        } catch (ExecutionException e) {
            throw new IllegalStateException("a source failed in a way it must not", e.getCause());
        }
    }

    private Duration deadlineOf(String source) {
        return deadlines.getOrDefault(source, deadline);
    }

    private String firstToEnd(Set<String> sources) {
        return sources.stream().min(Comparator.comparing(this::deadlineOf)).orElseThrow();
    }

    private SourceRead late(String source, Set<Fact> facts) {
        long millis = deadlineOf(source).toMillis();
        Reading nothing = new Reading.Unseen(Reason.NO_ANSWER, "nothing within %d ms".formatted(millis));
        return new SourceRead(source, SourceRead.all(facts, nothing));
    }

    /// Called for every source as its readings arrive.
    @FunctionalInterface
    public interface Arrivals {
        /// `source` has answered, with a reading for each of its facts.
        void arrived(String source, Map<Fact, Reading> readings);
    }
}
