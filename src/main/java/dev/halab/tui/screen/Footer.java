package dev.halab.tui.screen;

import dev.halab.tui.Canvas;
import dev.halab.tui.Glyphs;
import dev.halab.tui.Role;
import dev.halab.tui.keys.Action;
import dev.halab.tui.keys.Context;
import dev.halab.tui.keys.Keymap;
import java.util.List;

/// The last line: the keys that matter most now. The key for help is the last to go.
final class Footer {
    private Footer() {}

    static void draw(Canvas canvas, Model model, int y) {
        Keymap keys = model.display().keymap();
        boolean shell = (Keys.toShell(model) || Keys.goneUnderTheKeys(model))
                && !model.bench().leader();
        String prefix = shell ? keys.leader().text() + " " : "";
        int width = canvas.all().width();
        String help = prefix + keys.key(Action.HELP);
        int end = width - Glyphs.width(help) - 5;
        canvas.put(end, y, width - end, Role.KEYCAP, help);
        canvas.put(width - 5, y, 5, Role.DIM, " keys");
        int at = 1;
        if (shell) {
            at = canvas.put(at, y, width, Role.KEYCAP, keys.leader().text() + " ");
            at = canvas.put(at, y, width, Role.DIM, "leads:  ");
        }
        for (Action action : actions(model)) {
            String key = keys.key(action);
            int room = Glyphs.width(key) + 1 + Glyphs.width(action.label()) + 3;
            if (key.isEmpty() || at + room > end) {
                continue;
            }
            at = canvas.put(at, y, end - at, Role.KEYCAP, key);
            at = canvas.put(at + 1, y, end - at, Role.DIM, action.label()) + 2;
        }
    }

    private static List<Action> actions(Model model) {
        if (Keys.context(model) == Context.SCROLL) {
            return List.of(
                    Action.LIVE,
                    Action.UP,
                    Action.DOWN,
                    Action.PAGE_UP,
                    Action.SEARCH,
                    Action.SEARCH_AGAIN,
                    Action.SEARCH_BACK,
                    Action.TOP);
        }
        return switch (model.place()) {
            case HOME ->
                List.of(
                        Action.CHOOSE,
                        Action.DOWN,
                        Action.BRING_UP,
                        Action.WATCH_MACHINES,
                        Action.PALETTE,
                        Action.QUIT,
                        Action.TOUR);
            case MACHINES -> List.of(Action.BACK, Action.RETRY, Action.LOG, Action.ABORT, Action.PALETTE, Action.QUIT);
            case LAB ->
                List.of(
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
}
