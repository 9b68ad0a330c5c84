package dev.halab.tui.screen;

import dev.halab.tui.Rect;
import dev.halab.tui.Role;
import dev.halab.tui.keys.Action;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/// How much larger or smaller than usual the learner made the panes.
///
/// @param steps by pane; more than 0 is larger
public record Sizes(Map<Pane, Integer> steps) {
    static final Sizes USUAL = new Sizes(Map.of());
    /// More steps than these change nothing on any screen.
    private static final int MOST = 100;

    public Sizes {
        steps = Map.copyOf(steps);
    }

    int of(Pane pane) {
        return steps.getOrDefault(pane, 0);
    }

    private Sizes with(Pane pane, int count) {
        Map<Pane, Integer> changed = new EnumMap<>(Pane.class);
        changed.putAll(steps);
        changed.put(pane, count);
        return new Sizes(changed);
    }

    private static int cells(Model model, Bench bench) {
        Optional<Rect> rect = Arrangement.of(model.size(), bench).pane(bench.focus());
        return rect.map(r -> r.width() * r.height()).orElse(0);
    }

    /// Makes the pane with the keys larger, or smaller. Steps that this screen has no room for are passed over.
    ///
    /// @param by 1 or -1
    static Step change(Model model, int by) {
        Bench bench = model.bench();
        Pane pane = bench.focus();
        String zoom = model.display().keymap().key(Action.ZOOM);
        if (bench.zoomed()) {
            return Step.of(model.say(Role.DIM, "This pane is alone; %s shows all panes again".formatted(zoom)));
        }
        int before = cells(model, bench);
        for (int count = bench.sizes().of(pane) + by; Math.abs(count) <= MOST; count += by) {
            Bench changed = bench.sizes(bench.sizes().with(pane, count));
            if (Integer.signum(cells(model, changed) - before) == by) {
                return Update.resizeShells(model, model.bench(changed));
            }
        }
        return Step.of(model.say(
                Role.DIM,
                by > 0
                        ? "There is no room to make this pane larger; %s shows it alone".formatted(zoom)
                        : "This pane cannot be smaller here"));
    }
}
