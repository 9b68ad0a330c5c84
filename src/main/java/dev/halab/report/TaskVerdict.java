package dev.halab.report;

import dev.halab.check.Result;
import dev.halab.check.Severity;
import dev.halab.check.Verdict;
import dev.halab.problem.ExitStatus;
import java.util.Collection;
import java.util.List;

/// What the checks of a task, or the tasks of a lab, come to.
public enum TaskVerdict {
    /// Every check that counts passes.
    PASS("pass", ExitStatus.OK),
    /// Something is wrong.
    FAIL("fail", ExitStatus.NOT_YET),
    /// Nothing is wrong, and something converges.
    WAIT("wait", ExitStatus.NOT_YET),
    /// Nothing is wrong as far as it could be read.
    UNKNOWN("unknown", ExitStatus.UNOBSERVED);

    private final String word;
    private final ExitStatus status;

    TaskVerdict(String word, ExitStatus status) {
        this.word = word;
        this.status = status;
    }

    public String word() {
        return word;
    }

    /// The exit status of a command that reports it.
    public ExitStatus status() {
        return status;
    }

    /// The verdict of a task. Only checks of severity `must` count; without any there is no evidence, so nothing is
    /// known.
    public static TaskVerdict of(List<Result> results) {
        List<Verdict> verdicts = results.stream()
                .filter(r -> r.check().severity() == Severity.MUST)
                .map(Result::verdict)
                .toList();
        if (verdicts.stream().anyMatch(Verdict.Fail.class::isInstance)) {
            return FAIL;
        }
        if (verdicts.isEmpty() || verdicts.stream().anyMatch(Verdict.Unknown.class::isInstance)) {
            return UNKNOWN;
        }
        if (verdicts.stream().anyMatch(Verdict.Wait.class::isInstance)) {
            return WAIT;
        }
        return verdicts.stream().allMatch(Verdict.Pass.class::isInstance) ? PASS : FAIL;
    }

    /// The verdict of a lab: the first of fail, unknown, wait that a task has, else pass; unknown if there is no
    /// task.
    public static TaskVerdict ofTasks(Collection<TaskVerdict> tasks) {
        for (TaskVerdict verdict : List.of(FAIL, UNKNOWN, WAIT)) {
            if (tasks.contains(verdict)) {
                return verdict;
            }
        }
        return tasks.isEmpty() ? UNKNOWN : PASS;
    }
}
