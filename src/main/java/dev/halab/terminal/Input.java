package dev.halab.terminal;

/// Something that came from the terminal or happened to it.
public sealed interface Input {
    /// A key.
    ///
    /// @param codePoint the character of a [KeyName#CHARACTER], without what Ctrl does to it (Ctrl-G is `g`); else
    /// 0
    /// @param shift only where the terminal says so: a capital letter is a character of its own
    /// @param raw the bytes that said so, for a program that is to get them untouched
    record Key(KeyName name, int codePoint, boolean ctrl, boolean alt, boolean shift, Raw raw) implements Input {}

    /// A text that was pasted, between the marks of bracketed paste. Line ends are `\n`.
    record Paste(String text) implements Input {}

    /// The mouse.
    ///
    /// @param column counted from 0
    /// @param row counted from 0
    /// @param button 0 left, 1 middle, 2 right; 0 for the wheel
    record Mouse(Mouse.Kind kind, int column, int row, int button, Raw raw) implements Input {
        /// What it did.
        public enum Kind {
            PRESS,
            RELEASE,
            DRAG,
            WHEEL_UP,
            WHEEL_DOWN
        }
    }

    /// The terminal's window came to the front or went to the back.
    record Focus(boolean gained) implements Input {}

    /// The terminal has another size now.
    record Resized(Size size) implements Input {}

    /// The system told the program to do something. The terminal has not been left yet.
    record Signal(Signal.Kind kind) implements Input {
        /// What it told.
        public enum Kind {
            SUSPEND,
            CONTINUE,
            TERMINATE,
            HANGUP
        }
    }

    /// Nothing more will come: the terminal is gone.
    record EndOfInput() implements Input {}
}
