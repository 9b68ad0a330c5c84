package dev.halab.tui;

/// A part of a screen.
///
/// @param x its left column
/// @param y its upper row
/// @param width its columns, 0 or more
/// @param height its rows, 0 or more
public record Rect(int x, int y, int width, int height) {
    public Rect {
        width = Math.max(0, width);
        height = Math.max(0, height);
    }

    /// Without a border of one cell.
    public Rect inside() {
        return new Rect(x + 1, y + 1, width - 2, height - 2);
    }

    /// The column after it.
    public int right() {
        return x + width;
    }

    /// The row after it.
    public int bottom() {
        return y + height;
    }

    public boolean contains(int column, int row) {
        return column >= x && column < right() && row >= y && row < bottom();
    }
}
