package dev.halab.report;

import dev.halab.check.Mismatch;
import dev.halab.check.Result;
import dev.halab.check.Verdict;
import dev.halab.report.Page.Span;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/// A judged task as text: a line per check, the difference where there is one, the sum, and what to do next.
public final class CheckPage {
    private CheckPage() {}

    /// The page of a task.
    public static Page of(CheckReport report, Look look) {
        Page.Builder page = new Page.Builder(look);
        page.lead(
                new Span(Style.STRONG, report.task().id() + "  "),
                Style.PLAIN,
                report.task().title());
        page.gap();
        int names = report.results().stream()
                .mapToInt(r -> r.check().name().length())
                .max()
                .orElse(0);
        report.counting().forEach(r -> result(page, r, names));
        advice(page, report);
        page.gap();
        page.text(style(report.verdict()), summary(report));
        return page.build();
    }

    /// The page of a lab: one line per task, and all of the first task that is not passed.
    public static Page of(LabReport report, Look look) {
        Page.Builder page = new Page.Builder(look);
        for (CheckReport task : report.tasks()) {
            page.lead(
                    mark(task.verdict(), task.task().name()),
                    Style.PLAIN,
                    "%s  %d/%d"
                            .formatted(
                                    task.task().title(),
                                    task.earned(),
                                    task.task().points()));
        }
        report.tasks().stream()
                .filter(t -> t.verdict() != TaskVerdict.PASS)
                .findFirst()
                .ifPresent(t -> page.gap().page(of(t, look)));
        page.gap();
        long passed = report.tasks().stream()
                .filter(t -> t.verdict() == TaskVerdict.PASS)
                .count();
        page.text(
                style(report.verdict()),
                "%d of %s hold".formatted(passed, Words.count(report.tasks().size(), "task")));
        return page.build();
    }

    private static Span mark(TaskVerdict verdict, String name) {
        String mark = switch (verdict) {
            case PASS -> "✓";
            case FAIL -> "✗";
            case WAIT -> "…";
            case UNKNOWN -> "?";
        };
        return new Span(style(verdict), "%s %-10s ".formatted(mark, name));
    }

    private static void result(Page.Builder page, Result result, int names) {
        String lead =
                "%s %s  ".formatted(mark(result.verdict()), pad(result.check().name(), names));
        page.lead(new Span(style(result.verdict()), lead), Style.PLAIN, title(result));
        switch (result.verdict()) {
            case Verdict.Pass ignored -> {}
            case Verdict.Fail(Mismatch mismatch) -> mismatch(page, mismatch);
            case Verdict.Wait(Mismatch mismatch) -> mismatch(page, mismatch);
            case Verdict.Unknown unknown ->
                detail(page, "unknown", "%s: %s".formatted(unknown.reason().word(), unknown.detail()));
            case Verdict.Blocked ignored -> {}
        }
        if (!result.unjudged().isEmpty() && !(result.verdict() instanceof Verdict.Blocked)) {
            detail(page, "left out", result.unjudged());
        }
    }

    private static String title(Result result) {
        return result.verdict() instanceof Verdict.Blocked(List<String> by)
                ? "%s (blocked by %s)"
                        .formatted(
                                result.check().title(),
                                by.stream().map(CheckPage::name).collect(Collectors.joining(", ")))
                : result.check().title();
    }

    private static void mismatch(Page.Builder page, Mismatch mismatch) {
        detail(page, "expected", mismatch.expected());
        detail(page, "actual", mismatch.actual());
        if (!mismatch.where().isEmpty()) {
            detail(page, "where", mismatch.where());
        }
        detail(page, "cause", mismatch.cause());
    }

    private static void detail(Page.Builder page, String name, String text) {
        page.lead(new Span(Style.DIM, "    %-9s ".formatted(name)), Style.PLAIN, text);
    }

    private static void advice(Page.Builder page, CheckReport report) {
        report.advising().stream()
                .filter(r -> !(r.verdict() instanceof Verdict.Pass))
                .forEach(r -> page.lead(
                        new Span(Style.UNSURE, "· advice  "),
                        Style.PLAIN,
                        r.check().title() + difference(r.verdict())));
        for (Result result : report.results()) {
            result.advice()
                    .forEach(text -> page.lead(
                            new Span(Style.UNSURE, "· advice  "),
                            Style.PLAIN,
                            result.check().name() + ": " + text));
        }
    }

    private static String difference(Verdict verdict) {
        return switch (verdict) {
            case Verdict.Fail(Mismatch m) -> ": expected %s, is %s (%s)".formatted(m.expected(), m.actual(), m.where());
            case Verdict.Wait(Mismatch m) -> ": expected %s, is %s (%s)".formatted(m.expected(), m.actual(), m.where());
            case Verdict.Unknown u -> ": unknown, %s".formatted(u.detail());
            case Verdict.Blocked ignored -> ": not judged";
            case Verdict.Pass ignored -> "";
        };
    }

    private static String summary(CheckReport report) {
        List<Result> counting = report.counting();
        String sum = "%d of %s, %d of %s (%s)"
                .formatted(
                        count(counting, Verdict.Pass.class),
                        Words.count(counting.size(), "check"),
                        report.earned(),
                        Words.count(report.task().points(), "point"),
                        seconds(report.took()));
        return switch (report.verdict()) {
            case PASS -> "Done: " + sum;
            case FAIL -> "Not yet: %s; %s%s".formatted(sum, problems(counting), waiting(counting));
            case WAIT -> "Not settled yet: " + sum;
            case UNKNOWN -> "Could not see all of it: %s; nothing that was seen is wrong".formatted(sum);
        };
    }

    private static String problems(List<Result> results) {
        return Words.count(count(results, Verdict.Fail.class), "problem");
    }

    private static String waiting(List<Result> results) {
        int blocked = count(results, Verdict.Blocked.class);
        return blocked == 0 ? "" : ", %d waiting for %s".formatted(blocked, blocked == 1 ? "another" : "others");
    }

    private static int count(List<Result> results, Class<? extends Verdict> verdict) {
        return (int)
                results.stream().filter(r -> verdict.isInstance(r.verdict())).count();
    }

    private static String seconds(Duration took) {
        return took.toMillis() < 1000
                ? took.toMillis() + " ms"
                : String.format(Locale.ROOT, "%.1f s", took.toMillis() / 1000.0);
    }

    private static String mark(Verdict verdict) {
        return switch (verdict) {
            case Verdict.Pass ignored -> "✓";
            case Verdict.Fail ignored -> "✗";
            case Verdict.Wait ignored -> "…";
            case Verdict.Unknown ignored -> "?";
            case Verdict.Blocked ignored -> "·";
        };
    }

    private static Style style(Verdict verdict) {
        return switch (verdict) {
            case Verdict.Pass ignored -> Style.GOOD;
            case Verdict.Fail ignored -> Style.BAD;
            case Verdict.Wait ignored -> Style.UNSURE;
            case Verdict.Unknown ignored -> Style.UNSURE;
            case Verdict.Blocked ignored -> Style.DIM;
        };
    }

    private static Style style(TaskVerdict verdict) {
        return switch (verdict) {
            case PASS -> Style.GOOD;
            case FAIL -> Style.BAD;
            case WAIT, UNKNOWN -> Style.UNSURE;
        };
    }

    private static String name(String checkId) {
        return checkId.substring(checkId.lastIndexOf('/') + 1);
    }

    private static String pad(String text, int width) {
        return text + " ".repeat(Math.max(0, width - text.length()));
    }
}
