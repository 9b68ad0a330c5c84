package dev.halab.tui.screen;

import dev.halab.check.Check;
import dev.halab.lab.Task;
import dev.halab.tui.Rect;
import java.util.List;
import java.util.Optional;

/// Moves marks, scrolls panes, and goes from pane to pane.
final class Moving {
    private Moving() {}

    /// Moves by some lines, down if more than 0.
    static Step by(Model model, int lines) {
        Bench bench = model.bench();
        return switch (model.place()) {
            case HOME -> Step.of(Courses.mark(model, lines));
            case MACHINES -> Step.of(model);
            case LAB ->
                switch (bench.focus()) {
                    case SHELL ->
                        bench.tab().scrolledBack() > 0 || lines < 0 ? Shells.back(model, -lines) : Step.of(model);
                    case TASK -> Step.of(model.bench(bench.taskScroll(taskScroll(model, lines))));
                    case CHECKS -> Step.of(model.bench(bench.check(check(model, lines))));
                    case EVIDENCE, TOPOLOGY -> Step.of(model.bench(bench.sideScroll(sideScroll(model, lines))));
                };
        };
    }

    private static int taskScroll(Model model, int lines) {
        Rect room = room(model, Pane.TASK);
        int all = TaskText.lines(model, room.width()).size();
        return Math.clamp((long) model.bench().taskScroll() + lines, 0, Math.max(0, all - room.height()));
    }

    private static int sideScroll(Model model, int lines) {
        Rect room = room(model, model.bench().focus());
        int all = SidePanes.lines(model, model.bench().focus(), room.width()).size();
        return Math.clamp((long) model.bench().sideScroll() + lines, 0, Math.max(0, all - room.height()));
    }

    private static Rect room(Model model, Pane pane) {
        Bench bench = model.bench();
        return Arrangement.of(model.size(), bench).inside(pane).orElse(new Rect(0, 0, 40, 10));
    }

    private static int check(Model model, int lines) {
        int last = model.work().task().map(t -> t.checks().size()).orElse(0) - 1;
        return Math.clamp((long) model.bench().check() + lines, 0, Math.max(0, last));
    }

    /// The marked check; empty if there is no task.
    static Optional<Check> marked(Model model) {
        return model.work()
                .task()
                .map(Task::checks)
                .filter(c -> !c.isEmpty())
                .map(c -> c.get(Math.min(model.bench().check(), c.size() - 1)));
    }

    /// To the next pane that is shown, or the one before.
    static Step pane(Model model, int by) {
        Bench bench = model.bench();
        List<Pane> panes = Arrangement.room(model.size()) == Arrangement.Room.WIDE
                ? List.of(Pane.values())
                : List.of(Pane.TASK, Pane.SHELL, bench.side());
        int at = Math.floorMod(panes.indexOf(bench.focus()) + by, panes.size());
        Pane to = panes.get(at);
        return to == Pane.SHELL
                ? Shells.enter(model, bench.node())
                : Update.resizeShells(model, model.bench(bench.focus(to)));
    }
}
