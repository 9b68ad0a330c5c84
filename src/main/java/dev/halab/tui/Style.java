package dev.halab.tui;

import dev.halab.terminal.VtStyle;

/// How a cell of a frame looks, in the very form of `terminal.VtStyle`, so that a shell's cells are copied as they are.
public final class Style {
    private static final int COLOUR = (1 << 25) - 1;
    private static final int BACKGROUND = 25;

    private Style() {}

    /// `style` with a foreground: 0, or a colour of [VtStyle].
    public static long foreground(long style, int colour) {
        return (style & ~(long) COLOUR) | colour;
    }

    /// `style` with a background: 0, or a colour of [VtStyle].
    public static long background(long style, int colour) {
        return (style & ~((long) COLOUR << BACKGROUND)) | ((long) colour << BACKGROUND);
    }

    /// Text in one of the 16 colours of the terminal's own palette.
    static long ansi(int index) {
        return foreground(VtStyle.PLAIN, VtStyle.palette(index));
    }

    /// Text in a colour written `rrggbb`.
    static long rgb(String hex) {
        int colour = Integer.parseInt(hex, 16);
        return foreground(VtStyle.PLAIN, VtStyle.rgb(colour >> 16 & 0xff, colour >> 8 & 0xff, colour & 0xff));
    }
}
