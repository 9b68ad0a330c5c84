package dev.halab.tutor;

import java.time.Duration;

/// Lets time pass and measures it, unmoved by changes of the host's clock.
public interface Pace {
    /// Returns after `length`, or at once with the interrupt flag set if the thread is interrupted.
    void pause(Duration length);

    /// Time since some fixed moment; only differences mean anything.
    Duration uptime();
}
