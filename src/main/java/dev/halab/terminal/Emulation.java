package dev.halab.terminal;

import java.util.Arrays;
import java.util.List;
import org.jline.utils.ScreenTerminal;
import org.jline.utils.WCWidth;

/// JLine's emulation of a terminal, and the lines that scroll out of it. Gets nothing but what [VtFilter] makes, and
/// its cells hold the numbers of [Styles] where JLine thinks of colours.
final class Emulation {
    private static final int LARGEST = ScreenTerminal.MAX_SIZE;
    private static final int SMALLEST = ScreenTerminal.MIN_SIZE;

    /// As many characters are handed over at once.
    private static final int CHUNK = 2048;

    /// As many lines JLine keeps itself, so that a screen that grows gets them back.
    private static final int KEPT = 256;

    private static final long[] NO_CELLS = {};

    private final StringBuilder pending = new StringBuilder();
    private final Styles styles = new Styles();
    private final Scrollback scrollback;
    private final int[] cursor = new int[2];
    private ScreenTerminal screen;
    private int columns;
    private int rows;
    private boolean alternate;
    private long styled = VtStyle.PLAIN;
    private int number;

    Emulation(Size size, int mostScrollback) {
        scrollback = new Scrollback(mostScrollback);
        columns = Math.clamp(size.columns(), SMALLEST, LARGEST);
        rows = Math.clamp(size.rows(), SMALLEST, LARGEST);
        screen = new ScreenTerminal(columns, rows);
    }

    int columns() {
        return columns;
    }

    int rows() {
        return rows;
    }

    Styles styles() {
        return styles;
    }

    Scrollback scrollback() {
        return scrollback;
    }

    /// Cells that a character takes: 0, 1 or 2.
    static int width(int codePoint) {
        return codePoint < 0x300 ? 1 : Math.clamp(WCWidth.wcwidth(codePoint), 0, 2);
    }

    void character(int codePoint) {
        pending.appendCodePoint(codePoint);
        if (pending.length() >= CHUNK) {
            flush();
        }
    }

    void control(char code) {
        pending.append(code);
        if (pending.length() >= CHUNK) {
            flush();
        }
    }

    void escape(String text) {
        pending.append('\u001b').append(text);
    }

    void sequence(int parameter, char last) {
        pending.append("\u001b[").append(parameter).append(last);
    }

    void sequence(int first, int second, char last) {
        pending.append("\u001b[").append(first).append(';').append(second).append(last);
    }

    void mode(String mode, boolean on) {
        pending.append("\u001b[").append(mode).append(on ? 'h' : 'l');
    }

    /// Makes what is written and erased from now on look so.
    void style(long style) {
        if (style == styled) {
            return;
        }
        styled = style;
        int wanted = styles.number(style);
        if (wanted == number) {
            return;
        }
        if (wanted == 0 || (wanted <= 0xfff && number > 0xfff)) {
            pending.append("\u001b[0m");
        }
        if (wanted > 0xfff) {
            colour(38, wanted >>> 12);
        }
        if (wanted > 0) {
            colour(48, wanted & 0xfff);
        }
        number = wanted;
    }

    /// JLine keeps the upper four bits of each colour.
    private void colour(int ground, int bits) {
        pending.append("\u001b[")
                .append(ground)
                .append(";2;")
                .append(bits >>> 4 & 0xf0)
                .append(';');
        pending.append(bits & 0xf0).append(';').append(bits << 4 & 0xf0).append('m');
    }

    /// JLine took another style by itself.
    void styleRestored(long style) {
        styled = style;
        number = styles.number(style);
    }

    /// Hands over what was written.
    void flush() {
        if (!pending.isEmpty()) {
            screen.write(pending);
            pending.setLength(0);
            if (alternate && screen.getHistorySize() > 0) {
                screen.write("\u001b[3J");
            } else if (screen.getHistorySize() > KEPT) {
                drain();
            }
        }
    }

    int column() {
        locate();
        return cursor[0];
    }

    int row() {
        locate();
        return cursor[1];
    }

    private void locate() {
        flush();
        screen.dump(NO_CELLS, 0, 0, 0, 0, cursor);
    }

    /// The character under the cursor.
    int codePointAtCursor() {
        long[] cells = cells();
        return ScreenTerminal.cellCodePoint(cells[cursor[1] * columns + cursor[0]]);
    }

    /// The live screen, row by row.
    long[] cells() {
        locate();
        long[] cells = new long[rows * columns];
        screen.dump(cells, 0, 0, rows, columns, cursor);
        return cells;
    }

    /// The lines that JLine keeps itself, the oldest first.
    List<long[]> kept() {
        flush();
        return alternate ? List.of() : screen.getHistory();
    }

    /// Moves what scrolled out to the scrollback.
    void drain() {
        List<long[]> lines = kept();
        for (long[] line : lines) {
            scrollback.add(decoded(line));
        }
        if (!lines.isEmpty()) {
            screen.write("\u001b[3J");
        }
    }

    /// Keeps the first line, which is about to scroll out of a region that does not reach to the last.
    void keepFirstLine() {
        drain();
        long[] line = new long[columns];
        screen.dump(line, 0, 0, 1, columns, cursor);
        scrollback.add(decoded(line));
    }

    /// Keeps what is about to be cleared, as if it had scrolled out: Ctrl-L loses nothing.
    void keepScreen() {
        if (alternate) {
            return;
        }
        drain();
        long[] cells = cells();
        int last = cells.length;
        while (last > 0 && cells[last - 1] == ' ') {
            last--;
        }
        for (int from = 0; from < last; from += columns) {
            scrollback.add(decoded(Arrays.copyOfRange(cells, from, from + columns)));
        }
    }

    /// Forgets what scrolled out.
    void clearScrollback() {
        flush();
        screen.write("\u001b[3J");
        scrollback.clear();
    }

    /// Goes to the other screen. The cursor stays where it is.
    void alternate(boolean on) {
        if (on == alternate) {
            return;
        }
        drain();
        // CSI s and u know the cursor alone, and the filter lets no program use them.
        screen.write("\u001b[s\u001b[?1049%s\u001b[u".formatted(on ? 'h' : 'l'));
        alternate = on;
    }

    boolean onAlternate() {
        return alternate;
    }

    /// As new, except for what scrolled out.
    void reset() {
        drain();
        screen = new ScreenTerminal(columns, rows);
        alternate = false;
        styled = VtStyle.PLAIN;
        number = 0;
    }

    void resize(Size size) {
        flush();
        columns = Math.clamp(size.columns(), SMALLEST, LARGEST);
        rows = Math.clamp(size.rows(), SMALLEST, LARGEST);
        screen.setSize(org.jline.terminal.Size.of(columns, rows));
        flush();
    }

    /// Cells without the blank ones at the end.
    private Scrollback.Line decoded(long[] cells) {
        int length = cells.length;
        while (length > 0 && cells[length - 1] == ' ') {
            length--;
        }
        int[] codePoints = new int[length];
        long[] looks = new long[length];
        decode(cells, 0, length, codePoints, looks, 0);
        return new Scrollback.Line(codePoints, looks);
    }

    /// Makes characters and styles of JLine's cells. Half of a wide character alone becomes a space.
    void decode(long[] cells, int from, int length, int[] codePoints, long[] looks, int to) {
        boolean half = false;
        for (int i = 0; i < length; i++) {
            long cell = cells[from + i];
            int codePoint = ScreenTerminal.cellCodePoint(cell);
            if (codePoint == 0
                    ? !half
                    : codePoint > 0x2ff && width(codePoint) == 2 && !halved(cells, from + i + 1, from + length)) {
                codePoint = ' ';
            }
            half = codePoint > 0x2ff && width(codePoint) == 2;
            codePoints[to + i] = codePoint;
            int style = ScreenTerminal.cellForeground(cell) << 12 | ScreenTerminal.cellBackground(cell);
            looks[to + i] = style == 0 ? VtStyle.PLAIN : styles.style(style);
        }
    }

    private static boolean halved(long[] cells, int at, int end) {
        return at < end && ScreenTerminal.cellCodePoint(cells[at]) == 0;
    }
}
