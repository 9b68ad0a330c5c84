package dev.halab.terminal;

import java.util.List;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/// Decodes keys against the clock: an escape character that nothing follows for a while is the Escape key.
final class TimedKeys {
    private final int escapeMillis;
    private final Consumer<List<Input>> decoded;
    private final KeyDecoder decoder = new KeyDecoder();
    private final ScheduledThreadPoolExecutor clock = new ScheduledThreadPoolExecutor(
            1,
            task -> Thread.ofPlatform().name("terminal, lone escapes").daemon().unstarted(task));
    private long fed;

    /// @param decoded gets what was decoded, in order
    TimedKeys(int escapeMillis, Consumer<List<Input>> decoded) {
        this.escapeMillis = escapeMillis;
        this.decoded = decoded;
        clock.setRejectedExecutionHandler(new ThreadPoolExecutor.DiscardPolicy());
    }

    synchronized void feed(byte[] bytes, int length) {
        fed++;
        decoded.accept(decoder.feed(bytes, 0, length));
        if (decoder.waiting()) {
            long now = fed;
            var unused = clock.schedule(() -> expire(now), escapeMillis, TimeUnit.MILLISECONDS);
        }
    }

    private synchronized void expire(long then) {
        if (fed == then) {
            decoded.accept(decoder.expire());
        }
    }

    void close() {
        clock.shutdownNow();
    }
}
