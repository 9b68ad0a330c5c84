package dev.halab.tutor;

import java.util.List;

/// A hint as it is shown.
///
/// @param task full id of the task
/// @param check full id of the failing check; empty if a cause was asked for
/// @param cause the cause it is for
/// @param rung which one it is, from 1
/// @param of how many there are
/// @param text the hint
/// @param pages titles of the exam pages to read when the ladder has ended; none before its last rung
/// @param turn whether it is new
public record Hint(
        String task, String check, String cause, int rung, int of, String text, List<String> pages, Turn turn) {
    public Hint {
        pages = List.copyOf(pages);
    }

    /// Whether a hint is shown for the first time.
    public enum Turn {
        NEW,
        /// All were shown before; this is the last one again.
        AGAIN
    }
}
