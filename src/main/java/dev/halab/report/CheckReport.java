package dev.halab.report;

import dev.halab.check.Result;
import dev.halab.check.Severity;
import dev.halab.lab.Task;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.UnaryOperator;

/// A task as it was judged.
///
/// @param task the task
/// @param provider name of the provider; `recording` if facts were read from a file
/// @param at when judging began
/// @param took how long it took
/// @param results one per check of the task, in order
public record CheckReport(Task task, String provider, Instant at, Duration took, List<Result> results) {
    public CheckReport {
        results = List.copyOf(results);
    }

    /// The same report with other results in place of its own.
    public CheckReport with(UnaryOperator<Result> change) {
        return new CheckReport(
                task, provider, at, took, results.stream().map(change).toList());
    }

    public TaskVerdict verdict() {
        return TaskVerdict.of(results);
    }

    /// The points that the passing checks earn.
    public int earned() {
        return counting().stream().mapToInt(Result::earned).sum();
    }

    /// The results that decide: severity `must`.
    public List<Result> counting() {
        return results.stream()
                .filter(r -> r.check().severity() == Severity.MUST)
                .toList();
    }

    /// The results of severity `should`.
    public List<Result> advising() {
        return results.stream()
                .filter(r -> r.check().severity() == Severity.SHOULD)
                .toList();
    }

    /// The id of the task's lab.
    public String lab() {
        return task.id().substring(0, Math.max(0, task.id().indexOf('/')));
    }
}
