package dev.halab.tui.screen;

import dev.halab.terminal.Input;
import dev.halab.tui.Rect;
import java.util.Optional;

/// What the mouse does: a click gives a pane the keys, the wheel scrolls what it is over.
final class Pointing {
    private static final int LINES = 3;

    private Pointing() {}

    static Step at(Model model, Input.Mouse mouse) {
        if (model.overlay().isPresent()) {
            return Step.of(model);
        }
        int by = switch (mouse.kind()) {
            case WHEEL_UP -> -LINES;
            case WHEEL_DOWN -> LINES;
            case PRESS, RELEASE, DRAG -> 0;
        };
        if (model.place() != Place.LAB) {
            return by == 0 ? Step.of(model) : Moving.by(model, Integer.signum(by));
        }
        Bench bench = model.bench();
        Arrangement arrangement = Arrangement.of(model.size(), bench.focus(), bench.side(), bench.zoomed());
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
        return pane.get() == Pane.SHELL
                ? Shells.enter(model, bench.node())
                : Update.resizeShells(model, model.bench(bench.focus(pane.get())));
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
                        bench.search())));
    }
}
