package dev.halab;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/// One thing whose time is measured on the right answer, and how long it took each time.
record Timed(String name, int runs, Run run, List<Duration> took) {
    Timed(String name, int runs, Run run) {
        this(name, runs, run, new ArrayList<>());
    }

    /// Runs all of them in one shuffled order.
    static void inTurn(List<Timed> all, Random random) throws Exception {
        List<Timed> order = new ArrayList<>();
        for (Timed timed : all) {
            order.addAll(Collections.nCopies(timed.runs(), timed));
        }
        Collections.shuffle(order, random);
        for (Timed timed : order) {
            timed.took().add(timed.run().run());
        }
    }

    /// Runs it once.
    @FunctionalInterface
    interface Run {
        /// @return how long it took
        Duration run() throws Exception;
    }
}
