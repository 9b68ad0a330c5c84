package dev.halab.tui.live;

import dev.halab.node.Shell;
import dev.halab.terminal.VtScreen;
import dev.halab.tui.screen.Msg;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/// The shell of a node with what it shows. What is typed goes out on a thread of its own, so that a node which takes
/// nothing in does not stop the screen.
final class LiveShell implements Shell.Listener {
    private static final byte[] END = new byte[0];

    private final String node;
    private final VtScreen screen;
    private final Consumer<Msg> news;
    private final BlockingQueue<byte[]> typed = new LinkedBlockingQueue<>();
    private final AtomicBoolean told = new AtomicBoolean();

    /// Used by the thread that reads alone.
    private boolean prompted;

    LiveShell(String node, VtScreen screen, Consumer<Msg> news) {
        this.node = node;
        this.screen = screen;
        this.news = news;
    }

    VtScreen screen() {
        return screen;
    }

    void send(byte[] bytes) {
        if (bytes.length > 0) {
            typed.add(bytes);
        }
    }

    /// Sends what is typed until the shell ends.
    void pump(Shell shell) {
        try {
            for (byte[] bytes = typed.take(); bytes.length > 0; bytes = typed.take()) {
                shell.send(bytes);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void received(byte[] bytes, int length) {
        screen.feed(bytes, 0, length);
        send(screen.answers());
        boolean prompt = PromptLike.stands(screen.view(0));
        boolean turned = prompt != prompted;
        prompted = prompt;
        // one message for everything until it is looked at, but for a prompt that comes or goes
        if (told.compareAndSet(false, true) || turned) {
            news.accept(new Msg.ShellPrinted(node, screen.modes().alternateScreen(), prompt));
        }
    }

    /// The screen was looked at: what is printed from now on is news.
    void looked() {
        told.set(false);
    }

    @Override
    public void closed(String why) {
        typed.add(END);
        news.accept(new Msg.ShellEnded(node, why));
    }
}
