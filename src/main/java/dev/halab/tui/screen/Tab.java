package dev.halab.tui.screen;

import java.time.Duration;
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
/// @param prompt whether it stands at something that looks like a prompt
/// @param entered when Enter was typed last, unless a line was begun at a prompt since
public record Tab(
        State state,
        Instant since,
        Optional<Instant> lost,
        String why,
        int scrolledBack,
        boolean news,
        boolean fullScreen,
        boolean prompt,
        Optional<Instant> entered) {
    /// A command that takes longer does not hold up the checks any more.
    static final Duration LONGEST = Duration.ofMinutes(5);

    /// How a shell stands.
    public enum State {
        CLOSED,
        OPENING,
        LIVE,
        GONE
    }

    static final Tab CLOSED =
            new Tab(State.CLOSED, Instant.EPOCH, Optional.empty(), "", 0, false, false, false, Optional.empty());

    Tab to(State other, Instant now, String reason) {
        Optional<Instant> gone = switch (other) {
            case CLOSED, LIVE -> Optional.empty();
            case OPENING -> lost;
            case GONE -> lost.or(() -> Optional.of(now));
        };
        return new Tab(other, now, gone, reason, scrolledBack, false, false, false, Optional.empty());
    }

    Tab back(int lines) {
        return new Tab(state, since, lost, why, Math.max(0, lines), news, fullScreen, prompt, entered);
    }

    Tab printed(boolean shown, boolean wholeScreen, boolean atPrompt) {
        return new Tab(state, since, lost, why, scrolledBack, !shown, wholeScreen, atPrompt, entered);
    }

    Tab looked() {
        return new Tab(state, since, lost, why, scrolledBack, false, fullScreen, prompt, entered);
    }

    /// A key was typed into it.
    Tab typed(boolean enter, Instant now) {
        Optional<Instant> last = enter ? Optional.of(now) : prompt ? Optional.empty() : entered;
        return new Tab(state, since, lost, why, scrolledBack, news, fullScreen, prompt, last);
    }

    /// Whether a command seems to run there: Enter was typed, and nothing stands there since that looks like a
    /// prompt.
    boolean running(Instant now) {
        return state == State.LIVE
                && !prompt
                && entered.filter(e -> Duration.between(e, now).compareTo(LONGEST) < 0)
                        .isPresent();
    }
}
