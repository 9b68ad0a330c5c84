package dev.halab.tui.screen;

import dev.halab.machine.MachineStatus;
import dev.halab.problem.Problem;
import dev.halab.tui.Canvas;
import dev.halab.tui.Line;
import dev.halab.tui.Rect;
import dev.halab.tui.Role;
import dev.halab.tui.keys.Action;
import dev.halab.tui.keys.Keymap;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Machines: a line each, while they come up and after.
final class MachinesView {
    private MachinesView() {}

    static void draw(Canvas canvas, Model model, Rect body) {
        Rect area = new Rect(1, body.y(), body.width() - 2, body.height());
        Bringing bringing = model.bringing();
        List<Line> lines = new ArrayList<>();
        if (bringing.stage() == Bringing.Stage.IDLE) {
            idle(model, lines);
        } else {
            lines.addAll(sum(model).wrap(area.width(), 2));
            lines.add(Line.EMPTY);
            if (bringing.logShown()) {
                int room = Math.max(1, area.height() - lines.size());
                List<String> log = bringing.log();
                log.subList(Math.max(0, log.size() - room), log.size()).forEach(l -> lines.add(Line.of(Role.TEXT, l)));
            } else {
                bringing.rows().forEach(r -> lines.add(row(model, r)));
                lines.add(Line.EMPTY);
                bringing.problem().ifPresent(p -> problem(model, lines, p, area.width()));
            }
        }
        canvas.lines(area, lines, 0);
        canvas.cursor(area.x(), area.y());
    }

    private static void idle(Model model, List<Line> lines) {
        if (model.known().machines().isEmpty()) {
            lines.add(Line.of(Role.TEXT, "There are no machines."));
            lines.add(Line.of(Role.KEYCAP, model.display().keymap().key(Action.RETRY))
                    .and(Role.DIM, " brings those of the marked lab up"));
        }
        for (MachineStatus machine : model.known().machines()) {
            lines.add(Line.of(Role.ACCENT, "%-8s".formatted(machine.node()))
                    .and(machine.running() ? Role.OK : Role.FAIL, "%-12s".formatted(machine.state()))
                    .and(Role.TEXT, machine.address()));
        }
    }

    private static Line sum(Model model) {
        Bringing bringing = model.bringing();
        Instant end = bringing.ended().orElse(model.now());
        Duration elapsed = Duration.between(bringing.started(), end);
        // what is done for all of them is no node
        List<Bringing.Row> nodes =
                bringing.rows().stream().filter(r -> !r.node().isEmpty()).toList();
        long done = nodes.stream().filter(Bringing.Row::done).count();
        Line line = switch (bringing.stage()) {
            case IDLE -> Line.EMPTY;
            case RUNNING -> Line.of(Role.WAIT, "Coming up");
            case DONE -> Line.of(Role.OK, "All are up");
            case FAILED -> Line.of(Role.FAIL, "Stopped");
        };
        line = line.and(Role.TEXT, "  %d of %d nodes, %s".formatted(done, nodes.size(), Marks.clock(elapsed)));
        if (bringing.stage() == Bringing.Stage.RUNNING && bringing.usual().isPresent()) {
            Duration usual = bringing.usual().get();
            Duration left = usual.minus(elapsed);
            line = line.and(
                    Role.DIM,
                    left.isNegative()
                            ? "; usually it takes %s".formatted(Marks.clock(usual))
                            : "; about %s to go, as it was before".formatted(Marks.clock(left)));
        }
        return line;
    }

    private static Line row(Model model, Bringing.Row row) {
        String name = row.node().isEmpty() ? "all" : row.node();
        Line line = Line.of(Role.ACCENT, "%-8s".formatted(name));
        if (row.done()) {
            return line.and(Role.OK, "ok  ").and(Role.TEXT, "up");
        }
        boolean running = model.bringing().stage() == Bringing.Stage.RUNNING && row.state() == Bringing.RowState.GOING;
        if (row.phase().isEmpty()) {
            return line.and(Role.DIM, "--  ").and(Role.DIM, running ? "not begun" : "not done");
        }
        line = line.and(running ? Role.WAIT : Role.FAIL, running ? "..  " : "x   ")
                .and(Role.TEXT, "%-10s".formatted(row.phase()));
        if (running) {
            line = line.and(Role.DIM, "%6s  ".formatted(Marks.age(row.since(), model.now())));
            Optional<Duration> usual = row.usual().filter(u -> u.toSeconds() > 0);
            line = line.and(
                    Role.DIM,
                    usual.map(u -> "of about %s  ".formatted(Marks.age(Instant.EPOCH, Instant.EPOCH.plus(u))))
                            .orElse(""));
        }
        return line.and(Role.DIM, row.last());
    }

    private static void problem(Model model, List<Line> lines, Problem problem, int width) {
        Keymap keys = model.display().keymap();
        lines.addAll(Line.of(Role.FAIL, problem.what()).wrap(width, 2));
        problem.why()
                .lines()
                .forEach(l -> lines.addAll(
                        Line.of(Role.DIM, "  why   ").and(Role.TEXT, l).wrap(width, 8)));
        lines.addAll(
                Line.of(Role.DIM, "  next  ").and(Role.ACCENT, problem.next()).wrap(width, 8));
        lines.add(Line.EMPTY);
        lines.add(Line.of(Role.KEYCAP, keys.key(Action.RETRY))
                .and(Role.DIM, " goes on where it stopped   ")
                .and(Role.KEYCAP, keys.key(Action.LOG))
                .and(Role.DIM, " all that was said   ")
                .and(Role.KEYCAP, keys.key(Action.BACK))
                .and(Role.DIM, " to the course"));
    }
}
