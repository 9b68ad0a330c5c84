package dev.halab;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/// One thing whose time is measured on the right answer. A run that did not pass is no measurement, and is counted apart.
///
/// @param took how long it took each time that it passed
/// @param wrong what it said the other times
record Timed(String name, int runs, Run run, List<Duration> took, List<Judgement> wrong) {
    Timed(String name, int runs, Run run) {
        this(name, runs, run, new ArrayList<>(), new ArrayList<>());
    }

    /// Runs all of them in one shuffled order.
    static void inTurn(List<Timed> all, Random random) throws Exception {
        List<Timed> order = new ArrayList<>();
        for (Timed timed : all) {
            order.addAll(Collections.nCopies(timed.runs(), timed));
        }
        Collections.shuffle(order, random);
        for (Timed timed : order) {
            Judgement judgement = timed.run().run();
            if (judgement.said() == Judgement.Said.RIGHT) {
                timed.took().add(judgement.took());
            } else {
                timed.wrong().add(judgement);
            }
        }
    }

    /// Runs it once.
    @FunctionalInterface
    interface Run {
        Judgement run() throws Exception;
    }
}
