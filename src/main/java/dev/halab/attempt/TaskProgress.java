package dev.halab.attempt;

import dev.halab.fact.Fact;
import dev.halab.fact.Reading;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What the events say of one task.
///
/// @param task its full id
/// @param opened when it was last opened
/// @param passed when it first passed
/// @param verdict the last verdict; empty if it was never judged
/// @param earned the most points that the learner earned before the answer was shown
/// @param holds whether it passed when it was last seen and the lab was not set back since; `verdict` says
///     whether it can be seen now
/// @param shown whether the answer was replayed before the task first passed
/// @param rungs by check and cause (see `rung`), the highest hint shown
/// @param answers by check, the last answer given
/// @param baseline what was read when it was last opened
/// @param faults the faults applied when it was last opened
public record TaskProgress(
        String task,
        Optional<Instant> opened,
        Optional<Instant> passed,
        String verdict,
        int earned,
        boolean holds,
        boolean shown,
        Map<String, Integer> rungs,
        Map<String, String> answers,
        Map<Fact, Reading> baseline,
        List<String> faults) {
    public TaskProgress {
        rungs = Map.copyOf(rungs);
        answers = Map.copyOf(answers);
        baseline = Map.copyOf(baseline);
        faults = List.copyOf(faults);
    }

    /// Nothing has happened.
    static TaskProgress none(String task) {
        return new TaskProgress(
                task, Optional.empty(), Optional.empty(), "", 0, false, false, Map.of(), Map.of(), Map.of(), List.of());
    }

    /// The highest hint shown for a cause of a check; 0 if none.
    public int rung(String check, String cause) {
        return rungs.getOrDefault(key(check, cause), 0);
    }

    /// How many hints were shown in all.
    public int hints() {
        return rungs.values().stream().mapToInt(Integer::intValue).sum();
    }

    static String key(String check, String cause) {
        return check + " " + cause;
    }
}
