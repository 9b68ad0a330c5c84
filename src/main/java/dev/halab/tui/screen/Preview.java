package dev.halab.tui.screen;

import dev.halab.check.Check;
import dev.halab.check.Severity;
import dev.halab.lab.Task;
import dev.halab.tui.Canvas;
import dev.halab.tui.Line;
import dev.halab.tui.Rect;
import dev.halab.tui.Role;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The marked task beside the map of the course, where the screen is wide enough for both.
final class Preview {
    static final int LEAST = 64;

    private static final int WIDEST = 100;
    private static final int WITH_MAP = 160;

    private Preview() {}

    static boolean fits(Rect body) {
        return body.width() >= WITH_MAP;
    }

    static void draw(Canvas canvas, Model model, Rect area) {
        Optional<Task> task = Courses.marked(model);
        if (task.isEmpty()) {
            return;
        }
        Rect box = new Rect(area.x(), area.y(), Math.min(WIDEST, area.width()), area.height());
        canvas.box(box, task.get().title(), false);
        Rect room = new Rect(box.x() + 2, box.y() + 1, box.width() - 4, box.height() - 2);
        List<Line> lines = lines(model, task.get(), room.width());
        canvas.lines(room, lines, 0);
        int below = lines.size() - room.height();
        if (below > 0) {
            String text = " %d more below ".formatted(below);
            canvas.put(room.right() - text.length(), room.bottom(), text.length(), Role.DIM, text);
        }
    }

    private static List<Line> lines(Model model, Task task, int width) {
        List<Line> lines = new ArrayList<>(TaskText.standing(model, task).wrap(width, 2));
        lines.add(Line.EMPTY);
        lines.addAll(TaskText.prose(task, width, -1));
        lines.addAll(TaskText.pages(task.pages(), width));
        lines.add(Line.EMPTY);
        lines.add(Line.of(Role.TITLE, "What is checked"));
        for (Check check : task.checks()) {
            String advice = check.severity() == Severity.SHOULD ? "advice: " : "";
            lines.addAll(Line.of(Role.DIM, "• " + advice)
                    .and(Role.TEXT, check.title())
                    .wrap(width, 2));
        }
        return lines;
    }
}
