package dev.halab.tutor;

import dev.halab.attempt.Event;
import dev.halab.attempt.Recorded;
import dev.halab.check.Check;
import dev.halab.check.Mismatch;
import dev.halab.check.Result;
import dev.halab.check.Round;
import dev.halab.check.Verdict;
import dev.halab.fact.Fact;
import dev.halab.fact.Reading;
import dev.halab.report.CheckReport;
import dev.halab.report.TaskVerdict;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/// Which checks of a task break a machine, and what is known of them while none is broken.
final class Drills {
    private static final Reading LAST = new Reading.Unseen(
            Reading.Reason.NOT_READ, "a machine is broken for it when all other checks have settled");

    private static final Reading UNASKED = new Reading.Unseen(
            Reading.Reason.NOT_READ,
            "a machine is broken only for a check of this very task that waits: halab check TASK, or c on the screen");

    private Drills() {}

    /// Whether a machine has to be broken for it.
    static boolean isOne(Fact fact) {
        return fact.source().equals(Fact.FAULT);
    }

    private static boolean isOne(Check check) {
        return check.claim().facts().stream().anyMatch(Drills::isOne);
    }

    /// What a fact reads as long as no machine was broken for it.
    static Reading unseen(Patience patience) {
        return patience == Patience.UNTIL_SETTLED ? LAST : UNASKED;
    }

    /// The ids of the checks for which a machine is still to be broken.
    static List<String> open(List<Check> checks, Map<Fact, Reading> drilled) {
        return checks.stream()
                .filter(check -> check.claim().facts().stream().anyMatch(f -> isOne(f) && !drilled.containsKey(f)))
                .map(Check::id)
                .toList();
    }

    /// What a machine is to be broken for now: for the first check that is open, and whose needs pass.
    static Optional<Check> due(List<Check> checks, Round round, Map<Fact, Reading> drilled) {
        List<String> open = open(checks, drilled);
        return round.results().stream()
                .filter(r -> open.contains(r.check().id()) && !(r.verdict() instanceof Verdict.Blocked))
                .map(Result::check)
                .findFirst();
    }

    /// The same report, saying of a check that a machine is broken for it now.
    static CheckReport announced(CheckReport report, Check due) {
        Mismatch now = new Mismatch(
                "drill", due.title(), "a machine is broken on purpose for it now, and mended at the end", "this lab");
        return report.with(r ->
                r.check().equals(due) ? new Result(due, new Verdict.Wait(now), List.of(), List.of(), r.unjudged()) : r);
    }

    /// The verdict as far as it can be had without breaking a machine.
    static TaskVerdict verdictWithout(CheckReport report) {
        return TaskVerdict.of(others(Drills::isOne, report));
    }

    /// Whether nothing is left but what somebody has to ask for.
    static boolean nothingLeftUnasked(CheckReport report) {
        List<Result> others = others(Drills::waitsToBeAsked, report);
        return others.isEmpty() || TaskVerdict.of(others) == TaskVerdict.PASS;
    }

    /// Whether it breaks or writes something, which nobody does without being asked.
    private static boolean waitsToBeAsked(Check check) {
        return check.claim().facts().stream()
                .anyMatch(f -> isOne(f) || f.source().equals(Fact.WRITE));
    }

    /// The same report, but with what failed when somebody last asked for it in place of that nobody did now.
    static CheckReport keeping(CheckReport asked, CheckReport report) {
        Map<String, Result> failed = new HashMap<>();
        asked.results().stream()
                .filter(r -> waitsToBeAsked(r.check()) && r.verdict() instanceof Verdict.Fail)
                .forEach(r -> failed.put(r.check().id(), r));
        return report.with(result -> {
            Result then = failed.get(result.check().id());
            return then != null && result.verdict() instanceof Verdict.Unknown ? lastAsked(then) : result;
        });
    }

    private static Result lastAsked(Result then) {
        return then.verdict() instanceof Verdict.Fail(Mismatch mismatch)
                ? new Result(
                        then.check(),
                        Verdict.fail(
                                mismatch.cause(),
                                mismatch.expected(),
                                mismatch.actual() + ", when it was last asked for",
                                mismatch.where()),
                        then.advice(),
                        then.evidence(),
                        then.unjudged())
                : then;
    }

    /// The results without those that are unseen as `excepted` has it, and those that wait for these.
    private static List<Result> others(Predicate<Check> excepted, CheckReport report) {
        Set<String> hanging = new HashSet<>();
        List<Result> others = new ArrayList<>();
        for (Result result : report.results()) {
            boolean unseen = result.verdict() instanceof Verdict.Unknown && excepted.test(result.check());
            boolean behind = result.verdict() instanceof Verdict.Blocked(List<String> by) && hanging.containsAll(by);
            if (unseen || behind) {
                hanging.add(result.check().id());
            } else {
                others.add(result);
            }
        }
        return others;
    }

    /// The first check that counts, that only a broken machine could judge, and that failed when one was last
    /// broken for it; with its cause.
    static Optional<Map.Entry<Check, String>> lastFailure(CheckReport report, List<Recorded> events) {
        return report.counting().stream()
                .filter(r -> r.verdict() instanceof Verdict.Unknown && isOne(r.check()))
                .flatMap(r -> lastCause(report.task().id(), r.check().id(), events).stream()
                        .map(cause -> Map.entry(r.check(), cause)))
                .findFirst();
    }

    /// Rounds in between, which broke nothing, say nothing of it.
    private static Optional<String> lastCause(String task, String check, List<Recorded> events) {
        Optional<String> last = Optional.empty();
        for (Recorded recorded : events) {
            Event event = recorded.event();
            if (!event.task().equals(task)) {
                continue;
            }
            switch (event) {
                case Event.Checked checked
                when checked.causes().containsKey(check) ->
                    last = Optional.ofNullable(checked.causes().get(check));
                case Event.Checked checked when checked.verdict().equals("pass") -> last = Optional.empty();
                case Event.Disturbed disturbed when disturbed.how().equals(Settling.DRILL) -> last = Optional.empty();
                case Event.Reset ignored -> last = Optional.empty();
                case Event.Restored ignored -> last = Optional.empty();
                default -> {}
            }
        }
        return last;
    }
}
