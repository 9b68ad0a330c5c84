package dev.halab.tui.screen;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The lab's screen: which panes are shown, where the keys go, which shells there are.
///
/// @param focus the pane that has the keys
/// @param side what the pane beside the shell shows: checks, evidence or topology
/// @param zoomed whether the pane with the keys is alone
/// @param leader whether the leader was pressed and the next key is an action
/// @param nodes names of the nodes, in order
/// @param node whose shell is shown; empty if there are no nodes
/// @param tabs the shells by node
/// @param check number of the marked check
/// @param block number of the marked block of code
/// @param taskScroll how far the task is scrolled
/// @param sideScroll how far evidence or topology is scrolled
/// @param search what was last searched for in a shell
/// @param sizes how large the learner made the panes
public record Bench(
        Pane focus,
        Pane side,
        boolean zoomed,
        boolean leader,
        List<String> nodes,
        String node,
        Map<String, Tab> tabs,
        int check,
        int block,
        int taskScroll,
        int sideScroll,
        String search,
        Sizes sizes) {
    static final Bench NONE =
            new Bench(Pane.TASK, Pane.CHECKS, false, false, List.of(), "", Map.of(), 0, 0, 0, 0, "", Sizes.USUAL);

    public Bench {
        nodes = List.copyOf(nodes);
        tabs = Map.copyOf(tabs);
    }

    /// The shell of a node.
    Tab tab(String name) {
        return tabs.getOrDefault(name, Tab.CLOSED);
    }

    Tab tab() {
        return tab(node);
    }

    Bench focus(Pane pane) {
        Pane beside = pane == Pane.TASK || pane == Pane.SHELL ? side : pane;
        return new Bench(
                pane, beside, zoomed, false, nodes, node, tabs, check, block, taskScroll, sideScroll, search, sizes);
    }

    Bench side(Pane pane) {
        Pane with = focus == Pane.TASK || focus == Pane.SHELL ? focus : pane;
        return new Bench(with, pane, zoomed, false, nodes, node, tabs, check, block, taskScroll, 0, search, sizes);
    }

    Bench zoomed(boolean alone) {
        return new Bench(
                focus, side, alone, false, nodes, node, tabs, check, block, taskScroll, sideScroll, search, sizes);
    }

    Bench leader(boolean pressed) {
        return new Bench(
                focus, side, zoomed, pressed, nodes, node, tabs, check, block, taskScroll, sideScroll, search, sizes);
    }

    Bench nodes(List<String> names) {
        String first = names.contains(node) || names.isEmpty() ? node : names.getFirst();
        return new Bench(
                focus, side, zoomed, leader, names, first, tabs, check, block, taskScroll, sideScroll, search, sizes);
    }

    Bench node(String name) {
        return new Bench(
                focus, side, zoomed, false, nodes, name, tabs, check, block, taskScroll, sideScroll, search, sizes);
    }

    Bench tab(String name, Tab tab) {
        Map<String, Tab> changed = new HashMap<>(tabs);
        changed.put(name, tab);
        return new Bench(
                focus, side, zoomed, leader, nodes, node, changed, check, block, taskScroll, sideScroll, search, sizes);
    }

    Bench check(int number) {
        return new Bench(focus, side, zoomed, leader, nodes, node, tabs, number, block, taskScroll, 0, search, sizes);
    }

    Bench block(int number) {
        return new Bench(
                focus, side, zoomed, leader, nodes, node, tabs, check, number, taskScroll, sideScroll, search, sizes);
    }

    Bench taskScroll(int lines) {
        return new Bench(
                focus,
                side,
                zoomed,
                leader,
                nodes,
                node,
                tabs,
                check,
                block,
                Math.max(0, lines),
                sideScroll,
                search,
                sizes);
    }

    Bench sideScroll(int lines) {
        return new Bench(
                focus,
                side,
                zoomed,
                leader,
                nodes,
                node,
                tabs,
                check,
                block,
                taskScroll,
                Math.max(0, lines),
                search,
                sizes);
    }

    Bench search(String text) {
        return new Bench(
                focus, side, zoomed, leader, nodes, node, tabs, check, block, taskScroll, sideScroll, text, sizes);
    }

    Bench sizes(Sizes other) {
        return new Bench(
                focus, side, zoomed, leader, nodes, node, tabs, check, block, taskScroll, sideScroll, search, other);
    }
}
