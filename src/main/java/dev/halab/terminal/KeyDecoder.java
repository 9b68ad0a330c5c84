package dev.halab.terminal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Makes keys, pastes and mouse events of the bytes that a terminal sends. Bytes may come in pieces that end anywhere.
/// Has no clock: whoever feeds it says when nothing more came for a while, so that a lone ESC becomes the Escape key.
public final class KeyDecoder {
    private static final int ESC = 0x1b;

    /// A longer sequence is none.
    private static final int LONGEST_SEQUENCE = 64;

    /// A longer answer of the terminal is none.
    private static final int LONGEST_STRING = 4096;

    private byte[] bytes = new byte[256];
    private int start;
    private int end;
    private final PasteBuffer paste = new PasteBuffer();
    private List<Input> decoded = new ArrayList<>();

    /// Takes bytes in.
    ///
    /// @return what is complete with them
    public List<Input> feed(byte[] more, int from, int length) {
        append(more, from, length);
        decode(false);
        return taken();
    }

    /// Whether bytes wait for what comes after them, and mean something by themselves if nothing does.
    public boolean waiting() {
        return start < end && !paste.open();
    }

    /// Nothing came for a while.
    ///
    /// @return what the waiting bytes mean by themselves
    public List<Input> expire() {
        if (!paste.open()) {
            decode(true);
        }
        return taken();
    }

    private List<Input> taken() {
        List<Input> taken = decoded;
        decoded = new ArrayList<>();
        return taken;
    }

    private void append(byte[] more, int from, int length) {
        if (end + length > bytes.length) {
            int waiting = end - start;
            byte[] larger = waiting + length > bytes.length ? new byte[2 * (waiting + length)] : bytes;
            System.arraycopy(bytes, start, larger, 0, waiting);
            bytes = larger;
            start = 0;
            end = waiting;
        }
        System.arraycopy(more, from, bytes, end, length);
        end += length;
    }

    private void decode(boolean last) {
        while (start < end) {
            int used = paste.open() ? paste.take(bytes, start, end, decoded) : one(last);
            if (used == 0) {
                break;
            }
            start += used;
        }
        if (start == end) {
            start = 0;
            end = 0;
        }
    }

    /// Decodes what stands first.
    ///
    /// @param last whether nothing comes after the bytes that there are
    /// @return how many bytes it takes, 0 for more than there are
    private int one(boolean last) {
        if (bytes[start] != ESC) {
            return character(start, false, last);
        }
        if (end - start == 1) {
            return last ? key(KeyName.ESCAPE, 1) : 0;
        }
        return switch (bytes[start + 1]) {
            case '[' -> control(start + 2, false, last);
            case 'O' -> function(start + 2, false, last);
            case ']', 'P', '_', '^', 'X' -> string(last);
            case ESC -> twoEscapes(last);
            default -> character(start + 1, true, last);
        };
    }

    /// Alt with an arrow, as some terminals say it, or the Escape key twice.
    private int twoEscapes(boolean last) {
        if (end - start == 2) {
            return last ? key(KeyName.ESCAPE, 1) : 0;
        }
        return switch (bytes[start + 2]) {
            case '[' -> control(start + 3, true, last);
            case 'O' -> function(start + 3, true, last);
            default -> key(KeyName.ESCAPE, 1);
        };
    }

    /// `CSI`: parameters, then a final byte.
    private int control(int from, boolean alt, boolean last) {
        if (from < end && bytes[from] == '[') {
            return linuxFunction(from + 1, last);
        }
        if (from < end && bytes[from] == 'M') {
            return oldMouse(from + 1, last);
        }
        int at = from;
        while (at < end && bytes[at] >= 0x20 && bytes[at] <= 0x3f && at - start < LONGEST_SEQUENCE) {
            at++;
        }
        if (at == end) {
            return last ? from == at ? altBracket(from, alt) : unknown(at) : 0;
        }
        if (bytes[at] < 0x40 || bytes[at] == 0x7f) {
            return unknown(at);
        }
        ControlSequence sequence = ControlSequence.of(bytes, from, at);
        Raw raw = Raw.of(bytes, start, at + 1 - start);
        if (sequence.startsPaste()) {
            paste.begin();
        } else {
            sequence.input(alt, raw).ifPresent(decoded::add);
        }
        return at + 1 - start;
    }

    /// `CSI [ A` and its like, which Linux's own console sends.
    private int linuxFunction(int at, boolean last) {
        if (at == end) {
            return last ? unknown(at) : 0;
        }
        KeyName name = switch (bytes[at]) {
            case 'A' -> KeyName.F1;
            case 'B' -> KeyName.F2;
            case 'C' -> KeyName.F3;
            case 'D' -> KeyName.F4;
            case 'E' -> KeyName.F5;
            default -> KeyName.UNKNOWN;
        };
        return key(name, at + 1 - start);
    }

    /// `CSI M` and three bytes: the mouse of terminals that know nothing newer.
    private int oldMouse(int at, boolean last) {
        if (end - at < 3) {
            return last ? unknown(end) : 0;
        }
        Raw raw = Raw.of(bytes, start, at + 3 - start);
        int button = (bytes[at] & 0xff) - 32;
        MouseReport.of(button, (bytes[at + 1] & 0xff) - 32, (bytes[at + 2] & 0xff) - 32, (button & 0x43) == 3, raw)
                .ifPresent(decoded::add);
        return at + 3 - start;
    }

    /// `SS3`: one more byte.
    private int function(int at, boolean alt, boolean last) {
        if (at == end) {
            return last ? altBracket(at, alt) : 0;
        }
        KeyName name = ControlSequence.letter(bytes[at]);
        if (bytes[at] == 'M') {
            name = KeyName.ENTER;
        }
        return key(name, 0, alt, at + 1 - start);
    }

    /// `ESC [` or `ESC O` with nothing after it: Alt and that character.
    private int altBracket(int at, boolean twice) {
        return twice ? key(KeyName.ESCAPE, 1) : key(KeyName.CHARACTER, bytes[at - 1], true, at - start);
    }

    /// What a terminal answers to a question, or Alt with a character if it does not come to its end.
    private int string(boolean last) {
        int most = Math.min(end, start + LONGEST_STRING);
        for (int at = start + 2; at < most; at++) {
            boolean terminated = bytes[at] == '\\' && bytes[at - 1] == ESC;
            if (bytes[at] == 7 || terminated) {
                return key(KeyName.UNKNOWN, at + 1 - start);
            }
        }
        return last || end - start > LONGEST_STRING ? character(start + 1, true, true) : 0;
    }

    /// A character or what Ctrl makes of it, at `at`.
    private int character(int at, boolean alt, boolean last) {
        int octet = bytes[at] & 0xff;
        int length = at + 1 - start;
        if (octet >= 0x80) {
            long found = Utf8.at(bytes, at, end);
            if (found == 0) {
                return last ? key(KeyName.CHARACTER, Utf8.REPLACEMENT, alt, end - start) : 0;
            }
            return key(KeyName.CHARACTER, Utf8.codePoint(found), alt, at + Utf8.length(found) - start);
        }
        if (octet >= 0x20 && octet != 0x7f) {
            return key(KeyName.CHARACTER, octet, alt, length);
        }
        return switch (octet) {
            case '\r' -> key(KeyName.ENTER, 0, alt, length);
            case '\t' -> key(KeyName.TAB, 0, alt, length);
            case 0x08, 0x7f -> key(KeyName.BACKSPACE, 0, alt, length);
            default -> {
                decoded.add(new Input.Key(
                        KeyName.CHARACTER, withoutCtrl(octet), true, alt, false, Raw.of(bytes, start, length)));
                yield length;
            }
        };
    }

    /// The character that Ctrl made a control character of.
    private static int withoutCtrl(int control) {
        return control == 0 ? ' ' : control <= 26 ? control + 'a' - 1 : control + '@';
    }

    private int unknown(int to) {
        return key(KeyName.UNKNOWN, to - start);
    }

    private int key(KeyName name, int length) {
        return key(name, 0, false, length);
    }

    private int key(KeyName name, int codePoint, boolean alt, int length) {
        decoded.add(new Input.Key(name, codePoint, false, alt, false, Raw.of(bytes, start, length)));
        return length;
    }

    @Override
    public String toString() {
        return "waiting: " + Arrays.toString(Arrays.copyOfRange(bytes, start, end));
    }
}
