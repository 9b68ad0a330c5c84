package dev.halab.tui.paint;

import java.util.HashMap;
import java.util.Map;

/// Glyphs for the cells of frames, each made once: making one costs more than drawing it.
final class Characters {
    /// As many are kept; with more, all are made anew.
    private static final int MOST = 20_000;

    /// Written out: what a record does by itself is made at every start, which the first picture would wait for.
    private record Cell(int codePoint, long style, boolean wide) {
        @Override
        public boolean equals(Object other) {
            return other instanceof Cell cell
                    && cell.codePoint == codePoint
                    && cell.style == style
                    && cell.wide == wide;
        }

        @Override
        public int hashCode() {
            return 31 * codePoint + Long.hashCode(style) + (wide ? 1 : 0);
        }
    }

    private final Map<Cell, Glyph> made = new HashMap<>();
    private Cell last = new Cell(' ', 0, false);
    private Glyph lastMade = Glyph.BLANK;

    /// @param codePoint 0 for the right half of a wide one
    Glyph glyph(int codePoint, long style, boolean wide) {
        if (last.codePoint != codePoint || last.style != style || last.wide != wide) {
            if (made.size() > MOST) {
                made.clear();
            }
            last = new Cell(codePoint, style, wide);
            lastMade = made.computeIfAbsent(last, cell -> new Glyph(cell.codePoint, cell.style, cell.wide));
        }
        return lastMade;
    }
}
