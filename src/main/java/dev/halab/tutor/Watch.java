package dev.halab.tutor;

import dev.halab.json.Json;
import dev.halab.problem.HalabException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/// Breaks a machine, and asks the endpoint meanwhile and for a while after it. It mends nothing.
final class Watch {
    /// So often the endpoint is asked, and so much time it has.
    private static final Duration EVERY = Duration.ofMillis(200);

    static final Duration LIMIT = Duration.ofSeconds(1);

    /// For one that overlooks its limit.
    private static final Duration GRACE = Duration.ofSeconds(1);

    /// The machine itself, and another that stays, are asked once in as many probes of the endpoint.
    private static final int SELDOM = 5;

    /// No provider takes so long to break a machine.
    private static final Duration LONGEST_BREAKING = Duration.ofMinutes(3);

    private final DrillOrder order;
    private final List<Asker> askers;
    private final World world;
    private final Duration start;
    private final List<CompletableFuture<Sighting>> probes = new ArrayList<>();
    private final List<CompletableFuture<Sighting>> itself = new ArrayList<>();
    private final List<CompletableFuture<Sighting>> other = new ArrayList<>();
    private CompletableFuture<Duration> breaking = CompletableFuture.completedFuture(Duration.ZERO);

    /// @param askers who ask in turn; never empty
    Watch(DrillOrder order, List<Asker> askers, World world) {
        this.order = order;
        this.askers = List.copyOf(askers);
        this.world = world;
        this.start = world.pace().uptime();
    }

    /// Breaks the machine and watches, until the window is over, breaking fails or the thread is interrupted.
    void run() {
        breaking = CompletableFuture.supplyAsync(this::breakIt, world.beside());
        long turn = 0;
        while (!over()) {
            ask();
            turn = Math.max(turn + 1, elapsed().dividedBy(EVERY));
            Duration rest = EVERY.multipliedBy(turn).minus(elapsed());
            if (rest.isPositive()) {
                world.pace().pause(rest);
            }
        }
    }

    private Duration breakIt() {
        world.provider().power(order.fault(), order.node());
        return elapsed();
    }

    private Duration elapsed() {
        return world.pace().uptime().minus(start);
    }

    private boolean over() {
        if (Thread.currentThread().isInterrupted() || breaking.isCompletedExceptionally()) {
            return true;
        }
        return broken().map(done -> done.plus(order.window()))
                        .orElse(LONGEST_BREAKING)
                        .compareTo(elapsed())
                <= 0;
    }

    /// When the machine was broken; empty if it is not yet.
    private Optional<Duration> broken() {
        return breaking.isDone() && !breaking.isCompletedExceptionally()
                ? Optional.of(breaking.join())
                : Optional.empty();
    }

    private void ask() {
        int turn = probes.size();
        boolean broken = broken().isPresent();
        Duration at = elapsed();
        Asker asker = askers.get(turn % askers.size());
        probes.add(later(() -> order.endpoint(asker, at, LIMIT)));
        if (turn % SELDOM == 0) {
            other.add(later(() -> order.other(asker, at, LIMIT)));
            if (broken) {
                itself.add(later(() -> order.itself(asker, at, LIMIT)));
            }
        }
    }

    private CompletableFuture<Sighting> later(Supplier<Sighting> sighting) {
        return CompletableFuture.supplyAsync(sighting, world.beside());
    }

    /// Waits until nothing breaks the machine any more, whoever interrupts: what is mended before that would
    /// be broken again.
    ///
    /// @return why it could not be broken, or not in time; empty if it was
    Optional<String> ended() {
        try {
            Duration done = breaking.join();
            return done.compareTo(LONGEST_BREAKING) < 0
                    ? Optional.empty()
                    : Optional.of("it took %d s".formatted(done.toSeconds()));
        } catch (CompletionException e) {
            if (e.getCause() instanceof HalabException known) {
                return Optional.of(known.problem().why());
            }
            throw new IllegalStateException("breaking %s".formatted(order.node()), e.getCause());
        }
    }

    /// Waits for the last probes. To be called before the machine is mended, which would answer them.
    void hear() {
        probes.forEach(this::heard);
        itself.forEach(this::heard);
        other.forEach(this::heard);
    }

    private void heard(CompletableFuture<Sighting> probe) {
        try {
            probe.get(LIMIT.plus(GRACE).toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (TimeoutException e) {
            // left out: a time in which nothing was asked says nothing
            probe.cancel(true);
        } catch (ExecutionException e) {
            throw new IllegalStateException("a probe failed in a way it must not", e.getCause());
        }
    }

    /// Adds what was seen.
    void tell(Json.Builder told) {
        told.put("done", breaking.join().toMillis())
                .put("window", order.window().toMillis())
                .put("probes", Sighting.texts(done(probes)))
                .put("itself", Sighting.texts(done(itself)))
                .put("other", Sighting.texts(done(other)));
    }

    private static List<Sighting> done(List<CompletableFuture<Sighting>> probes) {
        return probes.stream()
                .filter(p -> p.isDone() && !p.isCompletedExceptionally())
                .map(CompletableFuture::join)
                .toList();
    }
}
