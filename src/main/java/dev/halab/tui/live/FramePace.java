package dev.halab.tui.live;

/// When a frame may be drawn: at once after a rest, and at most so many a second while there is always something new.
final class FramePace {
    private static final long INTERVAL = 33_000_000;
    private static final int MOST = 4;

    private double allowed = MOST;
    private long last;

    /// Nanoseconds until the next frame may be drawn; 0 if now.
    long waiting(long now) {
        allowed = Math.min(MOST, allowed + (now - last) / (double) INTERVAL);
        last = now;
        return allowed >= 1 ? 0 : (long) ((1 - allowed) * INTERVAL) + 1;
    }

    void drawn() {
        allowed -= 1;
    }
}
