package dev.halab.check;

import java.time.Duration;

/// When a claim has to hold.
public sealed interface Timing {
    /// In the round in which it is judged.
    record Now() implements Timing {}

    /// Within a time from the start of the command, and then for `stable` (zero: the first pass is final).
    record Eventually(Duration within, Duration stable) implements Timing {}

    /// In every round of a time; a single failure is final.
    record Consistently(Duration span) implements Timing {}
}
