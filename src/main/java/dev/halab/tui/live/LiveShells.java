package dev.halab.tui.live;

import dev.halab.node.Node;
import dev.halab.node.Shell;
import dev.halab.problem.HalabException;
import dev.halab.terminal.Size;
import dev.halab.terminal.VtScreen;
import dev.halab.terminal.VtView;
import dev.halab.tui.screen.Msg;
import dev.halab.tui.screen.Panes;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/// The learner's shells, one per node. Safe for use by several threads.
public final class LiveShells implements Panes, AutoCloseable {
    /// What a program left behind that ended without a word: alternate screen, colours, modes, half a line.
    private static final byte[] AFRESH = "\u001b[?1049l\u001b[!p\u001b[?9;1000;1002;1003;1004;1006;2004l\u001b[?5l\r\n"
            .getBytes(StandardCharsets.US_ASCII);

    private final Function<String, Node> nodes;
    private final Function<Size, VtScreen> screens;

    // guarded by this
    private final Map<String, LiveShell> shells = new HashMap<>();
    private final Map<String, Shell> open = new HashMap<>();
    private Size size = new Size(80, 24);

    /// @param nodes the machines by name
    /// @param screens makes an empty screen
    public LiveShells(Function<String, Node> nodes, Function<Size, VtScreen> screens) {
        this.nodes = nodes;
        this.screens = screens;
    }

    /// Makes room for the shell of a node below what an earlier one left: what is typed from now on is for it.
    ///
    /// @return opens the shell; waits for the node
    synchronized Runnable opening(String node, Size wanted, Consumer<Msg> news) {
        size = wanted;
        LiveShell before = shells.get(node);
        VtScreen screen = before == null ? screens.apply(wanted) : before.screen();
        if (before != null) {
            screen.feed(AFRESH, 0, AFRESH.length);
        }
        screen.resize(wanted);
        LiveShell shell = new LiveShell(node, screen, news);
        shells.put(node, shell);
        return () -> open(node, shell, wanted, news);
    }

    private void open(String node, LiveShell shell, Size wanted, Consumer<Msg> news) {
        try {
            Shell opened = nodes.apply(node).shell(new Shell.Size(wanted.columns(), wanted.rows()), shell);
            Size now;
            synchronized (this) {
                open.put(node, opened);
                now = size;
            }
            if (!now.equals(wanted)) {
                opened.resize(new Shell.Size(now.columns(), now.rows()));
            }
            news.accept(new Msg.ShellOpened(node));
            Thread.ofVirtual().name("typing to " + node).start(() -> shell.pump(opened));
        } catch (HalabException e) {
            news.accept(new Msg.ShellEnded(
                    node, e.problem().what() + ": " + e.problem().why()));
        }
    }

    /// The screen of a node's shell; empty if there is none.
    synchronized Optional<VtScreen> screen(String node) {
        return Optional.ofNullable(shells.get(node)).map(LiveShell::screen);
    }

    synchronized void send(String node, byte[] bytes) {
        LiveShell shell = shells.get(node);
        if (shell != null) {
            shell.send(bytes);
        }
    }

    /// Gives all shells another size.
    void resize(Size to) {
        List<LiveShell> all;
        List<Shell> told;
        synchronized (this) {
            size = to;
            all = new ArrayList<>(shells.values());
            told = new ArrayList<>(open.values());
        }
        all.forEach(s -> s.screen().resize(to));
        told.forEach(s -> s.resize(new Shell.Size(to.columns(), to.rows())));
    }

    @Override
    public Optional<VtView> view(String node, int scrolledBack) {
        LiveShell shell;
        synchronized (this) {
            shell = shells.get(node);
        }
        if (shell == null) {
            return Optional.empty();
        }
        shell.looked();
        return Optional.of(shell.screen().view(scrolledBack));
    }

    @Override
    public void close() {
        List<Shell> all;
        synchronized (this) {
            all = new ArrayList<>(open.values());
            open.clear();
        }
        all.forEach(Shell::close);
    }
}
