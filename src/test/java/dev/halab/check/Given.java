package dev.halab.check;

import dev.halab.fact.Fact;
import dev.halab.fact.Reading;
import dev.halab.fact.Snapshot;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/// A snapshot in the making: what a test says was read.
public final class Given {
    /// When everything was read.
    public static final Instant AT = Instant.parse("2026-11-23T09:00:00Z");

    private final Map<Fact, Reading> readings = new HashMap<>();
    private final Map<Fact, Reading> baseline = new HashMap<>();

    private final Instant at;

    private Given(Instant at) {
        this.at = at;
    }

    /// Nothing was read yet.
    public static Given nothing() {
        return new Given(AT);
    }

    /// Nothing was read yet, and everything will be at `at`.
    public static Given at(Instant at) {
        return new Given(at);
    }

    /// `fact` was read with status 0.
    public Given text(Fact fact, String text) {
        return status(fact, 0, text);
    }

    /// `fact` was read.
    public Given status(Fact fact, int status, String text) {
        readings.put(fact, new Reading.Seen(status, text, "", at));
        return this;
    }

    /// `fact` was read, and something was said on the error stream.
    public Given said(Fact fact, int status, String text, String error) {
        readings.put(fact, new Reading.Seen(status, text, error, at));
        return this;
    }

    /// The file was there, owned by root, mode 0644, last changed at second 1000.
    public Given file(Fact fact, String bytes) {
        return text(fact, "regular 0644 root root %d 1000.000\n%s".formatted(bytes.length(), bytes));
    }

    /// `fact` could not be read.
    public Given unseen(Fact fact, Reading.Reason reason) {
        readings.put(fact, new Reading.Unseen(reason, "the node is off"));
        return this;
    }

    /// `fact` was read when the task was opened.
    public Given atOpening(Fact fact, String text) {
        baseline.put(fact, new Reading.Seen(0, text, "", AT));
        return this;
    }

    public Snapshot snapshot() {
        return new Snapshot(1, at, readings, baseline);
    }
}
