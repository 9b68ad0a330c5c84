package dev.halab.tui.keys;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// Everything that can be done with a key. Footer, help, palette and docs/keys.md are made of this list.
public enum Action {
    HELP("help", Context.ANYWHERE, "keys", "All keys of this screen; Enter does the chosen one", "?"),
    PALETTE("palette", Context.ANYWHERE, "palette", "Search everything that can be done", ":"),
    UP("up", Context.ANYWHERE, "up", "Line up", "up", "k"),
    DOWN("down", Context.ANYWHERE, "down", "Line down", "down", "j"),
    PAGE_UP("page-up", Context.ANYWHERE, "page up", "Page up", "page-up"),
    PAGE_DOWN("page-down", Context.ANYWHERE, "page down", "Page down", "page-down"),
    BACK("back", Context.ANYWHERE, "back", "One step back; from the lab to the course", "escape"),
    QUIT("quit", Context.ANYWHERE, "quit", "Leave halab; machines and progress stay", "q"),
    REDRAW("redraw", Context.ANYWHERE, "redraw", "Draw the screen anew", "C-l"),
    SUSPEND("suspend", Context.ANYWHERE, "suspend", "Back to the shell that halab was started in; `fg` returns", "C-z"),
    CHOOSE("choose", Context.ANYWHERE, "choose", "What the marked line offers", "enter"),

    BRING_UP("machines.up", Context.HOME, "machines up", "Bring the machines of the marked lab up", "u"),
    WATCH_MACHINES("machines.show", Context.HOME, "machines", "The machines and what is being done to them", "m"),
    TOUR("tour", Context.HOME, "tour", "The five keys to know", "t"),
    FILTER("filter", Context.HOME, "filter", "Only the tasks with these words in their names; Esc ends it", "/"),

    RETRY("machines.retry", Context.MACHINES, "retry", "Bring the machines up; goes on where it stopped", "r"),
    LOG("machines.log", Context.MACHINES, "log", "All that was said so far, or the rows again", "l"),
    ABORT("machines.abort", Context.MACHINES, "abort", "Stop bringing the machines up", "a"),

    NEXT_PANE("pane.next", Context.LAB, "pane", "Next pane", "tab"),
    PREVIOUS_PANE("pane.previous", Context.LAB, "pane back", "Previous pane", "backtab"),
    SHELL("shell", Context.LAB, "shell", "To the shell of the current node", "enter"),
    NODE_1("node.1", Context.LAB, "node 1", "Shell of the first node", "1"),
    NODE_2("node.2", Context.LAB, "node 2", "Shell of the second node", "2"),
    NODE_3("node.3", Context.LAB, "node 3", "Shell of the third node", "3"),
    NODE_4("node.4", Context.LAB, "node 4", "Shell of the fourth node", "4"),
    NODE_5("node.5", Context.LAB, "node 5", "Shell of the fifth node", "5"),
    NODE_6("node.6", Context.LAB, "node 6", "Shell of the sixth node", "6"),
    NODE_7("node.7", Context.LAB, "node 7", "Shell of the seventh node", "7"),
    CHECK("check", Context.LAB, "check", "Judge the task now", "c"),
    WATCH("watch", Context.LAB, "watch", "Judge by itself after a pause in typing, or not", "w"),
    HINT("hint", Context.LAB, "hint", "The next hint for what fails now", "h"),
    SOLVE("solve", Context.LAB, "solution", "Replay the answer; asks first, the task counts as shown", "s"),
    ANSWER("answer", Context.LAB, "answer", "Answer the question of the marked check", "a"),
    NEXT_TASK("task.next", Context.LAB, "next task", "The next task; only when this one holds", "n"),
    EVIDENCE("evidence", Context.LAB, "evidence", "What was read for the marked check, or the checks again", "d"),
    TOPOLOGY("topology", Context.LAB, "topology", "The nodes and how they stand, or the checks again", "m"),
    NEXT_BLOCK("block.next", Context.LAB, "next block", "Mark the next block of code of the task", "b"),
    COPY("block.copy", Context.LAB, "copy", "Copy the marked block to the clipboard of the terminal", "y"),
    COPY_PAGE(
            "page.copy", Context.LAB, "copy page", "Copy the title of an exam page of the task to the clipboard", "Y"),
    INSERT("block.insert", Context.LAB, "insert", "Paste the marked block into the shell, without Enter", "i"),
    ZOOM("zoom", Context.LAB, "zoom", "The pane alone, or all panes again", "z"),
    LARGER("pane.larger", Context.LAB, "larger", "Make the pane with the keys larger, until halab is left", "+"),
    SMALLER(
            "pane.smaller",
            Context.LAB,
            "smaller",
            "Make the pane with the keys smaller, until halab is left",
            "_",
            "-"),
    SCROLL("scroll", Context.LAB, "scroll", "Look back in the shell", "["),
    RECONNECT("shell.reconnect", Context.LAB, "reconnect", "Open the shell of this node again", "r"),
    HOME("home", Context.LAB, "course", "To the course; shells stay open", "g"),

    SEARCH("scroll.search", Context.SCROLL, "search", "Search back for a text", "/"),
    SEARCH_AGAIN("scroll.again", Context.SCROLL, "older", "The next older match", "n"),
    SEARCH_BACK("scroll.newer", Context.SCROLL, "newer", "The next newer match", "N"),
    TOP("scroll.top", Context.SCROLL, "oldest", "To the oldest line", "home"),
    LIVE("scroll.live", Context.SCROLL, "live", "Back to the live shell", "q", "end", "i");

    private final String id;
    private final Context context;
    private final String label;
    private final String help;
    /// Parted by spaces.
    private final String keys;

    Action(String id, Context context, String label, String help, String... keys) {
        this.id = id;
        this.context = context;
        this.label = label;
        this.help = help;
        this.keys = String.join(" ", keys);
    }

    /// The action of that id.
    public static Optional<Action> of(String id) {
        return Arrays.stream(values()).filter(a -> a.id.equals(id)).findFirst();
    }

    static List<String> ids() {
        return Arrays.stream(values()).map(Action::id).toList();
    }

    /// Its name in `keys.yaml`.
    public String id() {
        return id;
    }

    public Context context() {
        return context;
    }

    /// A word or two for the footer.
    public String label() {
        return label;
    }

    /// A line for help and palette.
    public String help() {
        return help;
    }

    /// Its keys, unless `keys.yaml` names others.
    List<String> keys() {
        return List.of(keys.split(" ", -1));
    }
}
