package dev.halab.tui.screen;

import dev.halab.terminal.Input;
import dev.halab.terminal.KeyName;
import dev.halab.tui.Role;
import dev.halab.tui.keys.Action;
import dev.halab.tui.keys.Chord;
import dev.halab.tui.keys.Context;
import dev.halab.tui.keys.Keymap;
import java.util.Optional;

/// Where a key goes when nothing lies over the screen: into the shell, or to an action.
final class Keys {
    private static final Chord CTRL_C = new Chord(KeyName.CHARACTER, 'c', true, false);

    private Keys() {}

    static Step key(Model model, Input.Key key, Chord chord) {
        if (model.place() == Place.HOME && model.filter().typing()) {
            return Filter.key(model, chord);
        }
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
        if (goneUnderTheKeys(model)) {
            return gone(model, chord);
        }
        return act(model, context(model), chord);
    }

    /// Whether keys go to a shell: it has them, it lives or is about to, and the learner does not look back in it.
    static boolean toShell(Model model) {
        Tab.State state = model.bench().tab().state();
        return shellHasKeys(model) && (state == Tab.State.LIVE || state == Tab.State.OPENING);
    }

    private static boolean shellHasKeys(Model model) {
        Bench bench = model.bench();
        return model.place() == Place.LAB
                && bench.focus() == Pane.SHELL
                && bench.tab().scrolledBack() == 0;
    }

    /// Whether the shell that has the keys is gone.
    static boolean goneUnderTheKeys(Model model) {
        return shellHasKeys(model) && model.bench().tab().state() == Tab.State.GONE;
    }

    /// The learner may not have seen yet that the shell is gone: what was meant for it must not become actions.
    private static Step gone(Model model, Chord chord) {
        Keymap keymap = model.display().keymap();
        Optional<Action> action = keymap.action(Context.LAB, chord);
        if (chord.name() != KeyName.CHARACTER && action.isPresent() && action.get() != Action.SHELL) {
            return Actions.act(model, action.get());
        }
        if (action.filter(a -> a == Action.RECONNECT || a == Action.SHELL).isPresent()) {
            return Shells.reconnect(model);
        }
        return Step.of(model.say(
                Role.WAIT,
                "The shell of %s is gone: %s opens it again, %s leads to all else"
                        .formatted(
                                model.bench().node(),
                                keymap.key(Action.RECONNECT),
                                keymap.leader().text())));
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
        Bench bench = model.bench();
        Tab tab = bench.tab().typed(key.name() == KeyName.ENTER, model.now());
        return Step.of(
                model.bench(bench.tab(bench.node(), tab)).work(model.work().acted(model.now())),
                new Effect.Type(bench.node(), key));
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
