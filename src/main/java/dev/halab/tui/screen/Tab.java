package dev.halab.tui.screen;

import java.time.Instant;

/// The shell of a node, as the screen knows it.
///
/// @param state how it stands
/// @param since since when
/// @param why why it ended; empty if it did not
/// @param scrolledBack how many lines the learner looks back; 0 for live
/// @param news whether it printed something while another shell was shown
/// @param fullScreen whether a program there uses the whole screen
public record Tab(State state, Instant since, String why, int scrolledBack, boolean news, boolean fullScreen) {
    /// How a shell stands.
    public enum State {
        CLOSED,
        OPENING,
        LIVE,
        GONE
    }

    static final Tab CLOSED = new Tab(State.CLOSED, Instant.EPOCH, "", 0, false, false);

    Tab to(State other, Instant now, String reason) {
        return new Tab(other, now, reason, scrolledBack, false, false);
    }

    Tab back(int lines) {
        return new Tab(state, since, why, Math.max(0, lines), news, fullScreen);
    }

    Tab printed(boolean shown, boolean wholeScreen) {
        return new Tab(state, since, why, scrolledBack, !shown, wholeScreen);
    }

    Tab looked() {
        return new Tab(state, since, why, scrolledBack, false, fullScreen);
    }
}
