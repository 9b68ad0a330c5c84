package dev.halab.tui.screen;

import dev.halab.lab.Task;
import dev.halab.terminal.Input;
import dev.halab.terminal.KeyName;
import dev.halab.terminal.Size;
import dev.halab.tui.Canvas;
import dev.halab.tui.Rect;
import dev.halab.tui.keys.Chord;
import java.util.Optional;

/// What the mouse does: a click gives a pane the keys, marks what it is on or does what it stands for; the wheel
/// scrolls
/// what it is over.
final class Pointing {
    private static final int LINES = 3;

    private Pointing() {}

    static Step at(Model model, Input.Mouse mouse) {
        if (Arrangement.room(model.size()) == Arrangement.Room.TINY) {
            return Step.of(model);
        }
        boolean press = mouse.kind() == Input.Mouse.Kind.PRESS;
        int by = switch (mouse.kind()) {
            case WHEEL_UP -> -LINES;
            case WHEEL_DOWN -> LINES;
            case PRESS, RELEASE, DRAG -> 0;
        };
        Optional<Overlay> overlay = model.overlay();
        if (overlay.isPresent()) {
            return by != 0
                    ? wheeled(model, overlay.get(), Integer.signum(by))
                    : press ? pressed(model, overlay.get(), mouse) : Step.of(model);
        }
        if (press && mouse.row() == model.size().rows() - 1) {
            return Footer.at(model, mouse.column())
                    .map(a -> model.place() == Place.HOME && model.filter().typing()
                            ? Filter.clicked(model, a)
                            : Actions.act(model.bench(model.bench().leader(false)), a))
                    .orElse(Step.of(model));
        }
        return switch (model.place()) {
            case HOME -> by != 0 ? Moving.by(model, Integer.signum(by)) : press ? course(model, mouse) : Step.of(model);
            case MACHINES -> Step.of(model);
            case LAB -> lab(model, mouse, by);
        };
    }

    /// The wheel moves in lists and texts; a question stays as it is.
    private static Step wheeled(Model model, Overlay overlay, int by) {
        return switch (overlay) {
            case Overlay.Help ignored -> Covering.key(model, overlay, arrow(by));
            case Overlay.Palette ignored -> Covering.key(model, overlay, arrow(by));
            case Overlay.Told ignored -> Covering.key(model, overlay, arrow(by));
            case Overlay.Confirm ignored -> Step.of(model);
            case Overlay.Ask ignored -> Step.of(model);
            case Overlay.Tour ignored -> Step.of(model);
        };
    }

    private static Chord arrow(int by) {
        return Chord.of(by < 0 ? KeyName.UP : KeyName.DOWN);
    }

    /// Beside the box, a click closes it.
    private static Step pressed(Model model, Overlay overlay, Input.Mouse mouse) {
        Size size = model.size();
        OverlayView drawn = new OverlayView(
                        new Canvas(size.columns(), size.rows(), model.display().theme()), model)
                .draw(overlay);
        if (!drawn.box().contains(mouse.column(), mouse.row())) {
            return Covering.key(model, overlay, Chord.of(KeyName.ESCAPE));
        }
        return drawn.at(mouse.column(), mouse.row())
                .map(spot -> switch (spot) {
                    case OverlayView.Spot.Entry(var rect, int number) -> Covering.choose(model, overlay, number);
                    case OverlayView.Spot.Press(var rect, Chord chord) -> Covering.key(model, overlay, chord);
                })
                .orElse(Step.of(model));
    }

    /// A click marks a task, another one goes on with it.
    private static Step course(Model model, Input.Mouse mouse) {
        Optional<Task> task = HomeView.map(model, View.body(model.size())).at(mouse.column(), mouse.row());
        if (task.isEmpty()) {
            return Step.of(model);
        }
        return task.equals(Courses.marked(model))
                ? Courses.choose(model)
                : Step.of(model.chosen(Courses.tasks(model).indexOf(task.get())));
    }

    private static Step lab(Model model, Input.Mouse mouse, int by) {
        Bench bench = model.bench();
        Arrangement arrangement = Arrangement.of(model.size(), bench);
        Optional<Pane> pane = arrangement.at(mouse.column(), mouse.row(), bench.focus());
        if (pane.isEmpty()) {
            return Step.of(model);
        }
        Rect room = arrangement.inside(pane.get()).orElse(new Rect(0, 0, 0, 0));
        if (pane.get() == Pane.SHELL && Keys.toShell(model) && room.contains(mouse.column(), mouse.row())) {
            boolean wheel = by != 0;
            if (!wheel || bench.tab().fullScreen()) {
                return Step.of(
                        model,
                        new Effect.PointInto(
                                bench.node(),
                                new Input.Mouse(
                                        mouse.kind(),
                                        mouse.column() - room.x(),
                                        mouse.row() - room.y(),
                                        mouse.button(),
                                        mouse.raw())));
            }
        }
        if (by != 0) {
            return scroll(model, pane.get(), by);
        }
        if (mouse.kind() != Input.Mouse.Kind.PRESS) {
            return Step.of(model);
        }
        if (pane.get() == Pane.SHELL) {
            Rect area = arrangement.pane(Pane.SHELL).orElse(room);
            return Optional.of(area)
                    .filter(a -> mouse.row() == a.y())
                    .flatMap(a -> LabView.nodeAt(bench, a, mouse.column()))
                    .map(n -> Shells.number(model, n))
                    .orElseGet(() -> Shells.enter(model, bench.node()));
        }
        Bench marked = Optional.of(room)
                .filter(r -> pane.get() == Pane.CHECKS && r.contains(mouse.column(), mouse.row()))
                .flatMap(r -> LabView.checkAt(model, r, mouse.row()))
                .map(bench::check)
                .orElse(bench);
        return Update.resizeShells(model, model.bench(marked.focus(pane.get())));
    }

    /// Scrolls a pane and leaves the keys where they are.
    private static Step scroll(Model model, Pane pane, int by) {
        Bench bench = model.bench();
        if (pane == Pane.SHELL) {
            return Shells.back(model, -by);
        }
        Step scrolled = Moving.by(model.bench(bench.focus(pane)), pane == Pane.CHECKS ? Integer.signum(by) : by);
        Bench after = scrolled.model().bench();
        return Step.of(scrolled.model()
                .bench(new Bench(
                        bench.focus(),
                        bench.side(),
                        bench.zoomed(),
                        bench.leader(),
                        bench.nodes(),
                        bench.node(),
                        bench.tabs(),
                        after.check(),
                        after.block(),
                        after.taskScroll(),
                        after.sideScroll(),
                        bench.search(),
                        bench.sizes())));
    }
}
