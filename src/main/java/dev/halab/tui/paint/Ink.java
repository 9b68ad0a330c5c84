package dev.halab.tui.paint;

import com.googlecode.lanterna.TerminalPosition;
import dev.halab.terminal.Tty;
import dev.halab.terminal.VtStyle;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// The bytes of one frame. Moves the cursor and changes the style only where that makes a difference.
final class Ink {
    private static final byte[] BEGIN = ascii("\u001b[?2026h");
    private static final byte[] END = ascii("\u001b[?2026l");
    private static final byte[] SHOW = ascii("\u001b[?25h");
    private static final byte[] HIDE = ascii("\u001b[?25l");
    private static final byte[] CLEAR = ascii("\u001b[0m\u001b[2J");

    private final Bytes out = new Bytes();
    private int lastColumn;
    private int column;
    private int row;
    private boolean placed;
    private boolean cursorShown;
    private boolean cursorWanted;
    private long style;

    Ink() {
        out.add(BEGIN);
    }

    /// Clears a terminal of which nothing is known but its width.
    void clear(int width) {
        lastColumn = width - 1;
        placed = false;
        cursorShown = true;
        style = VtStyle.PLAIN;
        out.add(CLEAR);
    }

    /// Writes a glyph into a cell.
    void put(int x, int y, Glyph glyph) {
        String text = glyph.text();
        if (text.isEmpty()) {
            return;
        }
        if (cursorShown) {
            out.add(HIDE);
            cursorShown = false;
        }
        place(x, y);
        if (glyph.style() != style) {
            out.add(Sgr.between(style, glyph.style()));
            style = glyph.style();
        }
        out.add(text);
        column++;
        // No terminal moves on at the last column.
        placed = glyph.sure() && x < lastColumn;
    }

    private void place(int x, int y) {
        if (!placed || x != column || y != row) {
            out.add("\u001b[" + (y + 1) + ';' + (x + 1) + 'H');
            column = x;
            row = y;
            placed = true;
        }
    }

    /// Shows the cursor there, or hides it.
    void cursor(@Nullable TerminalPosition at) {
        cursorWanted = at != null;
        if (at != null) {
            place(at.getColumn(), at.getRow());
        }
    }

    /// Writes what was gathered in one piece, if that shows anything.
    void send(Tty tty) {
        if (cursorWanted != cursorShown) {
            out.add(cursorWanted ? SHOW : HIDE);
            cursorShown = cursorWanted;
        }
        if (out.length() > BEGIN.length) {
            out.add(END);
            tty.write(out.bytes(), out.length());
        }
        out.clear();
        out.add(BEGIN);
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
