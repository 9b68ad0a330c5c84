package dev.halab.terminal;

import java.util.BitSet;

/// Where tabs lead to. JLine's own stops are one column off, and end where the screen ended when it was made.
final class TabStops {
    private static final int EVERY = 8;
    private static final int COLUMNS = 4096;

    private final BitSet stops = new BitSet();

    TabStops() {
        reset();
    }

    /// Every eighth column.
    void reset() {
        stops.clear();
        for (int column = EVERY; column < COLUMNS; column += EVERY) {
            stops.set(column);
        }
    }

    void set(int column) {
        stops.set(column);
    }

    void clear(int column) {
        stops.clear(column);
    }

    void clear() {
        stops.clear();
    }

    /// The column `times` stops to the right, at most the last one.
    int after(int column, int times, int columns) {
        int at = column;
        for (int i = 0; i < times && at < columns - 1; i++) {
            int next = stops.nextSetBit(at + 1);
            at = next < 0 ? columns - 1 : Math.min(next, columns - 1);
        }
        return at;
    }

    /// The column `times` stops to the left, at least the first one.
    int before(int column, int times) {
        int at = column;
        for (int i = 0; i < times && at > 0; i++) {
            at = Math.max(0, stops.previousSetBit(at - 1));
        }
        return at;
    }
}
