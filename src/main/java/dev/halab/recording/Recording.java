package dev.halab.recording;

import dev.halab.fact.Fact;
import dev.halab.fact.Reading;
import dev.halab.fact.Snapshot;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/// Facts as they were read of a lab for one task.
///
/// @param task full id of the task: `ha-stacked/lb`
/// @param provider what the lab ran on, for instance `docker`
/// @param versions of the programs that were read, for instance `kubernetes` → `1.35.8`
/// @param at when the reading ended
/// @param readings what was read
/// @param baseline what was read when the task was opened; empty if nothing was
public record Recording(
        String task,
        String provider,
        Map<String, String> versions,
        Instant at,
        Map<Fact, Reading> readings,
        Map<Fact, Reading> baseline) {
    public Recording {
        versions = Map.copyOf(versions);
        // the order of a file is kept, so that reading and writing it changes nothing
        readings = new LinkedHashMap<>(readings);
        baseline = new LinkedHashMap<>(baseline);
    }

    /// Reads the JSON that `text` writes.
    ///
    /// @throws MalformedRecording if it is something else
    public static Recording parse(String text) {
        return RecordingText.parse(text);
    }

    /// As JSON with a line for each line of the texts that were read; sorted, so that two recordings can be
    /// compared.
    public String text() {
        return RecordingText.write(this);
    }

    /// What checks judge.
    public Snapshot snapshot() {
        return new Snapshot(0, at, readings, baseline);
    }
}
