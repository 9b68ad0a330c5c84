package dev.halab.tui.screen;

import dev.halab.terminal.Size;
import dev.halab.terminal.VtScreen;
import dev.halab.tui.Role;
import dev.halab.tui.keys.Action;
import java.util.List;
import java.util.Optional;

/// What can be done to the shells of the nodes.
final class Shells {
    private static final List<Action> BY_NUMBER = List.of(
            Action.NODE_1, Action.NODE_2, Action.NODE_3, Action.NODE_4, Action.NODE_5, Action.NODE_6, Action.NODE_7);

    /// So many nodes have a key of their own.
    static final int NUMBERED = BY_NUMBER.size();

    private static final Size SMALL = new Size(80, 24);

    private Shells() {}

    /// The first node where a command seems to run.
    static Optional<String> running(Model model) {
        Bench bench = model.bench();
        return bench.nodes().stream()
                .filter(n -> bench.tab(n).running(model.now()))
                .findFirst();
    }

    /// To the shell of a node; opens it if there is none yet.
    static Step enter(Model model, String node) {
        if (node.isEmpty()) {
            return Step.of(model.say(Role.WAIT, "There are no machines to open a shell on"));
        }
        Bench bench = model.bench().node(node).focus(Pane.SHELL);
        Model there = model.bench(bench.tab(node, bench.tab(node).looked()));
        Step resized = Update.resizeShells(model, there);
        return bench.tab(node).state() == Tab.State.CLOSED ? open(resized.model(), node) : resized;
    }

    private static Step open(Model model, String node) {
        Bench bench = model.bench();
        Size size = Arrangement.shell(model.size(), bench).orElse(SMALL);
        return Step.of(
                model.bench(bench.tab(node, bench.tab(node).to(Tab.State.OPENING, model.now(), ""))),
                new Effect.OpenShell(node, size));
    }

    /// The number of the node, from 1, whose shell an action leads to; empty for other actions.
    static Optional<Integer> number(Action action) {
        int at = BY_NUMBER.indexOf(action);
        return at < 0 ? Optional.empty() : Optional.of(at + 1);
    }

    /// To the shell of a node by its number, from 1.
    static Step number(Model model, int number) {
        Bench bench = model.bench();
        return number > bench.nodes().size()
                ? Step.of(model.say(
                        Role.DIM, "There are %d nodes".formatted(bench.nodes().size())))
                : enter(model, bench.nodes().get(number - 1));
    }

    /// Opens a shell again that is gone.
    static Step reconnect(Model model) {
        Bench bench = model.bench();
        Tab tab = bench.tab();
        return switch (tab.state()) {
            case LIVE -> Step.of(model.say(Role.DIM, "The shell of %s is open".formatted(bench.node())));
            case OPENING -> Step.of(model.say(Role.DIM, "The shell of %s is opening".formatted(bench.node())));
            case CLOSED, GONE ->
                bench.node().isEmpty() ? enter(model, "") : open(model.bench(bench.focus(Pane.SHELL)), bench.node());
        };
    }

    /// Looks back by some more lines; fewer if negative.
    static Step back(Model model, int lines) {
        Bench bench = model.bench();
        Tab tab = bench.tab();
        int to = lines >= 1_000_000 ? lines : tab.scrolledBack() + lines;
        return Step.of(model.bench(bench.tab(bench.node(), tab.back(to))));
    }

    /// Back to what the shell shows now.
    static Step live(Model model) {
        Bench bench = model.bench();
        return Step.of(model.bench(bench.tab(bench.node(), bench.tab().back(0))));
    }

    /// Searches for the last text again.
    static Step find(Model model, VtScreen.Search direction) {
        Bench bench = model.bench();
        if (bench.search().isEmpty()) {
            return Step.of(model.say(Role.DIM, "Nothing was searched for yet"));
        }
        int from = Math.max(0, bench.tab().scrolledBack() + (direction == VtScreen.Search.OLDER ? 1 : -1));
        return Step.of(model, new Effect.Find(bench.node(), bench.search(), from, direction));
    }

    static Step found(Model model, String node, Optional<Integer> age) {
        Bench bench = model.bench();
        return age.map(a -> Step.of(model.bench(bench.tab(node, bench.tab(node).back(Math.max(1, a))))))
                .orElseGet(() -> Step.of(model.say(Role.WAIT, "'%s' was not found".formatted(bench.search()))));
    }

    /// Pastes a block, without the line end that would run it.
    static Step insert(Model model, String block) {
        Bench bench = model.bench();
        if (bench.tab().state() != Tab.State.LIVE) {
            return Step.of(model.say(Role.WAIT, "There is no open shell to paste into"));
        }
        return Step.of(
                model.bench(bench.focus(Pane.SHELL)
                                .tab(bench.node(), bench.tab().back(0)))
                        .say(Role.TEXT, "Pasted into %s; Enter is yours to press".formatted(bench.node())),
                new Effect.PasteInto(bench.node(), block.stripTrailing(), false));
    }
}
