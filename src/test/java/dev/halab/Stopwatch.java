package dev.halab;

import java.time.Duration;
import java.util.Locale;
import java.util.function.Supplier;

/// Prints how long the phases of a long test take.
final class Stopwatch {
    private final long begun = System.nanoTime();

    void time(String what, Runnable work) {
        time(what, () -> {
            work.run();
            return what;
        });
    }

    <T> T time(String what, Supplier<T> work) {
        long start = System.nanoTime();
        T result = work.get();
        say(what, Duration.ofNanos(System.nanoTime() - start));
        return result;
    }

    void say(String what, Duration took) {
        double at = Duration.ofNanos(System.nanoTime() - begun).toMillis() / 1000.0;
        System.out.printf(Locale.ROOT, "%7.1f  %-60s %6.1f s%n", at, what, took.toMillis() / 1000.0);
    }

    void say(String what) {
        double at = Duration.ofNanos(System.nanoTime() - begun).toMillis() / 1000.0;
        System.out.printf(Locale.ROOT, "%7.1f  %s%n", at, what);
    }
}
