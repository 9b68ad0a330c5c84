package dev.halab.tutor;

import dev.halab.attempt.Attempt;
import dev.halab.attempt.Event;
import dev.halab.check.Mismatch;
import dev.halab.check.Result;
import dev.halab.check.Verdict;
import dev.halab.report.CheckReport;
import java.util.HashMap;
import java.util.Map;

/// Writes events and says what follows from them.
final class Journal {
    private final World world;

    Journal(World world) {
        this.world = world;
    }

    Attempt attempt() {
        return Attempt.of(world.course(), world.events().events());
    }

    void record(Event event) {
        world.events().append(world.clock().instant(), event);
    }

    void judged(CheckReport report) {
        Map<String, String> causes = new HashMap<>();
        for (Result result : report.counting()) {
            if (result.verdict() instanceof Verdict.Fail(Mismatch mismatch)) {
                causes.put(result.check().id(), mismatch.cause());
            }
        }
        record(new Event.Checked(
                report.task().id(),
                report.verdict().word(),
                report.earned(),
                report.task().points(),
                causes));
    }
}
