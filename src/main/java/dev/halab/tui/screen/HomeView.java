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
    private static final int WIDEST = 110;

    private HomeView() {}

    static void draw(Canvas canvas, Model model, Rect body) {
        List<Line> head = head(model, width(body));
        canvas.lines(new Rect(1, body.y(), width(body), head.size()), head, 0);
        CourseMap map = map(model, body);
        canvas.lines(map.area(), map.lines(), map.from());
        if (Preview.fits(body)) {
            int x = map.area().right() + 1;
            Preview.draw(canvas, model, new Rect(x, body.y(), body.width() - x, body.height()));
        }
        if (model.filter().typing()) {
            canvas.cursor(1 + Glyphs.width("Filter        " + model.filter().words()), body.y() + head.size() - 1);
        } else if (!map.lines().isEmpty()) {
            canvas.cursor(map.area().x(), map.area().y() + map.marked() - map.from());
        }
    }

    private static int width(Rect body) {
        return Math.min(WIDEST, body.width() - 2 - (Preview.fits(body) ? Preview.LEAST : 0));
    }

    /// Where the tasks stand.
    static CourseMap map(Model model, Rect body) {
        int head = head(model, width(body)).size();
        return CourseMap.of(model, new Rect(1, body.y() + head, width(body), body.height() - head));
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
        lines.addAll(Line.of(Role.DIM, "This host     ")
                .and(Role.TEXT, known.host().isEmpty() ? "looking" : known.host())
                .wrap(width, 14));
        lines.add(
                model.filter().typing() || model.filter().narrows()
                        ? filter(model)
                        : Line.of(Role.DIM, "─".repeat(width)));
        return lines;
    }

    private static Line filter(Model model) {
        int shown = Courses.shown(model).size();
        return Line.of(Role.DIM, "Filter        ")
                .and(Role.ACCENT, model.filter().words())
                .and(
                        Role.DIM,
                        "   %d of %d tasks"
                                .formatted(shown, Courses.tasks(model).size()))
                .and(Role.DIM, model.filter().typing() ? ", Enter keeps it, Esc ends it" : ", Esc ends it");
    }

    static Line lab(Model model, Lab lab, int width) {
        String sum = model.known()
                .attempt()
                .map(a -> a.progress(lab))
                .map(p -> "%d/%d tasks  %d/%d points".formatted(p.passed() + p.shown(), p.tasks(), p.earned(), p.of()))
                .orElse("");
        List<String> lacking = model.known().lacking(lab);
        String kubernetes = "Kubernetes " + lab.kubernetes();
        Line title = Line.of(Role.TITLE, lab.title());
        Line line = title.and(Role.DIM, "  %s, %s".formatted(lab.topology(), kubernetes));
        if (line.width() + sum.length() >= width) {
            line = title.and(Role.DIM, "  " + kubernetes);
        }
        if (!lacking.isEmpty()) {
            line = line.and(
                    Role.WARN,
                    "  locked: %s cannot do %s".formatted(model.known().provider(), String.join(", ", lacking)));
        }
        return spread(line, Line.of(Role.DIM, sum), width);
    }

    static Line task(Model model, Lab lab, Task task, boolean marked, int width) {
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
