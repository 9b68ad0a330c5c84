package dev.halab.machine.vagrant;

import java.time.Duration;

/// Lets time pass before Vagrant is asked again.
interface Pause {
    void of(Duration duration) throws InterruptedException;

    /// Real time.
    static Pause real() {
        return Thread::sleep;
    }
}
