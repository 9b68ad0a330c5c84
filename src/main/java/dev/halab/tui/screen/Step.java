package dev.halab.tui.screen;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// What follows from a message: the next model, and what is to be done in the world.
public record Step(Model model, List<Effect> effects) {
    public Step {
        effects = List.copyOf(effects);
    }

    static Step of(Model model, Effect... effects) {
        return new Step(model, Arrays.asList(effects));
    }

    Step and(Effect effect) {
        List<Effect> more = new ArrayList<>(effects);
        more.add(effect);
        return new Step(model, more);
    }
}
