package dev.halab.node.ssh;

import java.io.IOException;
import java.io.InputStream;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;

/// What comes out of a tunnel. A thread takes it from the SSH channel, whose own stream knows no timeout, into a buffer
/// from which it is read with one.
final class TunnelInput {
    private static final int CAPACITY = 64 * 1024;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final byte[] ring = new byte[CAPACITY];
    private int start;
    private int filled;
    private boolean ended;
    private boolean shut;
    private @Nullable IOException failure;

    /// Begins to take from `channel`.
    void pump(InputStream channel) {
        Thread.startVirtualThread(() -> {
            byte[] chunk = new byte[16 * 1024];
            try {
                for (int n = channel.read(chunk); n >= 0 && put(chunk, n); n = channel.read(chunk)) {
                    // put() does the work
                }
                end(null);
            } catch (IOException e) {
                end(e);
            }
        });
    }

    /// Makes every reader fail, now and later.
    void fail(IOException e) {
        lock.lock();
        try {
            failure = e;
            filled = 0;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /// From now on there is nothing to read, whatever comes.
    void shut() {
        lock.lock();
        try {
            shut = true;
            filled = 0;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    boolean isShut() {
        lock.lock();
        try {
            return shut;
        } finally {
            lock.unlock();
        }
    }

    private void end(@Nullable IOException e) {
        lock.lock();
        try {
            ended = true;
            failure = failure == null ? e : failure;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /// Puts all of it in, waiting for room; false when nobody will read it.
    private boolean put(byte[] bytes, int length) {
        lock.lock();
        try {
            for (int done = 0; done < length; ) {
                while (filled == CAPACITY && failure == null && !shut) {
                    changed.awaitUninterruptibly();
                }
                if (failure != null || shut) {
                    return false;
                }
                done += store(bytes, done, length - done);
                changed.signalAll();
            }
            return true;
        } finally {
            lock.unlock();
        }
    }

    private int store(byte[] bytes, int offset, int length) {
        int at = (start + filled) % CAPACITY;
        int n = Math.min(length, Math.min(CAPACITY - filled, CAPACITY - at));
        System.arraycopy(bytes, offset, ring, at, n);
        filled += n;
        return n;
    }

    private int take(byte[] bytes, int offset, int length, int timeout) throws IOException {
        Objects.checkFromIndexSize(offset, length, bytes.length);
        if (length == 0) {
            return 0;
        }
        lock.lock();
        try {
            await(timeout);
            if (filled == 0) {
                return -1;
            }
            int n = Math.min(length, Math.min(filled, CAPACITY - start));
            System.arraycopy(ring, start, bytes, offset, n);
            start = (start + n) % CAPACITY;
            filled -= n;
            changed.signalAll();
            return n;
        } finally {
            lock.unlock();
        }
    }

    /// Waits until there is something, or the end of it.
    ///
    /// @param timeout in milliseconds, 0 for ever
    private void await(int timeout) throws IOException {
        long left = timeout > 0 ? TimeUnit.MILLISECONDS.toNanos(timeout) : Long.MAX_VALUE;
        try {
            while (filled == 0 && !ended && !shut && failure == null) {
                if (left <= 0) {
                    throw new SocketTimeoutException("Read timed out");
                }
                left = changed.awaitNanos(left);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while reading", e);
        }
        if (failure != null && filled == 0) {
            var again = new SocketException(failure.getMessage());
            again.initCause(failure);
            throw again;
        }
    }

    private int available() {
        lock.lock();
        try {
            return filled;
        } finally {
            lock.unlock();
        }
    }

    /// A stream on this.
    ///
    /// @param whenClosed what closing it does
    /// @param timeout how long a read waits, in milliseconds, 0 for ever
    InputStream stream(Runnable whenClosed, IntSupplier timeout) {
        return new InputStream() {
            @Override
            public int read() throws IOException {
                byte[] one = new byte[1];
                return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
            }

            @Override
            public int read(byte[] bytes, int offset, int length) throws IOException {
                return take(bytes, offset, length, timeout.getAsInt());
            }

            @Override
            public int available() {
                return TunnelInput.this.available();
            }

            @Override
            public void close() {
                whenClosed.run();
            }
        };
    }
}
