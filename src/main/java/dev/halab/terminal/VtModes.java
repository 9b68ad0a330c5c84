package dev.halab.terminal;

/// What the program in a pane asked its terminal for.
///
/// @param bracketedPaste pastes are to be marked
/// @param mouse which deeds of the mouse are to be told
/// @param sgrMouse in the form without limits, `CSI < … M`
/// @param applicationCursorKeys arrows, Home and End are to be sent as `ESC O …`
/// @param focusReports it is to be told when the pane gains or loses focus
/// @param alternateScreen it uses the whole screen, as editors do, and nothing scrolls out
public record VtModes(
        boolean bracketedPaste,
        MouseTracking mouse,
        boolean sgrMouse,
        boolean applicationCursorKeys,
        boolean focusReports,
        boolean alternateScreen) {
    /// What a program finds when it starts.
    public static final VtModes INITIAL = new VtModes(false, MouseTracking.NONE, false, false, false, false);

    /// Which deeds of the mouse a program is told.
    public enum MouseTracking {
        NONE,
        /// Presses only (mode 9).
        PRESSES,
        /// Presses, releases and the wheel (mode 1000).
        CLICKS,
        /// Also moves with a button held (mode 1002).
        DRAGS,
        /// Also moves without a button (mode 1003).
        MOVES
    }
}
