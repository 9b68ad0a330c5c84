package dev.halab.tui.screen;

import dev.halab.lab.Lab;
import dev.halab.lab.Task;
import dev.halab.tui.Line;
import dev.halab.tui.Rect;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Where the tasks of the course stand on its screen.
///
/// @param area where the map stands
/// @param lines its lines
/// @param tasks the task of each line; empty for lines between
/// @param marked number of the marked line
record CourseMap(Rect area, List<Line> lines, List<Optional<Task>> tasks, int marked) {
    CourseMap {
        lines = List.copyOf(lines);
        tasks = List.copyOf(tasks);
    }

    static CourseMap of(Model model, Rect area) {
        List<Line> lines = new ArrayList<>();
        List<Optional<Task>> tasks = new ArrayList<>();
        Optional<Task> marked = Courses.marked(model);
        int at = 0;
        for (Lab lab : model.known().course().map(c -> c.labs()).orElse(List.of())) {
            List<Task> shown = lab.tasks().stream()
                    .filter(t -> model.filter().lets(lab, t))
                    .toList();
            if (shown.isEmpty()) {
                continue;
            }
            lines.add(HomeView.lab(model, lab, area.width()));
            tasks.add(Optional.empty());
            for (Task task : shown) {
                boolean here = marked.filter(task::equals).isPresent();
                at = here ? lines.size() : at;
                lines.add(HomeView.task(model, lab, task, here, area.width()));
                tasks.add(Optional.of(task));
            }
            lines.add(Line.EMPTY);
            tasks.add(Optional.empty());
        }
        return new CourseMap(area, lines, tasks, at);
    }

    /// The first line that is shown.
    int from() {
        return Math.clamp(marked - area.height() / 2L, 0, Math.max(0, lines.size() - area.height()));
    }

    /// The task at a place of the screen.
    Optional<Task> at(int column, int row) {
        int line = from() + row - area.y();
        return area.contains(column, row) && line < tasks.size() ? tasks.get(line) : Optional.empty();
    }
}
