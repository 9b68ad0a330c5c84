package dev.halab.tui.screen;

import java.time.Instant;
import java.util.Optional;

/// The shell of a node, as the screen knows it.
///
/// @param state how it stands
/// @param since since when
/// @param lost when it was lost, if it was and none has opened since; another try that fails does not change it
/// @param why why it ended; empty if it did not
/// @param scrolledBack how many lines the learner looks back; 0 for live
/// @param news whether it printed something while another shell was shown
/// @param fullScreen whether a program there uses the whole screen
public record Tab(
        State state,
        Instant since,
        Optional<Instant> lost,
        String why,
        int scrolledBack,
        boolean news,
        boolean fullScreen) {
    /// How a shell stands.
    public enum State {
        CLOSED,
        OPENING,
        LIVE,
        GONE
    }

    static final Tab CLOSED = new Tab(State.CLOSED, Instant.EPOCH, Optional.empty(), "", 0, false, false);

    Tab to(State other, Instant now, String reason) {
        Optional<Instant> gone = switch (other) {
            case CLOSED, LIVE -> Optional.empty();
            case OPENING -> lost;
            case GONE -> lost.or(() -> Optional.of(now));
        };
        return new Tab(other, now, gone, reason, scrolledBack, false, false);
    }

    Tab back(int lines) {
        return new Tab(state, since, lost, why, Math.max(0, lines), news, fullScreen);
    }

    Tab printed(boolean shown, boolean wholeScreen) {
        return new Tab(state, since, lost, why, scrolledBack, !shown, wholeScreen);
    }

    Tab looked() {
        return new Tab(state, since, lost, why, scrolledBack, false, fullScreen);
    }
}
