package dev.halab.tui.screen;

import dev.halab.terminal.Input;
import dev.halab.terminal.KeyName;
import dev.halab.tui.Role;
import dev.halab.tui.keys.Action;
import dev.halab.tui.keys.Chord;
import dev.halab.tui.keys.Context;
import java.util.Optional;

/// Where a key goes when nothing lies over the screen: into the shell, or to an action.
final class Keys {
    private static final Chord CTRL_C = new Chord(KeyName.CHARACTER, 'c', true, false);

    private Keys() {}

    static Step key(Model model, Input.Key key, Chord chord) {
        Bench bench = model.bench();
        Chord leader = model.display().keymap().leader();
        if (model.place() == Place.LAB && bench.leader()) {
            Model released = model.bench(bench.leader(false));
            if (chord.equals(leader) && toShell(released)) {
                return type(released, key);
            }
            return act(released, Context.LAB, chord);
        }
        if (model.place() == Place.LAB && chord.equals(leader)) {
            return Step.of(model.bench(bench.leader(true)));
        }
        if (toShell(model)) {
            return type(model, key);
        }
        return act(model, context(model), chord);
    }

    /// Whether keys go to a shell: it has them, it lives, and the learner does not look back in it.
    static boolean toShell(Model model) {
        Bench bench = model.bench();
        return model.place() == Place.LAB
                && bench.focus() == Pane.SHELL
                && bench.tab().state() == Tab.State.LIVE
                && bench.tab().scrolledBack() == 0;
    }

    /// The keys that hold now.
    static Context context(Model model) {
        Bench bench = model.bench();
        return model.place() == Place.LAB
                        && bench.focus() == Pane.SHELL
                        && bench.tab().scrolledBack() > 0
                        && !bench.leader()
                ? Context.SCROLL
                : model.place().context();
    }

    private static Step type(Model model, Input.Key key) {
        return Step.of(
                model.work(model.work().acted(model.now())),
                new Effect.Type(model.bench().node(), key));
    }

    private static Step act(Model model, Context context, Chord chord) {
        Optional<Action> action = model.display().keymap().action(context, chord);
        if (action.isPresent()) {
            return Actions.act(model, action.get());
        }
        String quit = model.display().keymap().key(Action.QUIT);
        String help = model.display().keymap().key(Action.HELP);
        return Step.of(model.say(
                Role.DIM,
                chord.equals(CTRL_C)
                        ? "%s leaves halab; Ctrl-C does not".formatted(quit)
                        : "%s means nothing here; %s lists the keys".formatted(chord.text(), help)));
    }
}
