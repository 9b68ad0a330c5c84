package dev.halab;

import dev.halab.tutor.Pace;
import java.time.Duration;

/// Real time.
final class Pause implements Pace {
    @Override
    public void pause(Duration length) {
        try {
            Thread.sleep(length);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public Duration uptime() {
        return Duration.ofNanos(System.nanoTime());
    }
}
