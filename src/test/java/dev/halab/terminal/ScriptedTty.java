package dev.halab.terminal;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/// A terminal without a terminal: keys are scripted, and what is written is looked at on a pane. Waits for nothing.
public final class ScriptedTty implements Tty {
    private final Deque<Input> inputs = new ArrayDeque<>();
    private final List<byte[]> writes = new ArrayList<>();
    private JlineVtScreen screen;
    private Size size;
    private boolean entered;
    private int suspended;
    private boolean closed;

    public ScriptedTty(int columns, int rows) {
        size = new Size(columns, rows);
        screen = new JlineVtScreen(size);
    }

    /// Types a text; sequences are decoded as the real terminal's are.
    public synchronized ScriptedTty types(String text) {
        var decoder = new KeyDecoder();
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        inputs.addAll(decoder.feed(bytes, 0, bytes.length));
        inputs.addAll(decoder.expire());
        return this;
    }

    /// Lets something happen.
    public synchronized ScriptedTty happens(Input input) {
        inputs.add(input);
        return this;
    }

    /// Gives it another size, and tells so.
    public synchronized ScriptedTty resizes(int columns, int rows) {
        size = new Size(columns, rows);
        screen.resize(size);
        return happens(new Input.Resized(size));
    }

    /// What stands on it.
    public synchronized VtView view() {
        return screen.view(0);
    }

    /// Its rows as text.
    public String text() {
        VtView view = view();
        var rows = new ArrayList<String>();
        for (int row = 0; row < view.size().rows(); row++) {
            rows.add(view.text(row));
        }
        return String.join("\n", rows).stripTrailing();
    }

    /// Every write so far.
    public synchronized List<byte[]> writes() {
        return List.copyOf(writes);
    }

    public synchronized boolean entered() {
        return entered;
    }

    /// How often it was suspended.
    public synchronized int suspended() {
        return suspended;
    }

    public synchronized boolean closed() {
        return closed;
    }

    @Override
    public synchronized Size size() {
        return size;
    }

    @Override
    public synchronized void enter(Modes modes) {
        entered = true;
    }

    @Override
    public synchronized void leave() {
        entered = false;
    }

    @Override
    public synchronized void write(byte[] bytes, int length) {
        writes.add(Arrays.copyOf(bytes, length));
        screen.feed(bytes, 0, length);
    }

    @Override
    public synchronized Optional<Input> next(Duration limit) {
        return Optional.ofNullable(inputs.poll());
    }

    @Override
    public synchronized void suspend() {
        suspended++;
    }

    @Override
    public synchronized void close() {
        entered = false;
        closed = true;
    }
}
