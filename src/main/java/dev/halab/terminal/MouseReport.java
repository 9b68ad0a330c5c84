package dev.halab.terminal;

import dev.halab.terminal.Input.Mouse;
import java.util.Optional;

/// What the number in a report of the mouse means.
final class MouseReport {
    private static final int BUTTON = 3;
    private static final int MOVED = 32;
    private static final int WHEEL = 64;
    private static final int FURTHER = 128;

    private MouseReport() {}

    /// Moves without a button, sideways wheels and further buttons are nothing.
    ///
    /// @param column counted from 1
    /// @param row counted from 1
    static Optional<Input> of(int code, int column, int row, boolean released, Raw raw) {
        int button = code & BUTTON;
        boolean wheel = (code & WHEEL) != 0;
        boolean moved = (code & MOVED) != 0;
        if (code < 0
                || column < 1
                || row < 1
                || code >= FURTHER
                || (wheel && button > 1)
                || (moved && button == BUTTON)) {
            return Optional.empty();
        }
        Mouse.Kind kind = wheel
                ? button == 0 ? Mouse.Kind.WHEEL_UP : Mouse.Kind.WHEEL_DOWN
                : released ? Mouse.Kind.RELEASE : moved ? Mouse.Kind.DRAG : Mouse.Kind.PRESS;
        return Optional.of(new Mouse(kind, column - 1, row - 1, wheel || button == BUTTON ? 0 : button, raw));
    }
}
