package dev.halab.tutor;

import dev.halab.attempt.TaskProgress;
import dev.halab.check.Check;
import dev.halab.check.Round;
import dev.halab.check.Timeline;
import dev.halab.fact.Fact;
import dev.halab.fact.Reading;
import dev.halab.fact.Snapshot;
import dev.halab.lab.Task;
import dev.halab.problem.HalabException;
import dev.halab.report.CheckReport;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/// Judges a task in rounds: reads, judges, and waits a little longer before each further round.
final class Judge {
    private static final List<Duration> PAUSES =
            List.of(Duration.ofMillis(250), Duration.ofSeconds(1), Duration.ofSeconds(2));

    private static final Reading UNTRIED = new Reading.Unseen(
            Reading.Reason.NOT_READ, "a write is tried only when somebody asks: halab check, or c on the screen");

    private final World world;
    private final RandomGenerator random;
    private final Lock lock;
    private final Drill drill;

    /// Who holds the lab while a machine is broken.
    enum Lock {
        /// The judge takes it for that.
        TAKEN,
        /// Whoever called has it.
        HELD
    }

    Judge(World world, RandomGenerator random) {
        this(world, random, Lock.TAKEN);
    }

    Judge(World world, RandomGenerator random, Lock lock) {
        this.world = world;
        this.random = random;
        this.lock = lock;
        this.drill = new Drill(world);
    }

    /// Judges until everything is settled, or once. An interrupt ends the waiting: the last whole round counts.
    ///
    /// Checks for which a machine has to be broken come last, each once, and only where there is time to wait.
    ///
    /// @param unsettled told every round that is followed by another
    CheckReport judge(Task task, TaskProgress progress, Patience patience, Consumer<CheckReport> unsettled) {
        mendWhatWasLeft();
        Instant at = world.clock().instant();
        Duration start = world.pace().uptime();
        Timeline timeline = Timeline.start();
        Map<Fact, Reading> drilled = new HashMap<>();
        CheckReport last = null;
        for (int number = 1; ; number++) {
            Snapshot snapshot = observe(Round.facts(task.checks(), timeline), number, progress, patience, drilled);
            if (last != null && Thread.currentThread().isInterrupted()) {
                return last;
            }
            Duration elapsed = world.pace().uptime().minus(start);
            Round round = Round.judge(task.checks(), snapshot, elapsed, timeline);
            timeline = round.timeline().without(Drills.open(task.checks(), drilled));
            last = new CheckReport(task, world.provider().name(), at, elapsed, round.results());
            if (patience != Patience.UNTIL_SETTLED || Thread.currentThread().isInterrupted()) {
                return last;
            }
            Optional<Check> due = round.settled() ? Drills.due(task.checks(), round, drilled) : Optional.empty();
            if (due.isPresent()) {
                unsettled.accept(Drills.announced(last, due.get()));
                due.get().claim().facts().stream()
                        .filter(Drills::isOne)
                        .forEach(fact -> drilled.computeIfAbsent(fact, f -> drill(task, f)));
            } else if (round.settled()) {
                return last;
            } else {
                unsettled.accept(last);
                world.pace().pause(pauseAfter(number));
            }
            if (Thread.currentThread().isInterrupted()) {
                return last;
            }
        }
    }

    /// A check that was killed may have left a machine broken. One that goes on holds the lab.
    private void mendWhatWasLeft() {
        Settling settling = new Settling(world);
        if (settling.standing().containsValue(Settling.DRILL)) {
            try {
                alone(settling::undoDrills);
            } catch (HalabException e) {
                // who holds the lab mends it
                return;
            }
        }
    }

    /// Breaks a machine for a fact, and mends it; unseen while another halab changes the lab.
    Reading drill(Task task, Fact fact) {
        List<Reading> readings = new ArrayList<>();
        try {
            alone(() -> readings.add(drill.run(task.id(), fact)));
        } catch (HalabException e) {
            return new Reading.Unseen(
                    Reading.Reason.NOT_READ,
                    "nothing was broken: " + e.problem().why());
        }
        return readings.getFirst();
    }

    private void alone(Runnable work) {
        switch (lock) {
            case TAKEN -> world.alone("check", work);
            case HELD -> work.run();
        }
    }

    /// Reads what may be read. What a write would have to be tried for stays unseen if nobody asked, and what
    /// a machine would have to be broken for until one was.
    private Snapshot observe(
            Set<Fact> facts, int number, TaskProgress progress, Patience patience, Map<Fact, Reading> drilled) {
        Map<Fact, Reading> readings = new HashMap<>();
        for (Fact fact : facts) {
            if (Drills.isOne(fact)) {
                readings.put(fact, drilled.getOrDefault(fact, Drills.unseen(patience)));
            } else if (patience == Patience.UNASKED && fact.source().equals(Fact.WRITE)) {
                readings.put(fact, UNTRIED);
            }
        }
        Set<Fact> read = new LinkedHashSet<>(facts);
        read.removeAll(readings.keySet());
        Snapshot seen = world.observe(read, number, progress.baseline());
        readings.putAll(seen.readings());
        return new Snapshot(seen.epoch(), seen.at(), readings, seen.baseline());
    }

    /// Many learners of one classroom must not ask in step.
    private Duration pauseAfter(int round) {
        long millis = PAUSES.get(Math.min(round, PAUSES.size()) - 1).toMillis();
        return Duration.ofMillis(millis * 9 / 10 + random.nextLong(millis / 5 + 1));
    }
}
