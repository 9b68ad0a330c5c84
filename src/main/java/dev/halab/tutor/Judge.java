package dev.halab.tutor;

import dev.halab.attempt.TaskProgress;
import dev.halab.check.Round;
import dev.halab.check.Timeline;
import dev.halab.fact.Fact;
import dev.halab.fact.Reading;
import dev.halab.fact.Snapshot;
import dev.halab.lab.Task;
import dev.halab.report.CheckReport;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
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

    Judge(World world, RandomGenerator random) {
        this.world = world;
        this.random = random;
    }

    /// Judges until everything is settled, or once. An interrupt ends the waiting: the last whole round counts.
    ///
    /// @param unsettled told every round that is followed by another
    CheckReport judge(Task task, TaskProgress progress, Patience patience, Consumer<CheckReport> unsettled) {
        Instant at = world.clock().instant();
        Duration start = world.pace().uptime();
        Timeline timeline = Timeline.start();
        CheckReport last = null;
        for (int number = 1; ; number++) {
            Snapshot snapshot = observe(Round.facts(task.checks(), timeline), number, progress, patience);
            if (last != null && Thread.currentThread().isInterrupted()) {
                return last;
            }
            Duration elapsed = world.pace().uptime().minus(start);
            Round round = Round.judge(task.checks(), snapshot, elapsed, timeline);
            timeline = round.timeline();
            last = new CheckReport(task, world.provider().name(), at, elapsed, round.results());
            if (round.settled()
                    || patience != Patience.UNTIL_SETTLED
                    || Thread.currentThread().isInterrupted()) {
                return last;
            }
            unsettled.accept(last);
            world.pace().pause(pauseAfter(number));
            if (Thread.currentThread().isInterrupted()) {
                return last;
            }
        }
    }

    /// Reads what may be read; what a write would have to be tried for stays unseen if nobody asked.
    private Snapshot observe(Set<Fact> facts, int number, TaskProgress progress, Patience patience) {
        Set<Fact> read = new LinkedHashSet<>(facts);
        if (patience == Patience.UNASKED) {
            read.removeIf(fact -> fact.source().equals(Fact.WRITE));
        }
        Snapshot seen = world.observe(read, number, progress.baseline());
        if (read.size() == facts.size()) {
            return seen;
        }
        Map<Fact, Reading> readings = new HashMap<>(seen.readings());
        facts.forEach(fact -> readings.putIfAbsent(fact, UNTRIED));
        return new Snapshot(seen.epoch(), seen.at(), readings, seen.baseline());
    }

    /// Many learners of one classroom must not ask in step.
    private Duration pauseAfter(int round) {
        long millis = PAUSES.get(Math.min(round, PAUSES.size()) - 1).toMillis();
        return Duration.ofMillis(millis * 9 / 10 + random.nextLong(millis / 5 + 1));
    }
}
