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

    private final Emulation screen;
    private final ProgramModes modes;
    private final Stage stage;
    private final TabStops stops = new TabStops();
    private final ByteArrayOutputStream answers = new ByteArrayOutputStream();
    private int printed;

    VtFilter(Emulation screen, ProgramModes modes) {
        this.screen = screen;
        this.stage = new Stage(screen);
        this.modes = modes;
    }

    byte[] takeAnswers() {
        byte[] taken = answers.toByteArray();
        answers.reset();
        return taken;
    }

    /// The screen has another size.
    void resized() {
        stage.resized();
    }

    @Override
    public void print(int codePoint) {
        int c = known(codePoint);
        int width = Emulation.width(c);
        if (width == 0) {
            combine(c);
            return;
        }
        screen.style(stage.pen().style());
        int columns = screen.columns();
        if (!stage.autowrap() && screen.column() + width > columns - 1) {
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
        String both = Normalizer.normalize(Character.toString(printed) + Character.toString(mark), Normalizer.Form.NFC);
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
            case '\t' -> tab(1);
            case '\b', '\r', 0x0e, 0x0f -> screen.control((char) code);
            default -> {
                return;
            }
        }
        printed = 0;
    }

    private void tab(int times) {
        int column = screen.column();
        int to = stops.after(column, times, screen.columns());
        if (to > column) {
            screen.sequence(to + 1, 'G');
        }
    }

    private void clearStops(int which) {
        if (which == 0) {
            stops.clear(screen.column());
        } else if (which == 3) {
            stops.clear();
        }
    }

    private void lineFeed(char code) {
        screen.style(stage.erasing());
        if (stage.pushesOut()) {
            screen.keepFirstLine();
        }
        screen.control(code);
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
            case '7' -> stage.save();
            case '8' -> stage.restore();
            case 'D' -> lineFeed('\n');
            case 'E' -> {
                screen.control('\r');
                lineFeed('\n');
            }
            case 'H' -> stops.set(screen.column());
            case 'M' -> {
                screen.style(stage.erasing());
                screen.escape("M");
            }
            case 'c' -> {
                stage.reset();
                modes.reset();
                stops.reset();
            }
            default -> {
                // Keypad modes, single shifts and what nobody uses.
            }
        }
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
            stage.softReset();
            modes.softReset();
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
            case 6 -> stage.countFromRegion(on);
            case 7 -> stage.wrap(on);
            case 47, 1047 -> stage.alternate(on);
            case 1048 -> {
                if (on) {
                    stage.save();
                } else {
                    stage.restore();
                }
            }
            case 1049 -> stage.alternateAndBack(on);
            default -> {
                // 132 columns, blinking, and what is for real screens.
            }
        }
    }

    private void plainly(VtSequence sequence) {
        char last = sequence.last();
        if (last == 'm') {
            stage.pen().apply(sequence);
            return;
        }
        if (last == 'b') {
            repeat(sequence.atLeastOne(0));
            return;
        }
        printed = 0;
        switch (last) {
            case 'A', 'B', 'C', 'D', 'E', 'F', 'G', '`', 'a', 'd', 'e' -> screen.sequence(sequence.atLeastOne(0), last);
            case 'H', 'f' -> screen.sequence(sequence.atLeastOne(0), sequence.atLeastOne(1), 'H');
            case '@', 'L', 'M', 'P', 'S', 'X' -> {
                screen.style(stage.erasing());
                screen.sequence(sequence.atLeastOne(0), last);
            }
            case 'T' -> {
                if (sequence.count() == 1) {
                    screen.style(stage.erasing());
                    screen.sequence(sequence.atLeastOne(0), last);
                }
            }
            case 'J', 'K' -> erase(sequence);
            case 'I' -> tab(sequence.atLeastOne(0));
            case 'Z' -> screen.sequence(stops.before(screen.column(), sequence.atLeastOne(0)) + 1, 'G');
            case 'g' -> clearStops(sequence.number(0, 0));
            case 'h', 'l' -> {
                for (int i = 0; i < sequence.count(); i++) {
                    int mode = sequence.number(i, 0);
                    if (mode == 4 || mode == 20) {
                        screen.mode(Integer.toString(mode), last == 'h');
                    }
                }
            }
            case 'r' -> stage.region(sequence);
            case 's' -> {
                if (sequence.count() == 1 && sequence.number(0, 0) == 0) {
                    stage.save();
                }
            }
            case 'u' -> stage.restore();
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
            if (sequence.last() == 'J' && what == 2) {
                screen.keepScreen();
            }
            screen.style(stage.erasing());
            screen.sequence(what, sequence.last());
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
            int row = screen.row() - stage.origin();
            answer("\u001b[%d;%dR".formatted(row + 1, screen.column() + 1));
        }
    }

    private void answer(String text) {
        if (answers.size() < MOST_ANSWERS) {
            answers.writeBytes(text.getBytes(StandardCharsets.US_ASCII));
        }
    }
}
