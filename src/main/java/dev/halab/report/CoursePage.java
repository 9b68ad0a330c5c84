package dev.halab.report;

import dev.halab.attempt.Attempt;
import dev.halab.attempt.TaskProgress;
import dev.halab.lab.Course;
import dev.halab.lab.Lab;
import dev.halab.lab.Task;
import dev.halab.report.Page.Span;

/// The course and a learner's way through it as text.
public final class CoursePage {
    private CoursePage() {}

    /// The labs with their tasks.
    public static Page labs(Course course, Attempt attempt, Look look) {
        Page.Builder page = new Page.Builder(look);
        for (Lab lab : course.labs()) {
            page.lead(
                    new Span(Style.STRONG, lab.id() + "  "),
                    Style.PLAIN,
                    "%s (%s, Kubernetes %s)".formatted(lab.title(), lab.topology(), lab.kubernetes()));
            lab.tasks().forEach(t -> task(page, t, attempt.task(t.id())));
            page.gap();
        }
        return page.build();
    }

    private static void task(Page.Builder page, Task task, TaskProgress progress) {
        page.lead(
                new Span(style(progress), "  %s %-14s ".formatted(mark(progress), task.name())),
                Style.PLAIN,
                "%s (%s, %d min)".formatted(task.title(), Words.count(task.points(), "point"), task.minutes()));
    }

    /// How far the learner is, lab by lab.
    public static Page progress(Course course, Attempt attempt, Look look) {
        Page.Builder page = new Page.Builder(look);
        for (Lab lab : course.labs()) {
            Attempt.LabProgress sum = attempt.progress(lab);
            page.line(
                    new Span(Style.STRONG, "%-16s ".formatted(lab.id())),
                    new Span(
                            Style.PLAIN,
                            "%d of %s passed%s, %d of %s"
                                    .formatted(
                                            sum.passed(),
                                            Words.count(sum.tasks(), "task"),
                                            sum.shown() == 0 ? "" : ", %d shown".formatted(sum.shown()),
                                            sum.earned(),
                                            Words.count(sum.of(), "point"))));
            lab.tasks().forEach(t -> standing(page, t, attempt.task(t.id())));
            page.gap();
        }
        return page.build();
    }

    private static void standing(Page.Builder page, Task task, TaskProgress progress) {
        String state = ReportJson.state(progress);
        String hints = progress.hints() == 0 ? "" : ", " + Words.count(progress.hints(), "hint");
        page.line(new Span(
                style(progress),
                "  %s %-14s %-6s %d/%d%s"
                        .formatted(mark(progress), task.name(), state, progress.earned(), task.points(), hints)));
    }

    /// A task's text, with what there is to earn.
    public static Page task(Task task, Look look) {
        Page.Builder page = new Page.Builder(look);
        page.lead(new Span(Style.STRONG, task.id() + "  "), Style.STRONG, task.title());
        page.line(Style.DIM, "%s, about %d min".formatted(Words.count(task.points(), "point"), task.minutes()));
        page.gap();
        // the heading repeats the title
        Markdown.append(page, task.text().strip().replaceFirst("^# .*\\R?", ""));
        if (!task.pages().isEmpty()) {
            page.gap();
            page.lead(new Page.Span(Style.PLAIN, ""), Style.DIM, Words.pages(task.pages()));
        }
        return page.build();
    }

    private static String mark(TaskProgress progress) {
        return switch (ReportJson.state(progress)) {
            case "passed" -> "✓";
            case "shown" -> "·";
            case "open" -> "▸";
            default -> " ";
        };
    }

    private static Style style(TaskProgress progress) {
        return progress.passed().isPresent() && !progress.shown() ? Style.GOOD : Style.PLAIN;
    }
}
