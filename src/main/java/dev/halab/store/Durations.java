package dev.halab.store;

import java.time.Duration;
import java.util.Optional;

/// How long things took before, so that the next time can be foretold.
public interface Durations {
    /// Keeps how long `subject` took just now, for instance `up docker standard`.
    void took(String subject, Duration length);

    /// How long `subject` usually takes: the middle one of the last five times; empty if it was never done.
    Optional<Duration> usual(String subject);
}
