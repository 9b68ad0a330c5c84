package dev.halab.cluster.wire;

import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// Whether a vantage was awake while connections were made from it: its own loopback is called again and again. That
/// nobody listens there is an answer too. A volley that is over before the first call costs nothing.
final class Pulse implements AutoCloseable {
    private static final Duration EVERY = Duration.ofMillis(200);

    /// Nobody listens there (`discard`, RFC 863).
    private static final int PORT = 9;

    private final Vantage vantage;
    private final CountDownLatch over = new CountDownLatch(1);
    private volatile long due = System.nanoTime() + EVERY.toNanos();
    private volatile long slowest;
    private volatile boolean lost;

    private Pulse(Vantage vantage) {
        this.vantage = vantage;
    }

    static Pulse of(Vantage vantage) {
        Pulse pulse = new Pulse(vantage);
        Thread.ofVirtual().name("wire-pulse-", 0).start(pulse::beat);
        return pulse;
    }

    /// Why silence says nothing of whoever was called; empty if the vantage itself answered within `limit` all the
    /// while. An answer takes from when its call was due: a host that stood still was late with the call itself.
    Optional<String> doubt(Duration limit) {
        if (lost) {
            return Optional.of("%s itself could not be called meanwhile".formatted(vantage.node()));
        }
        long slowest = TimeUnit.NANOSECONDS.toMillis(Math.max(this.slowest, System.nanoTime() - due));
        return slowest > limit.toMillis()
                ? Optional.of("%s itself took %d ms to answer meanwhile".formatted(vantage.node(), slowest))
                : Optional.empty();
    }

    private void beat() {
        try {
            while (!over.await(due - System.nanoTime(), TimeUnit.NANOSECONDS)) {
                if (!answered()) {
                    lost = true;
                    return;
                }
                slowest = Math.max(slowest, System.nanoTime() - due);
                due = System.nanoTime() + EVERY.toNanos();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean answered() {
        try (Socket socket = vantage.sockets().createSocket("127.0.0.1", PORT)) {
            return socket.isConnected();
        } catch (IOException e) {
            return ErrorWord.connecting(e).isPresent();
        }
    }

    @Override
    public void close() {
        over.countDown();
    }
}
