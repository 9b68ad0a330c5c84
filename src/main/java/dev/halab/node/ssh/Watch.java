package dev.halab.node.ssh;

import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/// Cuts a connection when a deadline passes, so that whoever blocks on it gets an exception. TCP alone would wait for
/// minutes where the other side is gone.
final class Watch {
    private final Future<?> alarm;

    private Watch(Future<?> alarm) {
        this.alarm = alarm;
    }

    /// @param cut must not block
    static Watch over(ScheduledExecutorService clock, Deadline deadline, Runnable cut) {
        return new Watch(clock.schedule(cut, deadline.leftNanos(), TimeUnit.NANOSECONDS));
    }

    /// Nobody blocks any more.
    void stop() {
        alarm.cancel(false);
    }
}
