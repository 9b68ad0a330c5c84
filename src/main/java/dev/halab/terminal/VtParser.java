package dev.halab.terminal;

/// Takes a program's output apart: characters, controls, sequences. Whatever comes, it needs no more memory, and at
/// the end of every sequence it is back where it began. Strings (titles, clipboard, questions) lead to nothing at all.
final class VtParser {
    /// Is told what the output consists of.
    interface Listener {
        /// A character to show.
        void print(int codePoint);

        /// A control character, below a space.
        void control(int code);

        /// `ESC`, perhaps one byte in between, and a final one.
        ///
        /// @param between 0 if there was none
        void escape(int between, int last);

        /// `CSI`, with what stands in it.
        void sequence(VtSequence sequence);
    }

    private enum State {
        GROUND,
        ESCAPE,
        ESCAPE_BETWEEN,
        SEQUENCE,
        /// A sequence that is none: it is read to its end.
        BROKEN,
        STRING,
        STRING_ESCAPE
    }

    private static final int ESC = 0x1b;
    private static final int CAN = 0x18;
    private static final int SUB = 0x1a;
    private static final int BEL = 0x07;
    private static final int DEL = 0x7f;

    private final Listener listener;
    private final VtSequence sequence = new VtSequence();
    private final byte[] held = new byte[4];
    private int heldLength;
    private State state = State.GROUND;
    private int between;
    private boolean bellEnds;

    VtParser(Listener listener) {
        this.listener = listener;
    }

    /// Takes in bytes of UTF-8, which may begin and end within a character.
    void feed(byte[] bytes, int from, int length) {
        int at = from;
        int end = from + length;
        while (heldLength > 0 && at < end) {
            held[heldLength++] = bytes[at++];
            long found = Utf8.at(held, 0, heldLength);
            if (found != 0) {
                // What ended the character early was not part of it.
                at -= heldLength - Utf8.length(found);
                heldLength = 0;
                take(Utf8.codePoint(found));
            }
        }
        while (at < end) {
            int octet = bytes[at];
            if (octet >= 0) {
                take(octet);
                at++;
                continue;
            }
            long found = Utf8.at(bytes, at, end);
            if (found == 0) {
                heldLength = end - at;
                System.arraycopy(bytes, at, held, 0, heldLength);
                return;
            }
            take(Utf8.codePoint(found));
            at += Utf8.length(found);
        }
    }

    private void take(int c) {
        if (state == State.GROUND && c >= ' ') {
            if (c != DEL && (c < 0x80 || c > 0x9f)) {
                listener.print(c);
            }
        } else if (c < ' ') {
            control(c);
        } else {
            within(c);
        }
    }

    private void control(int c) {
        boolean string = state == State.STRING || state == State.STRING_ESCAPE;
        if (c == ESC) {
            state = string ? State.STRING_ESCAPE : State.ESCAPE;
        } else if (c == CAN || c == SUB) {
            state = State.GROUND;
        } else if (string) {
            state = c == BEL && bellEnds ? State.GROUND : State.STRING;
        } else {
            // Controls in a sequence act as if they stood before it.
            listener.control(c);
        }
    }

    private void within(int c) {
        switch (state) {
            case ESCAPE -> escape(c);
            case ESCAPE_BETWEEN -> {
                if (c > 0x2f) {
                    state = State.GROUND;
                    listener.escape(between, c);
                }
            }
            case SEQUENCE -> inSequence(c);
            case BROKEN -> {
                if (c >= 0x40 && c < DEL) {
                    state = State.GROUND;
                }
            }
            case STRING_ESCAPE -> {
                if (c == '\\') {
                    state = State.GROUND;
                } else {
                    state = State.ESCAPE;
                    escape(c);
                }
            }
            case STRING, GROUND -> {
                // Nothing of a string matters.
            }
        }
    }

    private void escape(int c) {
        switch (c) {
            case '[' -> {
                sequence.clear();
                state = State.SEQUENCE;
            }
            case ']', 'P', 'X', '^', '_' -> {
                state = State.STRING;
                bellEnds = c == ']';
            }
            default -> {
                if (c <= 0x2f) {
                    between = c;
                    state = State.ESCAPE_BETWEEN;
                } else {
                    state = State.GROUND;
                    listener.escape(0, c);
                }
            }
        }
    }

    private void inSequence(int c) {
        if (c >= 0x40 && c < DEL) {
            state = State.GROUND;
            sequence.end((char) c);
            listener.sequence(sequence);
        } else if (c >= 0x80 || !sequence.take((char) c)) {
            state = State.BROKEN;
        }
    }
}
