package dev.halab.terminal;

/// Which key was pressed.
public enum KeyName {
    /// A key that types a character.
    CHARACTER,
    ENTER,
    TAB,
    /// Tab with Shift.
    BACKTAB,
    ESCAPE,
    BACKSPACE,
    DELETE,
    INSERT,
    UP,
    DOWN,
    LEFT,
    RIGHT,
    HOME,
    END,
    PAGE_UP,
    PAGE_DOWN,
    F1,
    F2,
    F3,
    F4,
    F5,
    F6,
    F7,
    F8,
    F9,
    F10,
    F11,
    F12,
    /// A sequence that has the form of a key and is not known.
    UNKNOWN
}
