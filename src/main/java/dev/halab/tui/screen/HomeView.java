package dev.halab.tui.screen;

import dev.halab.attempt.Attempt;
import dev.halab.lab.Lab;
import dev.halab.lab.Task;
import dev.halab.tui.Canvas;
import dev.halab.tui.Glyphs;
import dev.halab.tui.Line;
import dev.halab.tui.Rect;
import dev.halab.tui.Role;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The course as a map.
final class HomeView {
    private static final int HEAD = 4;
    private static final int WIDEST = 110;

    private HomeView() {}

    static void draw(Canvas canvas, Model model, Rect body) {
        int width = Math.min(WIDEST, body.width() - 2);
        Rect map = new Rect(1, body.y() + HEAD, width, body.height() - HEAD);
        canvas.lines(new Rect(1, body.y(), width, HEAD), head(model, width), 0);
        List<Line> lines = new ArrayList<>();
        int marked = 0;
        int number = 0;
        for (Lab lab : model.known().course().map(c -> c.labs()).orElse(List.of())) {
            lines.add(lab(model, lab, width));
            for (Task task : lab.tasks()) {
                if (number == model.chosen()) {
                    marked = lines.size();
                }
                lines.add(task(model, lab, task, number++ == model.chosen(), width));
            }
            lines.add(Line.EMPTY);
        }
        int from = Math.clamp(marked - map.height() / 2L, 0, Math.max(0, lines.size() - map.height()));
        canvas.lines(map, lines, from);
        if (!lines.isEmpty()) {
            canvas.cursor(map.x(), map.y() + marked - from);
        }
    }

    private static List<Line> head(Model model, int width) {
        Known known = model.known();
        if (known.course().isEmpty()) {
            return List.of(Line.EMPTY, Line.of(Role.DIM, "Reading the course"));
        }
        List<Line> lines = new ArrayList<>();
        Optional<Task> current = known.attempt().flatMap(Attempt::current);
        lines.add(current.map(t -> Line.of(Role.DIM, "You were at   ")
                        .and(Role.TITLE, t.title())
                        .and(Role.DIM, "  " + t.id()))
                .orElse(Line.of(Role.DIM, "You begin with the marked task.")));
        long running = known.machines().stream().filter(m -> m.running()).count();
        String machines = known.provider().isEmpty()
                ? "looking"
                : known.machines().isEmpty()
                        ? "none yet"
                        : "%d of %d up (%s)"
                                .formatted(
                                        running,
                                        known.machines().size(),
                                        known.topology().map(t -> t.name()).orElse(""));
        lines.add(Line.of(Role.DIM, "Machines      ").and(Role.TEXT, machines));
        lines.add(
                Line.of(Role.DIM, "This host     ").and(Role.TEXT, known.host().isEmpty() ? "looking" : known.host()));
        lines.add(Line.of(Role.DIM, "─".repeat(width)));
        return lines;
    }

    private static Line lab(Model model, Lab lab, int width) {
        String sum = model.known()
                .attempt()
                .map(a -> a.progress(lab))
                .map(p -> "%d/%d tasks  %d/%d points".formatted(p.passed() + p.shown(), p.tasks(), p.earned(), p.of()))
                .orElse("");
        List<String> lacking = model.known().lacking(lab);
        Line line = Line.of(Role.TITLE, lab.title())
                .and(Role.DIM, "  %s, Kubernetes %s".formatted(lab.topology(), lab.kubernetes()));
        if (!lacking.isEmpty()) {
            line = line.and(
                    Role.WARN,
                    "  locked: %s cannot do %s".formatted(model.known().provider(), String.join(", ", lacking)));
        }
        return spread(line, Line.of(Role.DIM, sum), width);
    }

    private static Line task(Model model, Lab lab, Task task, boolean marked, int width) {
        boolean current = model.known()
                .attempt()
                .flatMap(Attempt::current)
                .filter(task::equals)
                .isPresent();
        Marks.Mark mark = Marks.of(
                model.known().progress(task), !model.known().lacking(lab).isEmpty(), current);
        Line left = Line.of(marked ? Role.ACCENT : Role.TEXT, marked ? "> " : "  ")
                .and(mark.role(), "%-15s".formatted(mark.text()))
                .and(marked ? Role.SELECTED : Role.TEXT, task.title());
        String earned = model.known()
                .progress(task)
                .filter(p -> p.earned() > 0)
                .map(p -> p.earned() + "/")
                .orElse("");
        return spread(
                left,
                Line.of(Role.DIM, "%3d min  %5s points".formatted(task.minutes(), earned + task.points())),
                width);
    }

    /// One line at the left, one at the right; the right one stays whole.
    static Line spread(Line left, Line right, int width) {
        int room = width - right.width() - 1;
        Line fitting = left;
        if (left.width() > room) {
            fitting = Line.EMPTY;
            int used = 0;
            for (Line.Span span : left.spans()) {
                String text = Glyphs.fit(span.text(), Math.max(0, room - used));
                fitting = fitting.and(span.role(), text);
                used += Glyphs.width(text);
            }
        }
        Line line = fitting.and(Role.TEXT, " ".repeat(Math.max(1, width - fitting.width() - right.width())));
        for (Line.Span span : right.spans()) {
            line = line.and(span.role(), span.text());
        }
        return line;
    }
}
