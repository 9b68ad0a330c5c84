package dev.halab.node.ssh;

import java.io.ByteArrayOutputStream;

/// Bytes that come in on one thread and are read on another, up to a cap.
final class Sink {
    private final int cap;
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private boolean overflown;

    Sink(int cap) {
        this.cap = cap;
    }

    /// Keeps what fits; whether all of it did.
    synchronized boolean add(byte[] from, int length) {
        int fits = Math.min(length, cap - bytes.size());
        bytes.write(from, 0, fits);
        overflown |= fits < length;
        return !overflown;
    }

    synchronized byte[] bytes() {
        return bytes.toByteArray();
    }

    synchronized boolean overflown() {
        return overflown;
    }
}
