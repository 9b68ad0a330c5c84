package dev.halab.program;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.function.Consumer;

/// Reads a stream of a program to its end on a thread of its own, keeping a bounded part of it.
final class Pump implements AutoCloseable {
    private static final int LONGEST_LINE = 8 * 1024;

    private final InputStream in;
    private final int most;
    private final boolean keepsTail;
    private final Consumer<String> line;
    private final Thread thread;

    // guarded by this
    private byte[] kept = new byte[1024];
    private int length;

    private Pump(InputStream in, int most, boolean keepsTail, Consumer<String> line) {
        this.in = in;
        this.most = most;
        this.keepsTail = keepsTail;
        this.line = line;
        this.thread = Thread.ofVirtual().unstarted(this::drain);
    }

    /// Keeps the first `most` bytes.
    static Pump head(InputStream in, int most, Consumer<String> line) {
        return started(new Pump(in, most, false, line));
    }

    /// Keeps the last `most` bytes.
    static Pump tail(InputStream in, int most, Consumer<String> line) {
        return started(new Pump(in, most, true, line));
    }

    private static Pump started(Pump pump) {
        pump.thread.start();
        return pump;
    }

    /// What was read, after the end of the stream or `grace`, whichever comes first.
    String text(Duration grace) throws InterruptedException {
        thread.join(grace);
        return textSoFar();
    }

    synchronized String textSoFar() {
        int from = Math.max(0, length - most);
        return new String(kept, from, length - from, StandardCharsets.UTF_8);
    }

    private void drain() {
        Lines lines = new Lines(line);
        byte[] buffer = new byte[8192];
        try {
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                keep(buffer, n);
                lines.add(buffer, n);
            }
        } catch (IOException e) {
            // closed while reading: what came so far is all there is
            lines.end();
            return;
        }
        lines.end();
    }

    private synchronized void keep(byte[] buffer, int n) {
        int room = keepsTail ? n : Math.min(n, most - length);
        if (length + room > kept.length) {
            int wanted = Math.max(length + room, kept.length * 2);
            kept = Arrays.copyOf(kept, keepsTail ? wanted : Math.min(wanted, most));
        }
        System.arraycopy(buffer, 0, kept, length, room);
        length += room;
        if (keepsTail && length > 2 * most) {
            System.arraycopy(kept, length - most, kept, 0, most);
            length = most;
        }
    }

    @Override
    public void close() {
        try {
            in.close();
        } catch (IOException e) {
            // nothing is read from it any more
            return;
        }
    }

    /// Cuts bytes into lines.
    private static final class Lines {
        private final Consumer<String> line;
        private final byte[] pending = new byte[LONGEST_LINE];
        private int count;

        Lines(Consumer<String> line) {
            this.line = line;
        }

        void add(byte[] bytes, int n) {
            for (int i = 0; i < n; i++) {
                if (bytes[i] == '\n' || bytes[i] == '\r') {
                    end();
                } else {
                    if (count == LONGEST_LINE) {
                        end();
                    }
                    pending[count++] = bytes[i];
                }
            }
        }

        void end() {
            if (count > 0) {
                line.accept(new String(pending, 0, count, StandardCharsets.UTF_8));
                count = 0;
            }
        }
    }
}
