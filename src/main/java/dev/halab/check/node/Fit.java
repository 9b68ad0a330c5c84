package dev.halab.check.node;

import java.util.List;

/// Whether a condition of a packet filter's rule takes some packets; the later words are the stronger ones.
enum Fit {
    /// It takes none of them.
    MISSES,
    /// It cannot be told.
    UNSURE,
    /// It takes some of them, for instance those of one user.
    SOME,
    /// It takes all of them.
    ALL;

    /// Of a condition that either takes all of them or none.
    static Fit of(boolean takes) {
        return takes ? ALL : MISSES;
    }

    /// Both conditions hold.
    Fit and(Fit other) {
        return compareTo(other) <= 0 ? this : other;
    }

    /// The condition does not hold.
    Fit not() {
        return switch (this) {
            case MISSES -> ALL;
            case ALL -> MISSES;
            default -> this;
        };
    }

    /// One of the conditions holds; none of none.
    static Fit any(List<Fit> fits) {
        return fits.stream().max(Fit::compareTo).orElse(MISSES);
    }
}
