package dev.halab.machine.docker;

import dev.halab.json.Json;
import dev.halab.json.MalformedJson;
import dev.halab.machine.Checkpoint;
import dev.halab.problem.HalabException;
import dev.halab.problem.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.stream.Stream;

/// The list of whole checkpoints, a file each. The file is written last and removed first, so that whatever is
/// listed is whole.
record Saved(Machines machines) {
    private static final String RESTORING = "restoring";

    /// A checkpoint, and the stamp in the names of its images and its volume.
    record Entry(Checkpoint checkpoint, String stamp) {}

    List<Entry> all() {
        Path folder = folder();
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            List<Path> entries =
                    files.filter(f -> f.toString().endsWith(".json")).toList();
            List<Entry> all = new ArrayList<>();
            for (Path file : entries) {
                all.add(read(file));
            }
            all.sort(Comparator.comparing((Entry e) -> e.checkpoint().at()));
            return List.copyOf(all);
        } catch (IOException e) {
            throw unreadable(folder, e);
        }
    }

    Optional<Entry> find(String name) {
        return all().stream().filter(e -> e.checkpoint().name().equals(name)).findFirst();
    }

    private static Entry read(Path file) {
        try {
            Json json = Json.parse(Files.readString(file));
            return new Entry(
                    new Checkpoint(
                            json.text("name").orElseThrow(),
                            Instant.parse(json.text("at").orElseThrow()),
                            json.text("topology").orElseThrow(),
                            Long.parseLong(json.text("megabytes").orElseThrow())),
                    json.text("stamp").orElseThrow());
        } catch (IOException | MalformedJson | NoSuchElementException | DateTimeException | NumberFormatException e) {
            throw unreadable(file, e);
        }
    }

    private static HalabException unreadable(Path path, Exception e) {
        return HalabException.of(
                new Problem(
                        "the list of checkpoints cannot be read",
                        "%s: %s".formatted(path, e.getMessage()),
                        "remove that file; its checkpoint is lost then"),
                e);
    }

    void add(Entry entry) {
        Checkpoint checkpoint = entry.checkpoint();
        machines.store(
                "checkpoints/" + checkpoint.name() + ".json",
                Json.object()
                                .put("name", checkpoint.name())
                                .put("at", checkpoint.at().toString())
                                .put("topology", checkpoint.topology())
                                .put("megabytes", checkpoint.megabytes())
                                .put("stamp", entry.stamp())
                                .build()
                                .pretty()
                        + "\n");
    }

    void remove(String name) {
        machines.state().delete("checkpoints/" + name + ".json");
    }

    /// Notes that a restore was begun.
    void restoring(String name) {
        machines.store(RESTORING, name + "\n");
    }

    /// The checkpoint whose restore was begun and has not ended.
    Optional<String> halfRestored() {
        try {
            Path file = machines.folder().resolve(RESTORING);
            return Files.exists(file) ? Optional.of(Files.readString(file).strip()) : Optional.empty();
        } catch (IOException e) {
            throw unreadable(machines.folder(), e);
        }
    }

    void restored() {
        machines.state().delete(RESTORING);
    }

    private Path folder() {
        return machines.folder().resolve("checkpoints");
    }
}
