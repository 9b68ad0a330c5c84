package dev.halab;

import java.time.Duration;

/// Ctrl-C and SIGTERM: the running command is interrupted and given time to say how far it came; then the process ends
/// with 130 or 143, as the shell expects.
final class Interrupts {
    private static final Duration LAST_WORDS = Duration.ofSeconds(10);

    private final Thread worker;
    private volatile boolean finished;

    private Interrupts(Thread worker) {
        this.worker = worker;
    }

    /// Watches over the calling thread from now on.
    static Interrupts watch() {
        Interrupts interrupts = new Interrupts(Thread.currentThread());
        Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(interrupts::end));
        return interrupts;
    }

    private void end() {
        if (finished) {
            return;
        }
        worker.interrupt();
        try {
            worker.join(LAST_WORDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /// The command is over; the process may end with its own status.
    void finish() {
        finished = true;
    }
}
