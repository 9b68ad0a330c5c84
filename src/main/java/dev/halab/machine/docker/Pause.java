package dev.halab.machine.docker;

import java.time.Duration;

/// Lets time pass between two looks at a machine.
final class Pause {
    private Pause() {}

    static void of(Duration duration) throws InterruptedException {
        Thread.sleep(duration);
    }
}
