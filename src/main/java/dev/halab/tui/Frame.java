package dev.halab.tui;

import dev.halab.terminal.VtStyle;
import java.util.Arrays;
import java.util.Optional;

/// A picture of cells. Does not change; a [Canvas] makes it.
public final class Frame {
    /// Where the terminal's own cursor stands, counted from 0.
    public record Cursor(int x, int y) {}

    private final int width;
    private final int height;
    private final int[] codePoints;
    private final long[] styles;
    private final Optional<Cursor> cursor;

    /// Takes the arrays over.
    Frame(int width, int height, int[] codePoints, long[] styles, Optional<Cursor> cursor) {
        this.width = width;
        this.height = height;
        this.codePoints = codePoints;
        this.styles = styles;
        this.cursor = cursor;
    }

    public int width() {
        return width;
    }

    public int height() {
        return height;
    }

    /// The character of a cell: a space where there is nothing, 0 for the right half of a wide one.
    public int codePoint(int x, int y) {
        return codePoints[y * width + x];
    }

    /// How the cell looks, as `terminal.VtStyle` packs it.
    public long style(int x, int y) {
        return styles[y * width + x];
    }

    /// Where the cursor stands; empty if it is hidden.
    public Optional<Cursor> cursor() {
        return cursor;
    }

    /// The same in ASCII.
    public Frame ascii() {
        return new Frame(
                width, height, Arrays.stream(codePoints).map(Glyphs::ascii).toArray(), styles, cursor);
    }

    /// The same without colours: bold, underlined and reversed cells stay so.
    public Frame withoutColours() {
        long attributes = VtStyle.BOLD | VtStyle.UNDERLINE | VtStyle.REVERSE;
        long[] plain = Arrays.stream(styles).map(s -> s & attributes).toArray();
        return new Frame(width, height, codePoints, plain, cursor);
    }

    /// The text of a row, without spaces at its end.
    public String text(int y) {
        StringBuilder text = new StringBuilder();
        for (int x = 0; x < width; x++) {
            int codePoint = codePoint(x, y);
            if (codePoint != 0) {
                text.appendCodePoint(codePoint);
            }
        }
        return text.toString().stripTrailing();
    }
}
