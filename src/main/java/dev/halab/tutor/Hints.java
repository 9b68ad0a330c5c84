package dev.halab.tutor;

import dev.halab.attempt.Event;
import dev.halab.attempt.Recorded;
import dev.halab.attempt.TaskProgress;
import dev.halab.check.Mismatch;
import dev.halab.check.Result;
import dev.halab.check.Verdict;
import dev.halab.lab.Task;
import dev.halab.problem.DidYouMean;
import dev.halab.problem.HalabException;
import dev.halab.problem.Problem;
import dev.halab.report.CheckReport;
import java.util.List;
import java.util.Optional;

/// Climbs the ladder of hints, one rung at a time.
final class Hints {
    private final Journal journal;

    Hints(Journal journal) {
        this.journal = journal;
    }

    /// The next hint for the first check that fails or waits in `report`; empty if none does.
    Optional<Hint> next(CheckReport report, TaskProgress progress) {
        for (Result result : report.counting()) {
            Optional<Mismatch> mismatch = mismatch(result.verdict());
            if (mismatch.isPresent()) {
                return Optional.of(rung(
                        report.task(),
                        progress,
                        result.check().id(),
                        mismatch.get().cause()));
            }
        }
        return Optional.empty();
    }

    /// The next hint for what failed when a machine was last broken for a check that `report` could not judge.
    Optional<Hint> afterDrill(CheckReport report, TaskProgress progress, List<Recorded> events) {
        return Drills.lastFailure(report, events)
                .map(failure -> rung(report.task(), progress, failure.getKey().id(), failure.getValue()));
    }

    /// The next hint for a cause that the learner names.
    Hint forCause(Task task, TaskProgress progress, String cause) {
        if (task.ladder(cause).isEmpty() || !task.hints().containsKey(cause)) {
            throw HalabException.usage(new Problem(
                    "%s has no hint for '%s'%s"
                            .formatted(
                                    task.id(),
                                    cause,
                                    DidYouMean.suffix(cause, task.hints().keySet())),
                    "the causes with hints are: "
                            + String.join(
                                    ", ",
                                    task.hints().keySet().stream().sorted().toList()),
                    "halab hint"));
        }
        return rung(task, progress, "", cause);
    }

    private Hint rung(Task task, TaskProgress progress, String check, String cause) {
        List<String> ladder = task.ladder(cause);
        if (ladder.isEmpty()) {
            throw HalabException.of(new Problem(
                    "There is no hint for this", "%s has none for cause %s".formatted(task.id(), cause), "halab task"));
        }
        int shown = Math.min(progress.rung(check, cause), ladder.size());
        if (shown == ladder.size()) {
            return new Hint(task.id(), check, cause, shown, shown, ladder.getLast(), task.pages(), Hint.Turn.AGAIN);
        }
        journal.record(new Event.Hinted(task.id(), check, cause, shown + 1));
        List<String> pages = shown + 1 == ladder.size() ? task.pages() : List.of();
        return new Hint(task.id(), check, cause, shown + 1, ladder.size(), ladder.get(shown), pages, Hint.Turn.NEW);
    }

    private static Optional<Mismatch> mismatch(Verdict verdict) {
        return switch (verdict) {
            case Verdict.Fail(Mismatch mismatch) -> Optional.of(mismatch);
            // what has merely to hold on needs no hint, but time
            case Verdict.Wait(Mismatch mismatch) ->
                mismatch.cause().equals("holding") ? Optional.empty() : Optional.of(mismatch);
            case Verdict.Pass ignored -> Optional.empty();
            case Verdict.Unknown ignored -> Optional.empty();
            case Verdict.Blocked ignored -> Optional.empty();
        };
    }
}
