package dev.halab.terminal;

/// How a cell of a pane looks, packed into a `long`:
///
///     bits  0–24  foreground      bits 25–49  background
///     bit 50 bold   51 dim   52 italic   53 underline   54 blink   55 reverse   56 hidden   57 struck out
///
/// A colour of 25 bits is 0 for the terminal's own, 1 + n for colour n of the palette of 256 (0–7 plain, 8–15 bright),
/// or [#RGB] with 24 bits of red, green, blue.
public final class VtStyle {
    /// Everything as the terminal has it by itself.
    public static final long PLAIN = 0;

    /// Marks a colour of red, green, blue.
    public static final int RGB = 1 << 24;

    public static final long BOLD = 1L << 50;
    public static final long DIM = 1L << 51;
    public static final long ITALIC = 1L << 52;
    public static final long UNDERLINE = 1L << 53;
    public static final long BLINK = 1L << 54;
    public static final long REVERSE = 1L << 55;
    public static final long HIDDEN = 1L << 56;
    public static final long STRUCK = 1L << 57;

    private static final int COLOUR = (1 << 25) - 1;
    private static final int BACKGROUND = 25;

    private VtStyle() {}

    /// The colour of the text.
    public static int foreground(long style) {
        return (int) style & COLOUR;
    }

    /// The colour behind the text.
    public static int background(long style) {
        return (int) (style >>> BACKGROUND) & COLOUR;
    }

    /// The colour with number `index` in the palette of 256.
    public static int palette(int index) {
        return 1 + (index & 0xff);
    }

    /// A colour of red, green, blue, each from 0 to 255.
    public static int rgb(int red, int green, int blue) {
        return RGB | (red & 0xff) << 16 | (green & 0xff) << 8 | (blue & 0xff);
    }

    static long withForeground(long style, int colour) {
        return (style & ~(long) COLOUR) | colour;
    }

    static long withBackground(long style, int colour) {
        return (style & ~((long) COLOUR << BACKGROUND)) | ((long) colour << BACKGROUND);
    }
}
