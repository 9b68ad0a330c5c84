package dev.halab.console;

import dev.halab.attempt.TaskProgress;
import dev.halab.check.Mismatch;
import dev.halab.check.Result;
import dev.halab.check.Severity;
import dev.halab.check.Verdict;
import dev.halab.lab.Task;
import dev.halab.problem.Problem;
import dev.halab.report.CheckReport;
import dev.halab.report.TaskVerdict;
import dev.halab.tutor.Hint;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/// What there is to say, as lines that begin with what they are. No colours, no boxes, nothing moves.
final class Lines {
    private Lines() {}

    static List<String> problem(Problem problem) {
        List<String> lines = new ArrayList<>();
        lines.add("PROBLEM: " + problem.what());
        problem.why().lines().forEach(l -> lines.add("WHY: " + l));
        lines.add("NEXT: " + problem.next());
        return lines;
    }

    static List<String> task(Task task, TaskProgress progress) {
        List<String> lines = new ArrayList<>();
        lines.add("TASK %s: %s".formatted(task.id(), task.title()));
        lines.add("WORTH: %d points, about %d minutes".formatted(task.points(), task.minutes()));
        lines.add("STANDING: " + standing(progress));
        task.text().strip().replaceFirst("^# .*\\R?", "").strip().lines().forEach(lines::add);
        pages(lines, task.pages());
        task.checks().stream()
                .filter(c -> c.kind().equals("answer"))
                .forEach(c ->
                        lines.add("QUESTION %s: %s (type: answer %s VALUE)".formatted(c.name(), c.title(), c.name())));
        return lines;
    }

    static String standing(TaskProgress progress) {
        String shown = progress.shown() ? ", solution shown" : "";
        if (progress.passed().isPresent()) {
            String now = switch (progress.verdict()) {
                case "unknown" -> "cannot be seen now";
                case "wait" -> "not settled now";
                default -> progress.holds() ? "holds now" : "does not hold now";
            };
            return "achieved, " + now + shown;
        }
        return (progress.opened().isPresent() ? "open" : "not begun") + shown;
    }

    static List<String> report(CheckReport report) {
        List<String> lines = new ArrayList<>();
        List<Result> results = report.results();
        for (int i = 0; i < results.size(); i++) {
            result(lines, results.get(i), "CHECK %d of %d".formatted(i + 1, results.size()));
        }
        long passing = report.counting().stream()
                .filter(r -> r.verdict() instanceof Verdict.Pass)
                .count();
        lines.add("RESULT: %s, %d of %d checks pass, %d of %d points"
                .formatted(
                        word(report.verdict()),
                        passing,
                        report.counting().size(),
                        report.earned(),
                        report.task().points()));
        return lines;
    }

    private static String word(TaskVerdict verdict) {
        return switch (verdict) {
            case PASS -> "done";
            case FAIL -> "not yet";
            case WAIT -> "not settled yet";
            case UNKNOWN -> "could not see all of it; nothing that was seen is wrong";
        };
    }

    private static void result(List<String> lines, Result result, String number) {
        String advice = result.check().severity() == Severity.SHOULD ? " (advice)" : "";
        String title = result.check().title();
        switch (result.verdict()) {
            case Verdict.Pass ignored -> lines.add("%s PASSED%s: %s".formatted(number, advice, title));
            case Verdict.Fail(Mismatch m) -> {
                lines.add("%s FAILED%s: %s".formatted(number, advice, title));
                mismatch(lines, m);
            }
            case Verdict.Wait(Mismatch m) -> {
                lines.add("%s NOT SETTLED%s: %s".formatted(number, advice, title));
                mismatch(lines, m);
            }
            case Verdict.Unknown u ->
                lines.add("%s UNKNOWN%s: %s. %s: %s"
                        .formatted(number, advice, title, u.reason().word(), u.detail()));
            case Verdict.Blocked(List<String> by) ->
                lines.add("%s BLOCKED%s: %s. It waits for %s"
                        .formatted(
                                number,
                                advice,
                                title,
                                by.stream()
                                        .map(id -> id.substring(id.lastIndexOf('/') + 1))
                                        .collect(Collectors.joining(", "))));
        }
        result.advice().forEach(a -> lines.add("  ADVICE: " + a));
        if (!result.unjudged().isEmpty() && !(result.verdict() instanceof Verdict.Blocked)) {
            lines.add("  LEFT OUT: " + result.unjudged());
        }
    }

    private static void mismatch(List<String> lines, Mismatch m) {
        lines.add("  EXPECTED: " + m.expected());
        lines.add("  ACTUAL: " + m.actual());
        if (!m.where().isEmpty()) {
            lines.add("  WHERE: " + m.where());
        }
        lines.add("  CAUSE: " + m.cause());
    }

    static List<String> hint(Hint hint) {
        List<String> lines = new ArrayList<>();
        lines.add("HINT %d of %d for %s, cause %s%s"
                .formatted(
                        hint.rung(),
                        hint.of(),
                        hint.check().isEmpty() ? hint.task() : hint.check(),
                        hint.cause(),
                        hint.turn() == Hint.Turn.AGAIN ? " (shown before; it is the last)" : ""));
        hint.text().strip().lines().forEach(lines::add);
        pages(lines, hint.pages());
        return lines;
    }

    private static void pages(List<String> lines, List<String> titles) {
        titles.forEach(title -> lines.add("EXAM PAGE: " + title));
    }
}
