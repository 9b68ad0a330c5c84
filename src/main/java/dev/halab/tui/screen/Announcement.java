package dev.halab.tui.screen;

import dev.halab.check.Result;
import dev.halab.check.Verdict;
import dev.halab.report.CheckReport;
import dev.halab.report.TaskVerdict;
import dev.halab.tui.Role;
import java.util.Optional;

/// What is said, once and in words, when a verdict changed.
final class Announcement {
    /// A sentence and how it is meant.
    record Sentence(Role role, String text) {}

    private Announcement() {}

    static Optional<Sentence> of(Optional<CheckReport> before, CheckReport now) {
        boolean passedBefore =
                before.filter(r -> r.verdict() == TaskVerdict.PASS).isPresent();
        if (now.verdict() == TaskVerdict.PASS) {
            return passedBefore
                    ? Optional.empty()
                    : Optional.of(new Sentence(
                            Role.OK,
                            "Task done: every check of %s passes"
                                    .formatted(now.task().name())));
        }
        if (before.isEmpty()) {
            return Optional.of(sum(now));
        }
        Optional<Sentence> first =
                now.counting().stream().flatMap(r -> change(before, r).stream()).findFirst();
        return passedBefore ? Optional.of(lost(now.verdict(), first)) : first;
    }

    /// What is said of a task that passed before. That nobody can see it is not that it does not hold.
    private static Sentence lost(TaskVerdict now, Optional<Sentence> first) {
        String detail = first.map(Sentence::text).orElse("see the checks");
        return switch (now) {
            case UNKNOWN -> new Sentence(Role.WARN, "The task held when it was last seen; now " + detail);
            case WAIT -> new Sentence(Role.WAIT, "The task held and is not settled any more: " + detail);
            case PASS, FAIL -> new Sentence(Role.FAIL, "The task held and does not any more: " + detail);
        };
    }

    /// What the first look says.
    private static Sentence sum(CheckReport now) {
        long passing = now.counting().stream()
                .filter(r -> r.verdict() instanceof Verdict.Pass)
                .count();
        String failing = now.counting().stream()
                .filter(r -> !(r.verdict() instanceof Verdict.Pass))
                .findFirst()
                .flatMap(r -> change(Optional.empty(), r))
                .map(s -> "; " + s.text())
                .orElse("");
        return new Sentence(
                Role.TEXT,
                "%d of %d checks pass%s".formatted(passing, now.counting().size(), failing));
    }

    private static Optional<Sentence> change(Optional<CheckReport> before, Result now) {
        String old = before.stream()
                .flatMap(r -> r.results().stream())
                .filter(r -> r.check().id().equals(now.check().id()))
                .map(r -> r.verdict().word())
                .findFirst()
                .orElse("");
        if (old.equals(now.verdict().word())) {
            return Optional.empty();
        }
        String name = now.check().name();
        return switch (now.verdict()) {
            case Verdict.Pass ignored -> Optional.of(new Sentence(Role.OK, name + " passes now"));
            case Verdict.Fail(var m) ->
                Optional.of(new Sentence(Role.FAIL, "%s fails: %s".formatted(name, m.actual())));
            case Verdict.Wait(var m) ->
                Optional.of(new Sentence(Role.WAIT, "%s is not settled: %s".formatted(name, m.actual())));
            case Verdict.Unknown u ->
                Optional.of(new Sentence(Role.WARN, "%s could not be seen: %s".formatted(name, u.detail())));
            case Verdict.Blocked ignored -> Optional.empty();
        };
    }
}
