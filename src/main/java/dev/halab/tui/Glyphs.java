package dev.halab.tui;

/// How wide characters are, and what stands for them where only ASCII can be shown.
public final class Glyphs {
    private static final int[][] WIDE = {
        {0x1100, 0x115f}, {0x2e80, 0x303e}, {0x3041, 0x33ff}, {0x3400, 0x4dbf}, {0x4e00, 0x9fff}, {0xa000, 0xa4cf},
        {0xac00, 0xd7a3}, {0xf900, 0xfaff}, {0xfe30, 0xfe6f}, {0xff00, 0xff60}, {0xffe0, 0xffe6}, {0x1f300, 0x1f64f},
        {0x1f680, 0x1f6ff}, {0x1f900, 0x1f9ff}, {0x20000, 0x3fffd}
    };

    private Glyphs() {}

    /// The cells that a character takes: 0, 1 or 2.
    public static int width(int codePoint) {
        if (codePoint < 0x300) {
            return 1;
        }
        int type = Character.getType(codePoint);
        if (type == Character.NON_SPACING_MARK || type == Character.ENCLOSING_MARK || type == Character.FORMAT) {
            return 0;
        }
        for (int[] range : WIDE) {
            if (codePoint >= range[0] && codePoint <= range[1]) {
                return 2;
            }
        }
        return 1;
    }

    /// The cells that a text takes on one line.
    public static int width(String text) {
        int sum = 0;
        for (int at = 0; at < text.length(); ) {
            int codePoint = text.codePointAt(at);
            sum += width(codePoint);
            at += Character.charCount(codePoint);
        }
        return sum;
    }

    /// `text` in at most `width` cells; where something is left out, an ellipsis says so.
    public static String fit(String text, int width) {
        if (width(text) <= width) {
            return text;
        }
        StringBuilder fitting = new StringBuilder();
        int used = 0;
        for (int codePoint : text.codePoints().toArray()) {
            int wide = width(codePoint);
            if (used + wide > width - 1) {
                break;
            }
            fitting.appendCodePoint(codePoint);
            used += wide;
        }
        return width <= 0 ? "" : fitting.append('…').toString();
    }

    /// What is drawn for a character: never one that would do something to a terminal.
    static int drawn(int codePoint) {
        return Character.isISOControl(codePoint) || Character.getType(codePoint) == Character.SURROGATE
                ? '?'
                : codePoint;
    }

    /// The nearest ASCII character.
    static int ascii(int codePoint) {
        if (codePoint < 0x7f) {
            return codePoint;
        }
        return switch (codePoint) {
            case '─', '—', '–' -> '-';
            case '│', '┃' -> '|';
            case '━' -> '=';
            case '┌', '┐', '└', '┘', '┏', '┓', '┗', '┛', '├', '┤', '┬', '┴', '┼' -> '+';
            case '…' -> '~';
            case '·', '•' -> '.';
            case '→', '▸', '›' -> '>';
            case '←' -> '<';
            case '█' -> '#';
            case '░' -> '.';
            case '✓' -> 'v';
            case '✗' -> 'x';
            case '“', '”' -> '"';
            case '‘', '’' -> '\'';
            default -> '?';
        };
    }
}
