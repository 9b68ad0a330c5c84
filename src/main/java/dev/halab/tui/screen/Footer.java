package dev.halab.tui.screen;

import dev.halab.terminal.KeyName;
import dev.halab.tui.Canvas;
import dev.halab.tui.Glyphs;
import dev.halab.tui.Role;
import dev.halab.tui.keys.Action;
import dev.halab.tui.keys.Chord;
import dev.halab.tui.keys.Context;
import dev.halab.tui.keys.Keymap;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// The last line: the keys that matter most now. The key for help is the last to go.
final class Footer {
    /// A part of the line.
    ///
    /// @param action what a click on it does; empty for nothing
    record Part(int x, int width, Role role, String text, Optional<Action> action) {}

    /// Keys that belong together, and what they do.
    private record Entry(List<Action> actions, String label) {}

    private Footer() {}

    static void draw(Canvas canvas, Model model, int y) {
        parts(model).forEach(p -> canvas.put(p.x(), y, p.width(), p.role(), p.text()));
    }

    /// What a click on a column of the line does.
    static Optional<Action> at(Model model, int column) {
        return parts(model).stream()
                .filter(p -> column >= p.x() && column < p.x() + p.width())
                .findFirst()
                .flatMap(Part::action);
    }

    private static List<Part> parts(Model model) {
        if (model.place() == Place.HOME && model.filter().typing()) {
            return typing();
        }
        Keymap keys = model.display().keymap();
        boolean shell = (Keys.toShell(model) || Keys.goneUnderTheKeys(model))
                && !model.bench().leader();
        String leader = keys.leader().text() + " ";
        List<Part> parts = new ArrayList<>();
        int at = 1;
        if (shell) {
            at = add(parts, at, Role.KEYCAP, leader, Optional.empty());
            at = add(parts, at, Role.DIM, "leads:  ", Optional.empty());
        }
        String help = (shell ? leader : "") + keys.key(Action.HELP);
        int end = model.size().columns() - Glyphs.width(help) - 5;
        for (Entry entry : entries(model)) {
            if (at + width(keys, entry) <= end) {
                at = add(parts, at, keys, entry);
            }
        }
        int labelled = add(parts, end, Role.KEYCAP, help, Optional.of(Action.HELP));
        add(parts, labelled, Role.DIM, " keys", Optional.of(Action.HELP));
        return parts;
    }

    /// While words are typed on the course's screen, letters are no keys.
    private static List<Part> typing() {
        List<Part> parts = new ArrayList<>();
        int at = typing(parts, 1, KeyName.ENTER, "keep these", Action.CHOOSE);
        at = typing(parts, at, KeyName.ESCAPE, "all tasks again", Action.BACK);
        at = typing(parts, at, KeyName.UP, "", Action.UP);
        typing(parts, at - 2, KeyName.DOWN, "move", Action.DOWN);
        return parts;
    }

    private static int typing(List<Part> parts, int x, KeyName key, String label, Action action) {
        int at = add(parts, x, Role.KEYCAP, Chord.of(key).text(), Optional.of(action));
        return add(parts, at + 1, Role.DIM, label, Optional.of(action)) + 2;
    }

    private static int add(List<Part> parts, int x, Role role, String text, Optional<Action> action) {
        parts.add(new Part(x, Glyphs.width(text), role, text, action));
        return x + Glyphs.width(text);
    }

    private static int add(List<Part> parts, int x, Keymap keys, Entry entry) {
        int at = x;
        String before = "";
        for (Action action : keyed(keys, entry)) {
            at = add(parts, at, Role.KEYCAP, before + keys.key(action), Optional.of(action));
            before = "/";
        }
        return before.isEmpty()
                ? x
                : add(
                                parts,
                                at + 1,
                                Role.DIM,
                                entry.label(),
                                Optional.of(keyed(keys, entry).getLast()))
                        + 2;
    }

    private static int width(Keymap keys, Entry entry) {
        String all = String.join("/", keyed(keys, entry).stream().map(keys::key).toList());
        return Glyphs.width(all) + 1 + Glyphs.width(entry.label()) + 3;
    }

    /// Its actions that have a key.
    private static List<Action> keyed(Keymap keys, Entry entry) {
        return entry.actions().stream().filter(a -> !keys.key(a).isEmpty()).toList();
    }

    private static Entry one(Action action) {
        return new Entry(List.of(action), action.label());
    }

    private static Entry two(Action first, Action second, String label) {
        return new Entry(List.of(first, second), label);
    }

    private static List<Entry> all(Action... actions) {
        return Arrays.stream(actions).map(Footer::one).toList();
    }

    private static List<Entry> entries(Model model) {
        if (Keys.context(model) == Context.SCROLL) {
            return List.of(
                    one(Action.LIVE),
                    two(Action.UP, Action.DOWN, "line"),
                    two(Action.PAGE_UP, Action.PAGE_DOWN, "page"),
                    one(Action.SEARCH),
                    two(Action.SEARCH_AGAIN, Action.SEARCH_BACK, "older, newer match"),
                    one(Action.TOP));
        }
        return switch (model.place()) {
            case HOME ->
                List.of(
                        one(Action.CHOOSE),
                        two(Action.UP, Action.DOWN, "move"),
                        one(Action.BRING_UP),
                        one(Action.FILTER),
                        one(Action.PALETTE),
                        one(Action.QUIT),
                        one(Action.WATCH_MACHINES),
                        one(Action.TOUR));
            case MACHINES -> machines(model.bringing());
            case LAB ->
                all(
                        Action.NEXT_PANE,
                        Action.CHECK,
                        Action.HINT,
                        Action.EVIDENCE,
                        Action.ZOOM,
                        Action.NEXT_TASK,
                        Action.SCROLL,
                        Action.WATCH,
                        Action.TOPOLOGY,
                        Action.INSERT,
                        Action.SOLVE,
                        Action.PALETTE,
                        Action.HOME,
                        Action.QUIT);
        };
    }

    /// What would do nothing is left out.
    private static List<Entry> machines(Bringing bringing) {
        boolean running = bringing.stage() == Bringing.Stage.RUNNING;
        List<Entry> entries = new ArrayList<>(List.of(one(Action.BACK)));
        entries.add(one(running ? Action.ABORT : Action.RETRY));
        if (!bringing.log().isEmpty()) {
            entries.add(one(Action.LOG));
        }
        entries.addAll(all(Action.PALETTE, Action.QUIT));
        return entries;
    }
}
