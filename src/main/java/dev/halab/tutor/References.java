package dev.halab.tutor;

import dev.halab.attempt.Attempt;
import dev.halab.lab.Course;
import dev.halab.lab.Lab;
import dev.halab.lab.Task;
import dev.halab.problem.DidYouMean;
import dev.halab.problem.HalabException;
import dev.halab.problem.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What `LAB`, `LAB/TASK` and `TASK` on the command line mean.
///
/// @param course the course
/// @param attempt where the learner stands: a bare task name is looked for in the current lab
public record References(Course course, Attempt attempt) {
    /// The lab of that id, or that of `LAB/TASK`; the current one, else the first, if `reference` is empty.
    public Lab lab(String reference) {
        if (reference.isEmpty()) {
            return attempt.lab().or(() -> course.labs().stream().findFirst()).orElseThrow(References::noLabs);
        }
        String id = reference.contains("/") ? reference.substring(0, reference.indexOf('/')) : reference;
        return course.lab(id).orElseThrow(() -> unknown(reference));
    }

    /// The task that `reference` names, empty if it names a lab or nothing.
    public Optional<Task> task(String reference) {
        if (reference.isEmpty() || course.lab(reference).isPresent()) {
            return Optional.empty();
        }
        Optional<Task> task =
                reference.contains("/") ? course.task(reference) : attempt.lab().flatMap(l -> l.task(reference));
        return Optional.of(task.orElseThrow(() -> unknown(reference)));
    }

    /// The task that `reference` names, or the current one if it is empty.
    public Task taskOrCurrent(String reference) {
        if (reference.isEmpty()) {
            return attempt.current()
                    .orElseThrow(() -> HalabException.usage(new Problem(
                            "No task is open",
                            "nothing was started yet",
                            course.labs().isEmpty()
                                    ? "halab labs"
                                    : "halab start " + course.labs().getFirst().id())));
        }
        return task(reference).orElseGet(() -> {
            Lab lab = lab(reference);
            return attempt.firstOpen(lab).orElse(lab.tasks().getLast());
        });
    }

    private HalabException unknown(String reference) {
        List<String> known = new ArrayList<>();
        course.labs().forEach(l -> {
            known.add(l.id());
            l.tasks().forEach(t -> known.add(t.id()));
        });
        attempt.lab().ifPresent(l -> l.tasks().forEach(t -> known.add(t.name())));
        return HalabException.usage(new Problem(
                "'%s' is no lab and no task%s".formatted(reference, DidYouMean.suffix(reference, known)),
                "the labs are: "
                        + String.join(", ", course.labs().stream().map(Lab::id).toList()),
                "halab labs"));
    }

    private static HalabException noLabs() {
        return HalabException.usage(new Problem("There are no labs", "the course is empty", "halab lint"));
    }
}
