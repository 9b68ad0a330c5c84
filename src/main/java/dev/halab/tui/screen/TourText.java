package dev.halab.tui.screen;

import dev.halab.tui.Line;
import dev.halab.tui.Role;
import dev.halab.tui.keys.Action;
import dev.halab.tui.keys.Keymap;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The tour: the few things to know.
final class TourText {
    static final int PAGES = 6;
    /// The page on which the learner chooses who makes the machines.
    static final int WORLD = 1;

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
            case WORLD -> world(model);
            case 2 ->
                List.of(
                        title("In a shell, every key is the shell's"),
                        text("All but one: the leader. After it, one key is halab's again."),
                        Line.EMPTY,
                        key(leader, "the leader; twice sends it to the shell"),
                        key(leader + " " + keys.key(Action.NEXT_PANE), "to the next pane, where keys need no leader"));
            case 3 ->
                List.of(
                        title("Checks"),
                        text("They run by themselves when you pause. A check reads, and changes nothing."),
                        Line.EMPTY,
                        key(keys.key(Action.CHECK), "judges now"),
                        key(keys.key(Action.EVIDENCE), "shows what was read for the marked check"));
            case 4 ->
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

    private static List<Line> world(Model model) {
        Known known = model.known();
        List<Line> lines = new ArrayList<>();
        lines.add(title("Where your machines come from"));
        if (known.topology().isPresent()) {
            lines.add(text("They are there, made by %s. `halab destroy` removes them; then another can make them."
                    .formatted(known.provider())));
        } else if (known.fitting().isEmpty()) {
            lines.add(Line.of(Role.WAIT, "Looking what this host can run"));
        } else if (known.fitting().get().isEmpty()) {
            lines.add(text("This host can run none of those that halab knows yet. `halab doctor` says what is "
                    + "missing, and the command that installs it."));
        } else {
            lines.addAll(offers(known));
        }
        return lines;
    }

    private static List<Line> offers(Known known) {
        List<Line> lines = new ArrayList<>();
        List<String> fitting = known.fitting().orElse(List.of());
        lines.add(text("This host can run:"));
        lines.add(Line.EMPTY);
        for (int i = 0; i < fitting.size(); i++) {
            Line line = key(Integer.toString(i + 1), words(fitting.get(i)));
            lines.add(fitting.get(i).equals(known.provider()) ? line.and(Role.OK, " (in use)") : line);
        }
        lines.add(Line.EMPTY);
        lines.add(text("A number chooses, for later starts too. What another one lacks: `halab doctor --provider P`."));
        return lines;
    }

    private static String words(String provider) {
        return switch (provider) {
            case "docker" -> "docker: real programs in system containers, in minutes";
            case "vagrant" -> "vagrant: real virtual machines; more memory, more time";
            case "ssh" -> "ssh: the machines of your inventory";
            default -> provider;
        };
    }

    /// The provider that a number stands for; empty if none can be chosen by it now.
    static Optional<String> offered(Model model, String number) {
        List<String> fitting = model.known().fitting().orElse(List.of());
        int index = Integer.parseInt(number) - 1;
        return model.known().topology().isEmpty() && index >= 0 && index < fitting.size()
                ? Optional.of(fitting.get(index))
                : Optional.empty();
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
