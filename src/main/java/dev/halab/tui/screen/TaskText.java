package dev.halab.tui.screen;

import dev.halab.attempt.TaskProgress;
import dev.halab.lab.Task;
import dev.halab.report.Words;
import dev.halab.tui.Line;
import dev.halab.tui.Prose;
import dev.halab.tui.Role;
import dev.halab.tutor.Hint;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The task at hand as lines: its text, how it stands, the hints so far.
final class TaskText {
    private TaskText() {}

    static List<Line> lines(Model model, int width) {
        Optional<Task> task = model.work().task();
        if (task.isEmpty()) {
            return List.of(Line.of(Role.DIM, "No task is open."));
        }
        Task now = task.get();
        List<Line> lines = new ArrayList<>();
        // a small screen has them in its first line and above the task
        if (Arrangement.room(model.size()) != Arrangement.Room.COMPACT) {
            lines.addAll(Line.of(Role.TITLE, now.title()).wrap(width, 0));
            lines.addAll(standing(model, now).wrap(width, 2));
            lines.add(Line.EMPTY);
        }
        List<String> blocks = blocks(now.text());
        int marked = blocks.isEmpty() ? -1 : model.bench().block() % blocks.size();
        lines.addAll(prose(now, width, marked));
        lines.addAll(pages(now.pages(), width));
        for (Hint hint : model.work().hints()) {
            lines.add(Line.EMPTY);
            lines.add(Line.of(Role.WARN, "Hint %d of %d".formatted(hint.rung(), hint.of()))
                    .and(Role.DIM, "  " + hint.cause()));
            lines.addAll(Prose.lines(hint.text(), width, -1));
        }
        return lines;
    }

    /// The exam pages, after an empty line; nothing if there are none.
    static List<Line> pages(List<String> titles, int width) {
        List<Line> lines = new ArrayList<>();
        if (!titles.isEmpty()) {
            lines.add(Line.EMPTY);
            lines.addAll(Line.of(Role.DIM, Words.pages(titles)).wrap(width, 2));
        }
        return lines;
    }

    /// Its text without the heading, which repeats the title.
    ///
    /// @param marked number of the marked block of code; -1 for none
    static List<Line> prose(Task task, int width, int marked) {
        return Prose.lines(task.text().strip().replaceFirst("^# .*\\R?", ""), width, marked);
    }

    /// What the task is worth, and what was achieved of it: that it was, and whether it holds now, are two things.
    static Line standing(Model model, Task task) {
        Line line = Line.of(Role.DIM, "%d points, about %d min".formatted(task.points(), task.minutes()));
        Optional<TaskProgress> progress = model.known().progress(task);
        if (progress.isEmpty()) {
            return line;
        }
        if (progress.get().shown()) {
            line = line.and(Role.DIM, ", ").and(Role.WARN, "solution shown");
        }
        if (progress.get().passed().isPresent()) {
            line = line.and(Role.DIM, ", ").and(Role.OK, "achieved");
            line = switch (progress.get().verdict()) {
                case "unknown" -> line.and(Role.DIM, ", ").and(Role.WARN, "cannot be seen now");
                case "wait" -> line.and(Role.DIM, ", ").and(Role.WAIT, "not settled now");
                default ->
                    progress.get().holds()
                            ? line.and(Role.DIM, ", ").and(Role.OK, "holds now")
                            : line.and(Role.DIM, ", ").and(Role.FAIL, "does not hold now");
            };
        }
        return line;
    }

    /// The blocks of code in a text, in order.
    static List<String> blocks(String text) {
        List<String> blocks = new ArrayList<>();
        StringBuilder block = new StringBuilder();
        boolean fenced = false;
        for (String line : text.split("\n", -1)) {
            if (line.strip().startsWith("```")) {
                if (fenced) {
                    blocks.add(block.toString());
                    block.setLength(0);
                }
                fenced = !fenced;
            } else if (fenced) {
                block.append(line).append('\n');
            }
        }
        return blocks;
    }
}
