package dev.halab.tui.screen;

import dev.halab.lab.Task;
import dev.halab.terminal.VtView;
import dev.halab.tui.Canvas;
import dev.halab.tui.Line;
import dev.halab.tui.Rect;
import dev.halab.tui.Role;
import dev.halab.tui.keys.Action;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The lab: task, shell, checks.
final class LabView {
    private LabView() {}

    static void draw(Canvas canvas, Model model, Panes panes) {
        Bench bench = model.bench();
        Arrangement arrangement = Arrangement.of(model.size(), bench);
        // on a small screen, panes lie over the shell
        for (Pane pane : List.of(Pane.SHELL, Pane.TASK, Pane.CHECKS, Pane.EVIDENCE, Pane.TOPOLOGY)) {
            if (pane != bench.focus()) {
                draw(canvas, model, panes, arrangement, pane);
            }
        }
        draw(canvas, model, panes, arrangement, bench.focus());
    }

    private static void draw(Canvas canvas, Model model, Panes panes, Arrangement arrangement, Pane pane) {
        Optional<Rect> area = arrangement.pane(pane);
        Optional<Rect> inside = arrangement.inside(pane);
        if (area.isEmpty() || inside.isEmpty()) {
            return;
        }
        boolean focused = model.bench().focus() == pane;
        // another pane may lie over the lower part of the shell
        canvas.clear(area.get(), Role.TEXT);
        String title = title(model, pane);
        if (arrangement.room() == Arrangement.Room.COMPACT) {
            canvas.rule(area.get().x(), area.get().y(), area.get().width(), title, focused);
        } else {
            canvas.box(area.get(), title, focused);
        }
        if (pane == Pane.SHELL) {
            shell(canvas, model, panes, inside.get(), focused);
        } else {
            text(canvas, model, pane, inside.get(), focused);
        }
    }

    private static String title(Model model, Pane pane) {
        return switch (pane) {
            case TASK -> taskTitle(model);
            case SHELL -> shellTitle(model);
            case CHECKS, EVIDENCE, TOPOLOGY -> SidePanes.title(model, pane);
        };
    }

    private static String taskTitle(Model model) {
        return model.work()
                .task()
                .flatMap(t -> model.known()
                        .labOf(t)
                        .map(l -> "Task %d/%d%s"
                                .formatted(l.tasks().indexOf(t) + 1, l.tasks().size(), standing(model, t))))
                .orElse("Task");
    }

    private static String standing(Model model, Task task) {
        return Arrangement.room(model.size()) == Arrangement.Room.COMPACT
                ? "  " + TaskText.standing(model, task).text()
                : "";
    }

    private static String shellTitle(Model model) {
        Bench bench = model.bench();
        StringBuilder tabs = new StringBuilder(String.join("", tabs(bench)));
        Tab tab = bench.tab();
        if (tab.scrolledBack() > 0) {
            tabs.append("  looking back");
        } else if (bench.focus() == Pane.SHELL && tab.state() == Tab.State.LIVE) {
            tabs.append("  keys go to ").append(bench.node());
        }
        return tabs.isEmpty() ? "Shell" : tabs.toString().strip();
    }

    /// The nodes in the title of their shells; the one that is shown in brackets.
    private static List<String> tabs(Bench bench) {
        List<String> tabs = new ArrayList<>();
        for (String node : bench.nodes()) {
            String name = (tabs.size() + 1) + " " + node + mark(bench.tab(node));
            tabs.add(node.equals(bench.node()) ? "[" + name + "]" : " " + name + " ");
        }
        return tabs;
    }

    /// The number of the node, from 1, at a column of the title of the shells.
    static Optional<Integer> nodeAt(Bench bench, Rect area, int column) {
        List<String> tabs = tabs(bench);
        int end = area.x() + 3;
        for (int i = 0; i < tabs.size(); i++) {
            end += i == 0 ? tabs.get(i).stripLeading().length() : tabs.get(i).length();
            if (column < end) {
                return column >= area.x() + 3 ? Optional.of(i + 1) : Optional.empty();
            }
        }
        return Optional.empty();
    }

    /// The number of the check at a row of the pane of checks.
    static Optional<Integer> checkAt(Model model, Rect room, int row) {
        if (model.bench().focus() != Pane.CHECKS && room.height() <= 3) {
            return Optional.empty();
        }
        List<Line> lines = SidePanes.lines(model, Pane.CHECKS, room.width() - 2);
        int from = from(model, Pane.CHECKS, lines, room.height());
        return SidePanes.checkAt(model, room.width() - 2, from + row - room.y());
    }

    private static String mark(Tab tab) {
        return switch (tab.state()) {
            case CLOSED -> "";
            case OPENING -> " ..";
            case GONE -> " gone";
            case LIVE -> tab.news() ? "*" : "+";
        };
    }

    private static void text(Canvas canvas, Model model, Pane pane, Rect room, boolean focused) {
        Rect area = new Rect(room.x() + 1, room.y(), room.width() - 2, room.height());
        if (pane == Pane.CHECKS && !focused && room.height() <= 3) {
            canvas.lines(area, SidePanes.brief(model), 0);
            return;
        }
        List<Line> lines =
                pane == Pane.TASK ? TaskText.lines(model, area.width()) : SidePanes.lines(model, pane, area.width());
        int from = from(model, pane, lines, area.height());
        canvas.lines(area, lines, from);
        int below = lines.size() - from - area.height();
        if (below > 0 || from > 0) {
            more(canvas, area, from, below);
        }
        if (focused) {
            int row = pane == Pane.CHECKS ? markedLine(lines) - from : 0;
            canvas.cursor(area.x(), area.y() + Math.clamp(row, 0, Math.max(0, area.height() - 1)));
        }
    }

    /// Nothing is cut off silently.
    private static void more(Canvas canvas, Rect area, int above, int below) {
        String text = below > 0 ? " %d more below ".formatted(below) : " end; %d above ".formatted(above);
        int y = area.bottom();
        int width = Math.min(text.length(), area.width());
        if (y < canvas.all().height() - 2) {
            canvas.put(area.right() - width, y, width, Role.DIM, text);
        } else {
            canvas.put(area.right() - width, area.y() - 1, width, Role.DIM, text);
        }
    }

    private static int from(Model model, Pane pane, List<Line> lines, int height) {
        int last = Math.max(0, lines.size() - height);
        return switch (pane) {
            case TASK -> Math.min(last, model.bench().taskScroll());
            case CHECKS -> Math.clamp(markedLine(lines) - height / 3L, 0, last);
            case EVIDENCE, TOPOLOGY ->
                model.bench().focus() == pane ? Math.min(last, model.bench().sideScroll()) : 0;
            case SHELL -> 0;
        };
    }

    private static int markedLine(List<Line> lines) {
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).text().startsWith("> ")) {
                return i;
            }
        }
        return 0;
    }

    private static void shell(Canvas canvas, Model model, Panes panes, Rect room, boolean focused) {
        Bench bench = model.bench();
        Tab tab = bench.tab();
        Optional<VtView> view =
                bench.node().isEmpty() ? Optional.empty() : panes.view(bench.node(), tab.scrolledBack());
        view.ifPresent(v -> canvas.shell(room, v));
        switch (tab.state()) {
            case LIVE -> view.ifPresent(v -> live(canvas, bench, v, room, focused));
            case OPENING ->
                canvas.put(
                        room.x() + 1,
                        room.y(),
                        room.width() - 2,
                        Role.WAIT,
                        "Connecting to %s, %s".formatted(bench.node(), Marks.age(tab.since(), model.now())));
            case CLOSED -> closed(canvas, model, room);
            case GONE -> gone(canvas, model, room);
        }
        if (focused && tab.state() != Tab.State.LIVE) {
            canvas.cursor(room.x(), room.y());
        }
    }

    private static void live(Canvas canvas, Bench bench, VtView view, Rect room, boolean focused) {
        if (bench.tab().scrolledBack() > 0) {
            canvas.cursor(room.x(), room.bottom() - 1);
            Hits.draw(canvas, room, view, bench.search());
            String text = " %d of %d lines back ".formatted(view.scrolledBack(), view.scrollback());
            canvas.put(room.right() - text.length(), room.y(), text.length(), Role.SELECTED, text);
        } else if (focused && view.cursor().visible()) {
            canvas.cursor(
                    room.x() + view.cursor().column(), room.y() + view.cursor().row());
        }
    }

    private static void closed(Canvas canvas, Model model, Rect room) {
        List<Line> lines = new ArrayList<>();
        if (model.bench().node().isEmpty()) {
            lines.add(Line.of(Role.DIM, "There are no machines to open a shell on."));
        } else {
            lines.add(Line.of(Role.KEYCAP, model.display().keymap().key(Action.SHELL))
                    .and(Role.DIM, " opens a shell on " + model.bench().node()));
            lines.add(Line.of(Role.DIM, "A number goes to another node."));
        }
        canvas.lines(new Rect(room.x() + 1, room.y(), room.width() - 2, room.height()), lines, 0);
    }

    private static void gone(Canvas canvas, Model model, Rect room) {
        Tab tab = model.bench().tab();
        int y = room.bottom() - 1;
        canvas.clear(new Rect(room.x(), y, room.width(), 1), Role.TEXT);
        canvas.put(
                room.x(),
                y,
                room.width(),
                Line.of(Role.WARN, "gone for %s".formatted(Marks.age(tab.lost().orElse(tab.since()), model.now())))
                        .and(Role.DIM, ", ")
                        .and(Role.KEYCAP, model.display().keymap().key(Action.RECONNECT))
                        .and(Role.DIM, " opens it again: " + tab.why()));
    }
}
