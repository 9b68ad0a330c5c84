package dev.halab.machine.docker;

import dev.halab.problem.HalabException;
import dev.halab.problem.Problem;
import java.time.Duration;

/// A wait with an end.
///
/// @param deadline when it ends, by [System#nanoTime()]
record Wait(long deadline) {
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(200);

    static Wait atMost(Duration duration) {
        return new Wait(System.nanoTime() + duration.toNanos());
    }

    /// Lets a moment pass before another look.
    ///
    /// @return false if the time is over
    /// @throws HalabException if the thread is interrupted
    boolean again() {
        if (System.nanoTime() > deadline) {
            return false;
        }
        try {
            Pause.of(BETWEEN_LOOKS);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw HalabException.of(
                    new Problem("it was interrupted", "a machine was not ready yet", "run the same command again"), e);
        }
    }
}
