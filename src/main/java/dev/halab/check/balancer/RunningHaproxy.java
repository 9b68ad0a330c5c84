package dev.halab.check.balancer;

import dev.halab.check.Mismatch;
import dev.halab.fact.Fact;
import dev.halab.fact.Facts;
import dev.halab.fact.FileContent;
import dev.halab.fact.Reading;
import dev.halab.fact.Snapshot;
import dev.halab.fact.Unobserved;
import java.util.Optional;

/// The running HAProxy, by its `unit` fact.
///
/// @param state `active`, `failed` …
/// @param youngest when its youngest process began, in seconds since 1970: a reload makes a new worker
record RunningHaproxy(Fact fact, String state, Optional<Double> youngest) {
    /// The kernel tells a process's start through the boot time, which it rounds to seconds.
    private static final double CLOCK_ROUNDING = 1.0;

    static RunningHaproxy of(Snapshot snapshot, Fact fact) {
        String text = snapshot.text(fact);
        String state = value(text, "ActiveState")
                .orElseThrow(() -> new Unobserved(fact, Reading.Reason.UNREADABLE, "it has no ActiveState"));
        Optional<Double> youngest = value(text, "Youngest")
                .filter(v -> v.matches("\\d{1,15}(\\.\\d{1,12})?"))
                .map(Double::parseDouble);
        return new RunningHaproxy(fact, state, youngest);
    }

    private static Optional<String> value(String text, String key) {
        return text.lines()
                .filter(line -> line.startsWith(key + "="))
                .map(line -> line.substring(key.length() + 1).strip())
                .findFirst();
    }

    /// Whether it does not run, or runs with an older file.
    Optional<Mismatch> mismatch(Snapshot snapshot, HaproxyFile file) {
        if (!state.equals("active") && !state.equals("reloading")) {
            return Optional.of(
                    new Mismatch(HaproxyCauses.NOT_RUNNING.code(), "HAProxy running", "it is " + state, file.node()));
        }
        double saved = FileContent.of(snapshot, Facts.file(file.node(), file.path()))
                .map(FileContent::modified)
                .orElse(0.0);
        return youngest.filter(began -> saved > began + CLOCK_ROUNDING)
                .flatMap(began -> file.mismatch(
                        HaproxyCauses.STALE,
                        "HAProxy reloaded since the file was saved",
                        "the file was saved %d s after HAProxy last read it".formatted(Math.round(saved - began)),
                        0));
    }
}
