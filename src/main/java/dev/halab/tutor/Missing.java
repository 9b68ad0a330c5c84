package dev.halab.tutor;

import dev.halab.lab.Task;
import dev.halab.report.CheckReport;
import dev.halab.report.TaskVerdict;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/// What a task builds on and what did not pass when it was looked at just now.
///
/// @param reports how each of those tasks was judged, in the order of the lab
public record Missing(List<CheckReport> reports) {
    public Missing {
        reports = List.copyOf(reports);
    }

    public boolean isEmpty() {
        return reports.isEmpty();
    }

    /// The tasks whose answers can be replayed.
    public List<Task> tasks() {
        return reports.stream().map(CheckReport::task).toList();
    }

    /// How long a learner usually takes for them.
    public int minutes() {
        return tasks().stream().mapToInt(Task::minutes).sum();
    }

    /// Names each, and says what was seen of it: what nobody can see is not said to be broken.
    public String words() {
        List<String> parts = new ArrayList<>();
        part(parts, TaskVerdict.FAIL, "does not hold now", "do not hold now");
        part(parts, TaskVerdict.WAIT, "has not settled yet", "have not settled yet");
        part(parts, TaskVerdict.UNKNOWN, "cannot be seen now", "cannot be seen now");
        return String.join(", and on ", parts);
    }

    private void part(List<String> parts, TaskVerdict verdict, String one, String several) {
        List<String> names = reports.stream()
                .filter(r -> r.verdict() == verdict)
                .map(r -> r.task().name())
                .toList();
        if (!names.isEmpty()) {
            parts.add(names.stream().collect(Collectors.joining(", ", "", ", which "))
                    + (names.size() == 1 ? one : several));
        }
    }
}
