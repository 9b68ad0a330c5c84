package dev.halab.terminal;

import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// The lines that scrolled out, up to a cap: the newest push out the oldest.
final class Scrollback {
    /// A line as it was.
    @SuppressWarnings("ArrayRecordComponent") // compared by nobody
    record Line(int[] codePoints, long[] styles) {}

    private final @Nullable Line[] lines;
    private int start;
    private int count;

    Scrollback(int most) {
        lines = new @Nullable Line[most];
    }

    void add(Line line) {
        lines[(start + count) % lines.length] = line;
        if (count < lines.length) {
            count++;
        } else {
            start = (start + 1) % lines.length;
        }
    }

    int count() {
        return count;
    }

    /// A line by how long ago it scrolled out: 0 is the newest.
    Line line(int ago) {
        return Objects.requireNonNull(lines[(start + count - 1 - ago) % lines.length]);
    }

    void clear() {
        Arrays.fill(lines, null);
        start = 0;
        count = 0;
    }
}
