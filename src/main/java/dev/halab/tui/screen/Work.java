package dev.halab.tui.screen;

import dev.halab.lab.Task;
import dev.halab.report.CheckReport;
import dev.halab.tutor.Hint;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The task at hand and how it was judged.
///
/// @param task the task; empty if none is open
/// @param report how it was judged last
/// @param busy what halab is doing for the learner; empty if nothing
/// @param watching whether it judges by itself
/// @param judged when judging last began
/// @param acted when the learner last typed, or a shell last printed
/// @param hints the hints that were shown
/// @param survey how the nodes stand
/// @param looked when looking at the nodes without being asked last began
public record Work(
        Optional<Task> task,
        Optional<CheckReport> report,
        String busy,
        boolean watching,
        Instant judged,
        Instant acted,
        List<Hint> hints,
        Optional<Survey> survey,
        Instant looked) {
    static final Work NONE = new Work(
            Optional.empty(),
            Optional.empty(),
            "",
            true,
            Instant.EPOCH,
            Instant.EPOCH,
            List.of(),
            Optional.empty(),
            Instant.EPOCH);

    public Work {
        hints = List.copyOf(hints);
    }

    Work on(Task other) {
        return new Work(
                Optional.of(other), Optional.empty(), "", watching, Instant.EPOCH, acted, List.of(), survey, looked);
    }

    Work judged(CheckReport now) {
        return new Work(task, Optional.of(now), busy, watching, judged, acted, hints, survey, looked);
    }

    Work judging(Instant now) {
        return new Work(task, report, "checking", watching, now, acted, hints, survey, looked);
    }

    Work looking(Instant now) {
        return new Work(task, report, busy, watching, judged, acted, hints, survey, now);
    }

    Work busy(String what) {
        return new Work(task, report, what, watching, judged, acted, hints, survey, looked);
    }

    Work watching(boolean on) {
        return new Work(task, report, busy, on, judged, acted, hints, survey, looked);
    }

    Work acted(Instant now) {
        return new Work(task, report, busy, watching, judged, now, hints, survey, looked);
    }

    Work hinted(Hint hint) {
        List<Hint> more = new ArrayList<>(hints);
        more.remove(hint);
        more.removeIf(h -> h.cause().equals(hint.cause())
                && h.rung() == hint.rung()
                && h.check().equals(hint.check()));
        more.add(hint);
        return new Work(task, report, busy, watching, judged, acted, more, survey, looked);
    }

    Work surveyed(Survey now) {
        return new Work(
                task,
                report,
                busy,
                watching,
                judged,
                acted,
                hints,
                Optional.of(survey.map(now::after).orElse(now)),
                looked);
    }
}
