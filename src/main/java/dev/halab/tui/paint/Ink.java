package dev.halab.tui.paint;

import com.googlecode.lanterna.SGR;
import com.googlecode.lanterna.TerminalPosition;
import com.googlecode.lanterna.TerminalSize;
import com.googlecode.lanterna.TextColor;
import com.googlecode.lanterna.graphics.TextGraphics;
import com.googlecode.lanterna.input.KeyStroke;
import com.googlecode.lanterna.terminal.Terminal;
import com.googlecode.lanterna.terminal.TerminalResizeListener;
import dev.halab.terminal.Tty;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/// The terminal that Lanterna sees: it gathers the bytes of one frame. Moves the cursor and changes looks only where
/// that makes a difference, whatever Lanterna says.
final class Ink implements Terminal {
    /// Stands for the right half of a wide character: nothing is written.
    static final String NOTHING = "\ue000";

    /// Stands for a plain space, which Lanterna would leave out where it has cleared the screen.
    static final String SPACE = "\ue001";

    private static final char FIRST_STAND_IN = '\ue002';
    private static final char LAST_STAND_IN = '\uf8ff';
    private static final byte[] BEGIN = ascii("\u001b[?2026h");
    private static final byte[] END = ascii("\u001b[?2026l");
    private static final byte[] SHOW = ascii("\u001b[?25h");
    private static final byte[] HIDE = ascii("\u001b[?25l");

    private final Bytes out = new Bytes();
    private final List<String> stoodFor = new ArrayList<>();
    private final Map<String, String> standIns = new HashMap<>();
    private TerminalSize size = new TerminalSize(1, 1);

    private int column;
    private int row;
    private boolean placed;
    private boolean cursorShown;
    private boolean cursorWanted;
    private Look look = Look.unknown();
    private boolean lookSet = true;
    private boolean over;
    private EnumSet<SGR> looks = EnumSet.noneOf(SGR.class);
    private TextColor foreground = TextColor.ANSI.DEFAULT;
    private TextColor background = TextColor.ANSI.DEFAULT;

    /// Begins anew, with a terminal of which nothing is known.
    void reset(int columns, int rows) {
        size = new TerminalSize(columns, rows);
        begin();
        placed = false;
        cursorShown = true;
        look = Look.unknown();
        lookSet = true;
        resetColorAndSGR();
    }

    private void begin() {
        out.clear();
        out.add(BEGIN);
    }

    static boolean isStandIn(char c) {
        return c >= NOTHING.charAt(0) && c <= LAST_STAND_IN;
    }

    /// A character of one cell that stands for a text; U+FFFD when all are taken.
    String standInFor(String text) {
        String known = standIns.get(text);
        if (known == null) {
            char next = (char) (FIRST_STAND_IN + stoodFor.size());
            if (next > LAST_STAND_IN) {
                return "\ufffd";
            }
            stoodFor.add(text);
            known = Character.toString(next);
            standIns.put(text, known);
        }
        return known;
    }

    /// Writes what was gathered, if that shows anything.
    void send(Tty tty) {
        cursor();
        if (out.length() > BEGIN.length) {
            out.add(END);
            tty.write(out.bytes(), out.length());
        }
        begin();
    }

    private void cursor() {
        if (cursorWanted != cursorShown) {
            out.add(cursorWanted ? SHOW : HIDE);
            cursorShown = cursorWanted;
        }
    }

    @Override
    public void setCursorPosition(int x, int y) {
        if (x != column || y != row) {
            column = x;
            row = y;
            placed = false;
        }
    }

    @Override
    public void setCursorPosition(TerminalPosition position) {
        setCursorPosition(position.getColumn(), position.getRow());
    }

    private void place() {
        if (!placed) {
            out.add("\u001b[" + (row + 1) + ';' + (column + 1) + 'H');
            placed = true;
        }
    }

    @Override
    public void putString(String string) {
        char first = string.charAt(0);
        if (!string.equals(NOTHING)) {
            if (cursorShown) {
                out.add(HIDE);
                cursorShown = false;
            }
            place();
            look();
            boolean space = string.equals(SPACE);
            boolean standIn = isStandIn(first) && !space;
            out.add(standIn ? stoodFor.get(first - FIRST_STAND_IN) : space ? " " : string);
            // Terminals differ about the width of these, and none moves on at the last column.
            placed = !standIn && column + 1 < size.getColumns();
        } else {
            placed = false;
        }
        column++;
    }

    private void look() {
        if (!lookSet) {
            return;
        }
        lookSet = false;
        Look wanted = new Look(foreground, background, EnumSet.copyOf(looks));
        if (!wanted.equals(look)) {
            out.add(wanted.after(look));
            look = wanted;
        }
    }

    @Override
    public void putCharacter(char c) {
        putString(Character.toString(c));
    }

    /// Lets the next frame be drawn over what is there.
    void drawOver() {
        over = true;
    }

    @Override
    public void clearScreen() {
        if (over) {
            over = false;
            return;
        }
        look = Look.PLAIN;
        lookSet = true;
        out.add("\u001b[0m\u001b[2J");
        placed = false;
    }

    /// What Lanterna does at the end of a frame, for one in which nothing but the cursor changed.
    void cursor(Optional<TerminalPosition> at) {
        setCursorVisible(at.isPresent());
        at.ifPresent(this::setCursorPosition);
        flush();
    }

    @Override
    public void setCursorVisible(boolean visible) {
        cursorWanted = visible;
    }

    @Override
    public void flush() {
        // Lanterna's last word on a frame; the cursor is where it belongs now.
        if (cursorWanted) {
            place();
        }
    }

    @Override
    public void enableSGR(SGR sgr) {
        looks.add(sgr);
        lookSet = true;
    }

    @Override
    public void disableSGR(SGR sgr) {
        looks.remove(sgr);
        lookSet = true;
    }

    @Override
    public void resetColorAndSGR() {
        looks = EnumSet.noneOf(SGR.class);
        foreground = TextColor.ANSI.DEFAULT;
        background = TextColor.ANSI.DEFAULT;
        lookSet = true;
    }

    @Override
    public void setForegroundColor(TextColor color) {
        foreground = color;
        lookSet = true;
    }

    @Override
    public void setBackgroundColor(TextColor color) {
        background = color;
        lookSet = true;
    }

    @Override
    public TerminalSize getTerminalSize() {
        return size;
    }

    @Override
    public TerminalPosition getCursorPosition() {
        return new TerminalPosition(column, row);
    }

    @Override
    public void enterPrivateMode() {
        // The terminal belongs to whoever opened it.
    }

    @Override
    public void exitPrivateMode() {
        // As above.
    }

    @Override
    public TextGraphics newTextGraphics() {
        throw new UnsupportedOperationException("frames are drawn elsewhere");
    }

    @Override
    public void addResizeListener(TerminalResizeListener listener) {
        // A frame of another size gets a screen of its own.
    }

    @Override
    public void removeResizeListener(TerminalResizeListener listener) {
        // As above.
    }

    @Override
    public byte[] enquireTerminal(int timeout, TimeUnit timeoutUnit) {
        return new byte[0];
    }

    @Override
    public void bell() {
        // Nothing rings.
    }

    @Override
    public KeyStroke pollInput() {
        throw new UnsupportedOperationException("keys are read elsewhere");
    }

    @Override
    public KeyStroke readInput() {
        throw new UnsupportedOperationException("keys are read elsewhere");
    }

    @Override
    public void close() {
        // Nothing is open.
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
