package dev.halab.terminal;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// A control sequence that a terminal sends: `CSI`, parameters, and a final byte.
///
/// @param prefix `<`, `?` and their like, or 0
/// @param numbers the first number of each parameter; -1 where there is none
/// @param event the second number of the second parameter: what happened to a key; 1 if nothing is said
@SuppressWarnings("ArrayRecordComponent") // compared by nobody
record ControlSequence(char prefix, int[] numbers, int event, char last) {
    private static final int SHIFT = 1;
    private static final int ALT = 2;
    private static final int CTRL = 4;
    private static final int META = 8;
    private static final int RELEASED = 3;
    private static final int MOST_DIGITS = 7;

    /// Reads it.
    ///
    /// @param from after `CSI`
    /// @param at where the final byte is
    static ControlSequence of(byte[] bytes, int from, int at) {
        int start = from < at && bytes[from] >= '<' && bytes[from] <= '?' ? from + 1 : from;
        String text = new String(bytes, start, at - start, StandardCharsets.ISO_8859_1);
        String[] parameters = text.isEmpty() ? new String[0] : text.split(";", -1);
        int[] numbers = new int[parameters.length];
        int event = 1;
        for (int i = 0; i < parameters.length; i++) {
            String[] parts = parameters[i].split(":", -1);
            numbers[i] = number(parts[0]);
            if (i == 1 && parts.length > 1) {
                event = number(parts[1]);
            }
        }
        return new ControlSequence(start > from ? (char) bytes[from] : 0, numbers, event, (char) bytes[at]);
    }

    private static int number(String digits) {
        return digits.length() <= MOST_DIGITS
                        && !digits.isEmpty()
                        && digits.chars().allMatch(c -> c >= '0' && c <= '9')
                ? Integer.parseInt(digits)
                : -1;
    }

    boolean startsPaste() {
        return prefix == 0 && last == '~' && number(0, 0) == 200;
    }

    /// What it says; nothing for what is no concern of anybody's, such as the release of a key.
    Optional<Input> input(boolean alt, Raw raw) {
        if (prefix == '<' && (last == 'M' || last == 'm') && numbers.length == 3) {
            return MouseReport.of(numbers[0], numbers[1], numbers[2], last == 'm', raw);
        }
        if (prefix != 0) {
            return Optional.of(new Input.Key(KeyName.UNKNOWN, 0, false, alt, false, raw));
        }
        if (numbers.length == 0 && (last == 'I' || last == 'O')) {
            return Optional.of(new Input.Focus(last == 'I'));
        }
        if (event == RELEASED || (last == '~' && number(0, 0) == 201)) {
            return Optional.empty();
        }
        return Optional.of(
                switch (last) {
                    case 'u' -> typed(number(0, 0), number(1, 1), alt, raw);
                    case '~' ->
                        number(0, 0) == 27
                                ? typed(number(2, 0), number(1, 1), alt, raw)
                                : named(numbered(number(0, 0)), number(1, 1), alt, raw);
                    case 'Z' -> named(KeyName.BACKTAB, 1, alt, raw);
                    default -> named(letter(last), number(1, 1), alt, raw);
                });
    }

    private int number(int index, int otherwise) {
        return index < numbers.length && numbers[index] >= 0 ? numbers[index] : otherwise;
    }

    private static Input.Key named(KeyName name, int modifiers, boolean alt, Raw raw) {
        return key(name, 0, modifiers, alt, raw);
    }

    /// A key told by the character on it, as `CSI u` and xterm's `modifyOtherKeys` do.
    private static Input.Key typed(int codePoint, int modifiers, boolean alt, Raw raw) {
        boolean shift = (modifiers - 1 & SHIFT) != 0;
        return switch (codePoint) {
            case 13 -> named(KeyName.ENTER, modifiers, alt, raw);
            case 9 -> named(shift ? KeyName.BACKTAB : KeyName.TAB, modifiers, alt, raw);
            case 27 -> named(KeyName.ESCAPE, modifiers, alt, raw);
            case 8, 127 -> named(KeyName.BACKSPACE, modifiers, alt, raw);
            default ->
                printable(codePoint)
                        ? key(
                                KeyName.CHARACTER,
                                shift ? Character.toUpperCase(codePoint) : codePoint,
                                modifiers,
                                alt,
                                raw)
                        : named(KeyName.UNKNOWN, modifiers, alt, raw);
        };
    }

    /// Keys without a character have numbers of the private area.
    private static boolean printable(int codePoint) {
        return codePoint >= 0x20
                && codePoint <= Character.MAX_CODE_POINT
                && Character.getType(codePoint) != Character.PRIVATE_USE
                && Character.getType(codePoint) != Character.SURROGATE;
    }

    private static Input.Key key(KeyName name, int codePoint, int modifiers, boolean alt, Raw raw) {
        int held = Math.max(0, modifiers - 1);
        return new Input.Key(
                name,
                codePoint,
                (held & CTRL) != 0,
                alt || (held & (ALT | META)) != 0,
                name != KeyName.BACKTAB && (held & SHIFT) != 0,
                raw);
    }

    /// The key that a final letter names, after `CSI` or `SS3`.
    static KeyName letter(int last) {
        return switch (last) {
            case 'A' -> KeyName.UP;
            case 'B' -> KeyName.DOWN;
            case 'C' -> KeyName.RIGHT;
            case 'D' -> KeyName.LEFT;
            case 'H' -> KeyName.HOME;
            case 'F' -> KeyName.END;
            case 'P' -> KeyName.F1;
            case 'Q' -> KeyName.F2;
            case 'R' -> KeyName.F3;
            case 'S' -> KeyName.F4;
            default -> KeyName.UNKNOWN;
        };
    }

    private static KeyName numbered(int number) {
        return switch (number) {
            case 1, 7 -> KeyName.HOME;
            case 2 -> KeyName.INSERT;
            case 3 -> KeyName.DELETE;
            case 4, 8 -> KeyName.END;
            case 5 -> KeyName.PAGE_UP;
            case 6 -> KeyName.PAGE_DOWN;
            case 11 -> KeyName.F1;
            case 12 -> KeyName.F2;
            case 13 -> KeyName.F3;
            case 14 -> KeyName.F4;
            case 15 -> KeyName.F5;
            case 17 -> KeyName.F6;
            case 18 -> KeyName.F7;
            case 19 -> KeyName.F8;
            case 20 -> KeyName.F9;
            case 21 -> KeyName.F10;
            case 23 -> KeyName.F11;
            case 24 -> KeyName.F12;
            default -> KeyName.UNKNOWN;
        };
    }
}
