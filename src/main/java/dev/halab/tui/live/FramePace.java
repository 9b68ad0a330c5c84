package dev.halab.tui.live;

/// When a frame may be drawn: at once after a rest, and at most so many a second while there is always something new.
/// What is typed into a shell shows with its echo, so for a moment nothing is drawn before that.
final class FramePace {
    private static final long INTERVAL = 33_000_000;
    private static final long ECHO = 10_000_000;
    private static final int MOST = 4;

    private double allowed = MOST;
    private long last;
    private boolean news;
    private long echoed;

    /// A key was sent to a shell, which changes nothing on the screen by itself.
    void typed(long now) {
        echoed = now + ECHO;
    }

    /// There is something to show.
    void news() {
        news = true;
    }

    /// Nanoseconds until the next frame may be drawn; 0 if now.
    long waiting(long now) {
        allowed = Math.min(MOST, allowed + (now - last) / (double) INTERVAL);
        last = now;
        long paced = allowed >= 1 ? 0 : (long) ((1 - allowed) * INTERVAL) + 1;
        return news ? paced : Math.max(paced, echoed - now);
    }

    void drawn() {
        allowed -= 1;
        news = false;
        echoed = Long.MIN_VALUE / 2;
    }
}
