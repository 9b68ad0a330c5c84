package dev.halab.node.ssh;

import dev.halab.node.Shell;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/// What waits to be sent to a shell, in order. Whoever types waits only while a node takes nothing in.
final class Outbox {
    private static final int MOST_BYTES = 1024 * 1024;

    /// Something to send.
    sealed interface Item {}

    /// Keys.
    @SuppressWarnings("ArrayRecordComponent") // compared by nobody
    record Typed(byte[] bytes) implements Item {}

    /// Another size.
    record Resized(Shell.Size size) implements Item {}

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Deque<Item> items = new ArrayDeque<>();
    private int waiting;
    private boolean closed;

    /// Adds something, unless this is closed.
    void put(Item item) {
        lock.lock();
        try {
            while (!closed && waiting > MOST_BYTES) {
                changed.awaitUninterruptibly();
            }
            if (!closed) {
                items.add(item);
                waiting += bytes(item);
                changed.signalAll();
            }
        } finally {
            lock.unlock();
        }
    }

    /// Waits for something.
    ///
    /// @return empty once this is closed
    Optional<Item> take() {
        lock.lock();
        try {
            while (!closed && items.isEmpty()) {
                changed.awaitUninterruptibly();
            }
            if (closed) {
                return Optional.empty();
            }
            Item item = items.remove();
            waiting -= bytes(item);
            changed.signalAll();
            return Optional.of(item);
        } finally {
            lock.unlock();
        }
    }

    /// Drops what waits, and lets everybody go.
    void close() {
        lock.lock();
        try {
            closed = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private static int bytes(Item item) {
        return item instanceof Typed typed ? typed.bytes().length : 0;
    }
}
