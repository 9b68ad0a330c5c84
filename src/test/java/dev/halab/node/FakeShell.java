package dev.halab.node;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/// A shell that prints and ends when the test says so, on the test's own thread.
public final class FakeShell implements Shell {
    private final Listener listener;
    private final ByteArrayOutputStream sent = new ByteArrayOutputStream();
    private final List<Size> sizes = new ArrayList<>();
    private OptionalInt status = OptionalInt.empty();
    private boolean ended;

    public FakeShell(Size size, Listener listener) {
        this.listener = listener;
        sizes.add(size);
    }

    /// Prints a text.
    public void prints(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        listener.received(bytes, bytes.length);
    }

    /// Ends as a shell does by itself.
    public void ends(int with) {
        status = OptionalInt.of(with);
        end("it ended with status " + with);
    }

    /// Ends as if the node had gone.
    public void breaks(String why) {
        end(why);
    }

    /// What was typed.
    public synchronized String sent() {
        return sent.toString(StandardCharsets.UTF_8);
    }

    /// The sizes it was given, the first when it was opened.
    public synchronized List<Size> sizes() {
        return List.copyOf(sizes);
    }

    /// Whether it has ended or was closed.
    public synchronized boolean ended() {
        return ended;
    }

    private void end(String why) {
        synchronized (this) {
            if (ended) {
                return;
            }
            ended = true;
        }
        listener.closed(why);
    }

    @Override
    public synchronized void send(byte[] bytes) {
        if (!ended) {
            sent.writeBytes(bytes);
        }
    }

    @Override
    public synchronized void resize(Size size) {
        sizes.add(size);
    }

    @Override
    public OptionalInt status() {
        return status;
    }

    @Override
    public void close() {
        end("it was closed here");
    }
}
