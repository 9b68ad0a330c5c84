package dev.halab.terminal;

/// What a pane shows at one moment. Does not change.
///
/// Lines have an age: 0 is the last line of the live screen, the line above it has 1, and so on into what scrolled out.
/// Row `r` of a view has the age `scrolledBack + rows - 1 - r`.
public final class VtView {
    /// How the cursor looks.
    public enum CursorShape {
        BLOCK,
        UNDERLINE,
        BAR
    }

    /// Where the cursor is.
    ///
    /// @param column counted from 0
    /// @param row counted from 0, in the live screen
    public record Cursor(int column, int row, boolean visible, CursorShape shape) {}

    private final Size size;
    private final int[] codePoints;
    private final long[] styles;
    private final Cursor cursor;
    private final int scrolledBack;
    private final int scrollback;

    /// Takes the arrays over.
    VtView(Size size, int[] codePoints, long[] styles, Cursor cursor, int scrolledBack, int scrollback) {
        this.size = size;
        this.codePoints = codePoints;
        this.styles = styles;
        this.cursor = cursor;
        this.scrolledBack = scrolledBack;
        this.scrollback = scrollback;
    }

    /// Its upper left part.
    VtView cropped(Size to) {
        int[] someCodePoints = new int[to.columns() * to.rows()];
        long[] someStyles = new long[to.columns() * to.rows()];
        for (int row = 0; row < to.rows(); row++) {
            for (int column = 0; column < to.columns(); column++) {
                boolean there = column < size.columns() && row < size.rows();
                int at = row * to.columns() + column;
                someCodePoints[at] = there ? codePoint(column, row) : ' ';
                someStyles[at] = there ? style(column, row) : VtStyle.PLAIN;
            }
        }
        return new VtView(to, someCodePoints, someStyles, cursor, scrolledBack, scrollback);
    }

    public Size size() {
        return size;
    }

    /// The character at a place: a space where there is none, 0 for the right half of a wide one.
    public int codePoint(int column, int row) {
        return codePoints[row * size.columns() + column];
    }

    /// How the cell at a place looks, as [VtStyle] packs it.
    public long style(int column, int row) {
        return styles[row * size.columns() + column];
    }

    /// The cursor, in the live screen.
    public Cursor cursor() {
        return cursor;
    }

    /// How many lines this shows above the live screen: what was asked for, as far as there are so many.
    public int scrolledBack() {
        return scrolledBack;
    }

    /// How many lines have scrolled out and are kept.
    public int scrollback() {
        return scrollback;
    }

    /// The text of a row, without spaces at its end.
    public String text(int row) {
        var text = new StringBuilder();
        for (int column = 0; column < size.columns(); column++) {
            int codePoint = codePoint(column, row);
            if (codePoint != 0) {
                text.appendCodePoint(codePoint);
            }
        }
        return text.toString().stripTrailing();
    }
}
