package dev.halab.tui.paint;

import com.googlecode.lanterna.TerminalTextUtils;
import com.googlecode.lanterna.TextCharacter;
import com.googlecode.lanterna.TextColor;
import dev.halab.terminal.VtStyle;

/// A character of Lanterna's that knows how it is written. What Lanterna itself would have of it, colours and looks, is
/// always the same: Lanterna only keeps it. It has ideas of its own about which characters are wide, and asks often;
/// whatever this one is, it takes one cell, and the right half of a wide one is written by its left half.
final class Glyph extends TextCharacter {
    private static final long serialVersionUID = 1L;

    /// A space that nobody coloured, as it is everywhere on a screen that was cleared.
    static final Glyph BLANK = new Glyph(' ', VtStyle.PLAIN, false);

    private final int codePoint;
    private final long style;
    private final boolean wide;
    private final String text;
    private final boolean sure;

    /// @param codePoint 0 for the right half of a wide one
    @SuppressWarnings(
            "deprecation") // the others look for the borders of characters, and load what knows languages for it
    Glyph(int codePoint, long style, boolean wide) {
        super(' ', TextColor.ANSI.DEFAULT, TextColor.ANSI.DEFAULT);
        this.codePoint = codePoint;
        this.style = style;
        this.wide = wide;
        text = codePoint == 0 ? "" : printable(codePoint);
        sure = codePoint != 0 && !wide && isSure(codePoint);
    }

    private static String printable(int codePoint) {
        int type = Character.getType(codePoint);
        return type == Character.CONTROL || type == Character.SURROGATE ? "\ufffd" : Character.toString(codePoint);
    }

    /// Only the first planes' scripts are looked up, in tables that take a while to load.
    private static boolean isSure(int codePoint) {
        return codePoint < 0x300
                || (codePoint < Character.MIN_SUPPLEMENTARY_CODE_POINT
                        && !TerminalTextUtils.isCharDoubleWidth((char) codePoint));
    }

    /// What is written; nothing for the right half of a wide one.
    String text() {
        return text;
    }

    /// How it looks, as `terminal.VtStyle` packs it.
    long style() {
        return style;
    }

    /// Whether all terminals have the cursor one cell further after it; they differ about the width of others.
    boolean sure() {
        return sure;
    }

    @Override
    public boolean isDoubleWidth() {
        return false;
    }

    @Override
    public boolean equals(Object other) {
        return this == other
                || (other instanceof Glyph glyph
                        && glyph.codePoint == codePoint
                        && glyph.style == style
                        && glyph.wide == wide);
    }

    @Override
    public int hashCode() {
        return 31 * codePoint + Long.hashCode(style) + (wide ? 1 : 0);
    }
}
