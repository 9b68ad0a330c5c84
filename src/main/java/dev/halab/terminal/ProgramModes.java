package dev.halab.terminal;

import dev.halab.terminal.VtModes.MouseTracking;
import dev.halab.terminal.VtView.CursorShape;

/// What a program switched on and off, as far as JLine does not keep it.
final class ProgramModes {
    private boolean bracketedPaste;
    private boolean sgrMouse;
    private boolean cursorKeys;
    private boolean focusReports;
    private MouseTracking mouse = MouseTracking.NONE;
    private boolean cursorVisible = true;
    private boolean reverse;
    private CursorShape shape = CursorShape.BLOCK;

    /// Takes a private mode in; whether it is one of these.
    boolean set(int mode, boolean on) {
        switch (mode) {
            case 1 -> cursorKeys = on;
            case 5 -> reverse = on;
            case 9 -> mouse = on ? MouseTracking.PRESSES : MouseTracking.NONE;
            case 25 -> cursorVisible = on;
            case 1000 -> mouse = on ? MouseTracking.CLICKS : MouseTracking.NONE;
            case 1002 -> mouse = on ? MouseTracking.DRAGS : MouseTracking.NONE;
            case 1003 -> mouse = on ? MouseTracking.MOVES : MouseTracking.NONE;
            case 1004 -> focusReports = on;
            case 1006 -> sgrMouse = on;
            case 2004 -> bracketedPaste = on;
            default -> {
                return false;
            }
        }
        return true;
    }

    /// What a number of `CSI … SP q` asks for.
    void shape(int number) {
        shape = number <= 2 ? CursorShape.BLOCK : number <= 4 ? CursorShape.UNDERLINE : CursorShape.BAR;
    }

    /// What a soft reset resets.
    void softReset() {
        cursorKeys = false;
        cursorVisible = true;
    }

    /// As new.
    void reset() {
        softReset();
        bracketedPaste = false;
        sgrMouse = false;
        focusReports = false;
        mouse = MouseTracking.NONE;
        reverse = false;
        shape = CursorShape.BLOCK;
    }

    VtModes modes(boolean alternateScreen) {
        return new VtModes(bracketedPaste, mouse, sgrMouse, cursorKeys, focusReports, alternateScreen);
    }

    boolean cursorVisible() {
        return cursorVisible;
    }

    /// Whether the whole screen is shown the other way round.
    boolean reverse() {
        return reverse;
    }

    CursorShape shape() {
        return shape;
    }
}
