package dev.halab.tui.screen;

import dev.halab.tui.Line;
import dev.halab.tui.Role;
import dev.halab.tui.keys.Action;
import dev.halab.tui.keys.Keymap;
import java.util.List;

/// The tour: the few things to know.
final class TourText {
    static final int PAGES = 5;

    private TourText() {}

    static List<Line> page(Model model, int page) {
        Keymap keys = model.display().keymap();
        String leader = keys.leader().text();
        return switch (page) {
            case 0 ->
                List.of(
                        title("Welcome to halab"),
                        text("You get machines and a task. You work in real shells on the machines; halab looks at "
                                + "them, says what holds, what does not and why, and helps as much as you ask for."),
                        Line.EMPTY,
                        key(keys.key(Action.CHOOSE), "goes on: with the marked task, with the next page of this tour"));
            case 1 ->
                List.of(
                        title("In a shell, every key is the shell's"),
                        text("All but one: the leader. After it, one key is halab's again."),
                        Line.EMPTY,
                        key(leader, "the leader; twice sends it to the shell"),
                        key(leader + " " + keys.key(Action.NEXT_PANE), "to the next pane, where keys need no leader"));
            case 2 ->
                List.of(
                        title("Checks"),
                        text("They run by themselves when you pause. A check reads, and changes nothing."),
                        Line.EMPTY,
                        key(keys.key(Action.CHECK), "judges now"),
                        key(keys.key(Action.EVIDENCE), "shows what was read for the marked check"));
            case 3 ->
                List.of(
                        title("Help, as much as you want"),
                        text("First a question, then where to look, then the edit."),
                        Line.EMPTY,
                        key(keys.key(Action.HINT), "the next hint for what fails now"),
                        key(keys.key(Action.SOLVE), "the solution; asks first"));
            default ->
                List.of(
                        title("Everything else"),
                        Line.EMPTY,
                        key(keys.key(Action.HELP), "lists the keys of where you are"),
                        key(keys.key(Action.PALETTE), "searches everything that can be done"),
                        key(keys.key(Action.TOUR), "shows this tour again"));
        };
    }

    private static Line title(String text) {
        return Line.of(Role.TITLE, text);
    }

    private static Line text(String text) {
        return Line.of(Role.TEXT, text);
    }

    private static Line key(String key, String does) {
        return Line.of(Role.KEYCAP, "%-8s".formatted(key)).and(Role.TEXT, does);
    }
}
