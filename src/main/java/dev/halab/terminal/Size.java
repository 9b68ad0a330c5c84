package dev.halab.terminal;

/// How many cells a terminal has.
///
/// @param columns at least 1
/// @param rows at least 1
public record Size(int columns, int rows) {
    public Size {
        if (columns < 1 || rows < 1) {
            throw new IllegalArgumentException("A terminal has at least one cell, not %dx%d".formatted(columns, rows));
        }
    }

    @Override
    public String toString() {
        return columns + "x" + rows;
    }
}
