package dev.halab.node.ssh;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/// A moment by the monotonic clock after which nobody waits.
///
/// @param nanos the moment, as [System#nanoTime] counts
record Deadline(long nanos) {
    static Deadline in(Duration limit) {
        return new Deadline(System.nanoTime() + limit.toNanos());
    }

    /// What is left, never less than 0.
    long leftNanos() {
        return Math.max(0, nanos - System.nanoTime());
    }

    Duration left() {
        return Duration.ofNanos(leftNanos());
    }

    /// What is left in milliseconds, at least 1 because sshj and sockets take 0 for ever.
    int leftMillis() {
        return Math.clamp(TimeUnit.NANOSECONDS.toMillis(leftNanos()), 1, Integer.MAX_VALUE);
    }

    boolean passed() {
        return leftNanos() == 0;
    }
}
