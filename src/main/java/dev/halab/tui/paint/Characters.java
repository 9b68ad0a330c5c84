package dev.halab.tui.paint;

import com.googlecode.lanterna.SGR;
import com.googlecode.lanterna.TerminalTextUtils;
import com.googlecode.lanterna.TextCharacter;
import com.googlecode.lanterna.TextColor;
import dev.halab.terminal.VtStyle;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;

/// Lanterna's characters for the cells of frames, each made once: making one costs more than drawing it.
///
/// Lanterna has ideas of its own about which characters are wide. So it gets a stand-in of one cell for all that are,
/// and none for their right halves; [Ink] writes what they stand for. Lanterna knows no dim and no hidden text either;
/// two looks that nobody has take their places.
final class Characters {
    /// As many are kept; with more, all are made anew.
    private static final int MOST = 20_000;

    static final SGR DIM = SGR.FRAKTUR;
    static final SGR HIDDEN = SGR.CIRCLED;

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

    private final Ink ink;
    private final Map<Cell, TextCharacter> made = new HashMap<>();

    Characters(Ink ink) {
        this.ink = ink;
    }

    /// @param codePoint 0 for the right half of a wide one
    TextCharacter character(int codePoint, long style, boolean wide) {
        if (made.size() > MOST) {
            made.clear();
        }
        return made.computeIfAbsent(new Cell(codePoint, style, wide), this::make);
    }

    private TextCharacter make(Cell cell) {
        int c = cell.codePoint();
        boolean known = c < 0x10000 && !cell.wide() && c != 0 && !TerminalTextUtils.isCharDoubleWidth((char) c);
        boolean space = c == ' ' && cell.style() == VtStyle.PLAIN;
        String text = c == 0 || space
                ? space ? Ink.SPACE : Ink.NOTHING
                : known && !Ink.isStandIn((char) c) ? printable(c) : ink.standInFor(printable(c));
        return new Glyph(
                text.charAt(0),
                colour(VtStyle.foreground(cell.style())),
                colour(VtStyle.background(cell.style())),
                looks(cell.style()));
    }

    private static String printable(int codePoint) {
        boolean control = Character.getType(codePoint) == Character.CONTROL
                || Character.getType(codePoint) == Character.SURROGATE;
        return control ? "\ufffd" : Character.toString(codePoint);
    }

    private static EnumSet<SGR> looks(long style) {
        var looks = EnumSet.noneOf(SGR.class);
        add(looks, style, VtStyle.BOLD, SGR.BOLD);
        add(looks, style, VtStyle.DIM, DIM);
        add(looks, style, VtStyle.ITALIC, SGR.ITALIC);
        add(looks, style, VtStyle.UNDERLINE, SGR.UNDERLINE);
        add(looks, style, VtStyle.BLINK, SGR.BLINK);
        add(looks, style, VtStyle.REVERSE, SGR.REVERSE);
        add(looks, style, VtStyle.HIDDEN, HIDDEN);
        add(looks, style, VtStyle.STRUCK, SGR.CROSSED_OUT);
        return looks;
    }

    private static void add(EnumSet<SGR> looks, long style, long bit, SGR look) {
        if ((style & bit) != 0) {
            looks.add(look);
        }
    }

    private static TextColor colour(int colour) {
        if (colour == 0) {
            return TextColor.ANSI.DEFAULT;
        }
        if (colour >= VtStyle.RGB) {
            return new TextColor.RGB(colour >> 16 & 0xff, colour >> 8 & 0xff, colour & 0xff);
        }
        int index = colour - 1;
        TextColor.ANSI[] sixteen = TextColor.ANSI.values();
        return index < 8 ? sixteen[index] : index < 16 ? sixteen[index + 1] : new TextColor.Indexed(index);
    }
}
