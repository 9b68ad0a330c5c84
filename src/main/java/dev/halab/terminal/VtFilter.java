package dev.halab.terminal;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;

/// Lets through to JLine's emulation what that does well, does itself what JLine leaves out or gets wrong, and drops
/// the rest: titles, the clipboard, and every question whose answer would hold what the program chose.
final class VtFilter implements VtParser.Listener {
    private static final int MOST_ANSWERS = 4096;
    private static final int SOFT_HYPHEN = 0xad;

    /// A VT100 with the extended video option, like tmux and screen; xterm would be asked more than is answered.
    private static final String WHO = "\u001b[?1;2c";

    private static final String WHICH = "\u001b[>0;95;0c";

    private record Saved(long style, boolean autowrap) {
        static final Saved NEW = new Saved(VtStyle.PLAIN, true);
    }

    private final Emulation screen;
    private final ProgramModes modes;
    private final Pen pen = new Pen();
    private final ByteArrayOutputStream answers = new ByteArrayOutputStream();
    private Saved saved = Saved.NEW;
    private Saved savedElsewhere = Saved.NEW;
    private long styleBefore = VtStyle.PLAIN;
    private int columnBefore;
    private int rowBefore;
    private boolean autowrap = true;
    private boolean origin;
    private int top;
    private int bottom = Integer.MAX_VALUE;
    private int printed;

    VtFilter(Emulation screen, ProgramModes modes) {
        this.screen = screen;
        this.modes = modes;
    }

    byte[] takeAnswers() {
        byte[] taken = answers.toByteArray();
        answers.reset();
        return taken;
    }

    /// The screen has another size, and so may the region that scrolls.
    void resized() {
        if (bottom >= screen.rows()) {
            bottom = Integer.MAX_VALUE;
        }
    }

    @Override
    public void print(int codePoint) {
        int c = known(codePoint);
        int width = Emulation.width(c);
        if (width == 0) {
            combine(c);
            return;
        }
        screen.style(pen.style());
        int columns = screen.columns();
        if (!autowrap && screen.column() + width > columns - 1) {
            screen.sequence(columns - width + 1, 'G');
        } else if (width == 2 && screen.column() == columns - 1) {
            screen.control('\r');
            screen.control('\n');
        }
        screen.character(c);
        printed = c;
    }

    /// JLine takes some characters for controls, by the lower half of their numbers.
    private static int known(int codePoint) {
        if (codePoint == SOFT_HYPHEN) {
            return '-';
        }
        return (codePoint & 0xffe0) == 0x80 ? Utf8.REPLACEMENT : codePoint;
    }

    /// A cell holds one code point: a mark is shown where it makes another one of the letter before it.
    private void combine(int mark) {
        String both = Normalizer.normalize(
                Character.toString(printed) + Character.toString(mark), Normalizer.Form.NFC);
        if (printed == 0 || both.codePointCount(0, both.length()) != 1) {
            return;
        }
        int column = screen.column();
        boolean onIt = column == screen.columns() - 1 && screen.codePointAtCursor() == printed;
        if (onIt || column > 0) {
            printed = both.codePointAt(0);
            screen.sequence(onIt ? column + 1 : column, 'G');
            screen.character(printed);
        }
    }

    @Override
    public void control(int code) {
        switch (code) {
            case '\n', 0x0b, '\f' -> lineFeed('\n');
            case '\b', '\t', '\r', 0x0e, 0x0f -> screen.control((char) code);
            default -> {
                return;
            }
        }
        printed = 0;
    }

    private void lineFeed(char code) {
        screen.style(erasing());
        boolean leavesRegion = top == 0 && bottom < screen.rows() && !screen.onAlternate();
        if (leavesRegion && screen.row() == bottom - 1) {
            screen.keepFirstLine();
        }
        screen.control(code);
    }

    /// What is erased takes the colour behind the text, and nothing else.
    private long erasing() {
        return VtStyle.withBackground(VtStyle.PLAIN, VtStyle.background(pen.style()));
    }

    @Override
    public void escape(int between, int last) {
        printed = 0;
        switch (between) {
            case 0 -> escape(last);
            case '(', ')' -> {
                if (last == '0' || last == 'B' || last == 'A') {
                    screen.escape("" + (char) between + (last == '0' ? '0' : 'B'));
                }
            }
            case '#' -> {
                if (last == '8') {
                    screen.style(VtStyle.PLAIN);
                    screen.escape("#8");
                }
            }
            default -> {
                // Other character sets are not known.
            }
        }
    }

    private void escape(int last) {
        switch (last) {
            case '7' -> save();
            case '8' -> restore();
            case 'D' -> lineFeed('\n');
            case 'E' -> {
                screen.control('\r');
                lineFeed('\n');
            }
            case 'H' -> screen.escape("H");
            case 'M' -> {
                screen.style(erasing());
                screen.escape("M");
            }
            case 'c' -> reset();
            default -> {
                // Keypad modes, single shifts and what nobody uses.
            }
        }
    }

    private void save() {
        screen.style(pen.style());
        saved = new Saved(pen.style(), autowrap);
        screen.escape("7");
    }

    private void restore() {
        screen.escape("8");
        pen.set(saved.style());
        autowrap = saved.autowrap();
        screen.mode("?7", autowrap);
        screen.styleRestored(saved.style());
    }

    private void reset() {
        screen.reset();
        modes.reset();
        pen.set(VtStyle.PLAIN);
        saved = Saved.NEW;
        savedElsewhere = Saved.NEW;
        autowrap = true;
        origin = false;
        top = 0;
        bottom = Integer.MAX_VALUE;
    }

    /// JLine's own would forget which screen it is on.
    private void softReset() {
        modes.softReset();
        pen.set(VtStyle.PLAIN);
        int column = screen.column() + 1;
        int row = screen.row() + 1;
        screen.mode("4", false);
        screen.mode("?6", false);
        screen.mode("?7", true);
        screen.escape("(B");
        screen.escape(")B");
        screen.control((char) 0x0f);
        screen.style(VtStyle.PLAIN);
        screen.sequence(1, screen.rows(), 'r');
        screen.sequence(1, 1, 'H');
        save();
        screen.sequence(row, column, 'H');
        autowrap = true;
        origin = false;
        top = 0;
        bottom = Integer.MAX_VALUE;
    }

    @Override
    public void sequence(VtSequence sequence) {
        if (sequence.between() != 0) {
            between(sequence);
        } else if (sequence.prefix() == '?') {
            privately(sequence);
        } else if (sequence.prefix() == '>') {
            if (sequence.last() == 'c' && sequence.number(0, 0) == 0) {
                answer(WHICH);
            }
        } else if (sequence.prefix() == 0) {
            plainly(sequence);
        }
    }

    private void between(VtSequence sequence) {
        if (sequence.between() == ' ' && sequence.last() == 'q') {
            modes.shape(sequence.number(0, 0));
        } else if (sequence.between() == '!' && sequence.last() == 'p') {
            softReset();
        }
    }

    private void privately(VtSequence sequence) {
        switch (sequence.last()) {
            case 'h', 'l' -> {
                for (int i = 0; i < sequence.count(); i++) {
                    mode(sequence.number(i, 0), sequence.last() == 'h');
                }
            }
            case 'J', 'K' -> erase(sequence);
            default -> {
                // Questions about modes and keys, which go without an answer.
            }
        }
    }

    private void mode(int mode, boolean on) {
        if (modes.set(mode, on)) {
            return;
        }
        switch (mode) {
            case 6 -> {
                origin = on;
                screen.mode("?6", on);
            }
            case 7 -> {
                autowrap = on;
                screen.mode("?7", on);
            }
            case 47, 1047 -> alternate(on);
            case 1048 -> {
                if (on) {
                    save();
                } else {
                    restore();
                }
            }
            case 1049 -> alternateAndBack(on);
            default -> {
                // 132 columns, blinking, and what is for real screens.
            }
        }
    }

    private void alternate(boolean on) {
        if (on != screen.onAlternate()) {
            screen.style(erasing());
            screen.alternate(on);
            Saved here = saved;
            saved = savedElsewhere;
            savedElsewhere = here;
        }
    }

    private void alternateAndBack(boolean on) {
        if (on == screen.onAlternate()) {
            return;
        }
        if (on) {
            columnBefore = screen.column();
            rowBefore = screen.row();
            styleBefore = pen.style();
            alternate(true);
        } else {
            alternate(false);
            pen.set(styleBefore);
            screen.mode("?6", false);
            screen.sequence(rowBefore + 1, columnBefore + 1, 'H');
            screen.mode("?6", origin);
            screen.sequence(rowBefore + 1, columnBefore + 1, 'H');
        }
    }

    private void plainly(VtSequence sequence) {
        char last = sequence.last();
        if (last == 'm') {
            pen.apply(sequence);
            return;
        }
        if (last == 'b') {
            repeat(sequence.atLeastOne(0));
            return;
        }
        printed = 0;
        switch (last) {
            case 'A', 'B', 'C', 'D', 'E', 'F', 'G', 'I', 'Z', '`', 'a', 'd', 'e' ->
                screen.sequence(sequence.atLeastOne(0), last);
            case 'H', 'f' -> screen.sequence(sequence.atLeastOne(0), sequence.atLeastOne(1), 'H');
            case '@', 'L', 'M', 'P', 'S', 'X' -> {
                screen.style(erasing());
                screen.sequence(sequence.atLeastOne(0), last);
            }
            case 'T' -> {
                if (sequence.count() == 1) {
                    screen.style(erasing());
                    screen.sequence(sequence.atLeastOne(0), last);
                }
            }
            case 'J', 'K' -> erase(sequence);
            case 'g' -> screen.sequence(sequence.number(0, 0), last);
            case 'h', 'l' -> {
                for (int i = 0; i < sequence.count(); i++) {
                    int mode = sequence.number(i, 0);
                    if (mode == 4 || mode == 20) {
                        screen.mode(Integer.toString(mode), last == 'h');
                    }
                }
            }
            case 'r' -> region(sequence);
            case 's' -> {
                if (sequence.count() == 1 && sequence.number(0, 0) == 0) {
                    save();
                }
            }
            case 'u' -> restore();
            case 'n' -> report(sequence.number(0, 0));
            case 'c' -> {
                if (sequence.number(0, 0) == 0) {
                    answer(WHO);
                }
            }
            default -> {
                // Windows, media, and what nobody uses.
            }
        }
    }

    private void erase(VtSequence sequence) {
        int what = sequence.number(0, 0);
        if (sequence.last() == 'J' && what == 3) {
            screen.clearScrollback();
        } else if (what <= 2) {
            screen.style(erasing());
            screen.sequence(what, sequence.last());
        }
    }

    private void region(VtSequence sequence) {
        int first = sequence.atLeastOne(0);
        int last = Math.min(screen.rows(), sequence.number(1, 0) == 0 ? screen.rows() : sequence.number(1, 0));
        if (first < last) {
            top = first - 1;
            bottom = last == screen.rows() ? Integer.MAX_VALUE : last;
            screen.sequence(first, last, 'r');
        }
    }

    private void repeat(int times) {
        int c = printed;
        for (int i = Math.min(times, screen.columns() * screen.rows()); i > 0 && c != 0; i--) {
            print(c);
        }
    }

    private void report(int what) {
        if (what == 5) {
            answer("\u001b[0n");
        } else if (what == 6) {
            int row = screen.row() - (origin ? top : 0);
            answer("\u001b[%d;%dR".formatted(row + 1, screen.column() + 1));
        }
    }

    private void answer(String text) {
        if (answers.size() < MOST_ANSWERS) {
            answers.writeBytes(text.getBytes(StandardCharsets.US_ASCII));
        }
    }
}
