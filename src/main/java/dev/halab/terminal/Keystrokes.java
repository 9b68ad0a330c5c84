package dev.halab.terminal;

import dev.halab.terminal.Input.Mouse;
import dev.halab.terminal.VtModes.MouseTracking;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;

/// What a program in a pane is to be sent for what was done to halab's own terminal. Keys go as they came, except
/// where the program asked for another form than the terminal was asked for.
public final class Keystrokes {
    private static final String ESC = "\u001b";

    private Keystrokes() {}

    /// A key.
    public static byte[] of(Input.Key key, VtModes modes) {
        boolean plain = !key.ctrl() && !key.alt() && !key.shift();
        char letter = cursorLetter(key.name());
        if (plain && letter != 0) {
            return bytes(ESC + (modes.applicationCursorKeys() ? "O" : "[") + letter);
        }
        return key.raw().length() > 0 ? key.raw().toArray() : made(key);
    }

    private static char cursorLetter(KeyName name) {
        return switch (name) {
            case UP -> 'A';
            case DOWN -> 'B';
            case RIGHT -> 'C';
            case LEFT -> 'D';
            case HOME -> 'H';
            case END -> 'F';
            default -> 0;
        };
    }

    /// A key that nobody pressed, such as one of a script.
    private static byte[] made(Input.Key key) {
        String typed = switch (key.name()) {
            case CHARACTER -> key.ctrl() ? control(key.codePoint()) : Character.toString(key.codePoint());
            case ENTER -> "\r";
            case TAB -> "\t";
            case BACKTAB -> ESC + "[Z";
            case ESCAPE -> ESC;
            case BACKSPACE -> "\u007f";
            case INSERT -> ESC + "[2~";
            case DELETE -> ESC + "[3~";
            case PAGE_UP -> ESC + "[5~";
            case PAGE_DOWN -> ESC + "[6~";
            default -> "";
        };
        return bytes((key.alt() ? ESC : "") + typed);
    }

    private static String control(int codePoint) {
        int upper = Character.toString(codePoint).toUpperCase(Locale.ROOT).codePointAt(0);
        return upper == ' '
                ? "\0"
                : upper >= '@' && upper <= '_' ? Character.toString(upper - '@') : Character.toString(codePoint);
    }

    /// A text that is pasted: marked if the program wants that, and never able to end its own mark or to press
    /// Enter
    /// unseen in a program that takes no marks.
    public static byte[] paste(String text, VtModes modes) {
        String plain = text.codePoints()
                .filter(c -> c == '\n' || c == '\t' || (c >= ' ' && c != 0x7f && (c < 0x80 || c > 0x9f)))
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString()
                .replace('\n', '\r');
        return bytes(modes.bracketedPaste() ? ESC + "[200~" + plain + ESC + "[201~" : plain);
    }

    /// The mouse, with places relative to the pane; nothing if the program did not ask for it.
    ///
    /// @param column of the pane's first cell
    /// @param row of the pane's first cell
    public static Optional<byte[]> of(Mouse mouse, int column, int row, VtModes modes) {
        int x = mouse.column() - column + 1;
        int y = mouse.row() - row + 1;
        if (!wanted(mouse.kind(), modes.mouse()) || x < 1 || y < 1) {
            return Optional.empty();
        }
        int code = switch (mouse.kind()) {
            case PRESS, RELEASE -> mouse.button();
            case DRAG -> mouse.button() + 32;
            case WHEEL_UP -> 64;
            case WHEEL_DOWN -> 65;
        };
        boolean released = mouse.kind() == Mouse.Kind.RELEASE;
        if (modes.sgrMouse()) {
            return Optional.of(bytes("%s[<%d;%d;%d%c".formatted(ESC, code, x, y, released ? 'm' : 'M')));
        }
        boolean fits = x <= 223 && y <= 223;
        byte[] old = {0x1b, '[', 'M', (byte) ((released ? 3 : code) + 32), (byte) (x + 32), (byte) (y + 32)};
        return fits ? Optional.of(old) : Optional.empty();
    }

    private static boolean wanted(Mouse.Kind kind, MouseTracking tracking) {
        return switch (tracking) {
            case NONE -> false;
            case PRESSES -> kind == Mouse.Kind.PRESS;
            case CLICKS -> kind != Mouse.Kind.DRAG;
            case DRAGS, MOVES -> true;
        };
    }

    /// The focus of the pane; nothing if the program did not ask for it.
    public static Optional<byte[]> focus(boolean gained, VtModes modes) {
        return modes.focusReports() ? Optional.of(bytes(ESC + (gained ? "[I" : "[O"))) : Optional.empty();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
