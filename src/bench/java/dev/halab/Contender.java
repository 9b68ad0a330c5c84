package dev.halab;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// One way to find out, and how long it took each time.
record Contender(String name, int runs, Run run, List<Duration> took) {
    Contender(String name, int runs, Run run) {
        this(name, runs, run, new ArrayList<>());
    }

    void measure() throws Exception {
        took.add(run.run());
    }

    /// Runs it once.
    @FunctionalInterface
    interface Run {
        /// @return how long it took
        Duration run() throws Exception;
    }
}
