package dev.halab.machine;

import dev.halab.json.Json;
import dev.halab.json.MalformedJson;
import dev.halab.problem.DidYouMean;
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
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// The list of whole checkpoints, a file each. The file is written last and removed first, so that whatever is
/// listed is whole.
///
/// @param state the folder of the lab's state
public record Saved(StateFolder state) {
    private static final String FOLDER = "checkpoints/";
    private static final String RESTORING = "restoring";
    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9.-]{0,62}");

    /// A checkpoint, and how to find its parts.
    ///
    /// @param checkpoint what a person is told of it
    /// @param stamp a word that no other checkpoint's parts have in their names
    /// @param machines ids of the machines by node, where the parts live in these very machines; else empty
    public record Entry(Checkpoint checkpoint, String stamp, Map<String, String> machines) {
        public Entry(Checkpoint checkpoint, String stamp, Map<String, String> machines) {
            this.checkpoint = checkpoint;
            this.stamp = stamp;
            this.machines = Map.copyOf(machines);
        }
    }

    /// A stamp for what is saved at that moment.
    public static String stamp(Instant at) {
        return Long.toString(at.toEpochMilli(), 36);
    }

    /// @throws HalabException if `name` is no name for a checkpoint
    public static void requireName(String name) {
        if (!NAME.matcher(name).matches()) {
            throw HalabException.usage(new Problem(
                    "'%s' is no name for a checkpoint".formatted(name),
                    "names are 1 to 63 of a-z, 0-9, '.' and '-', and begin with a letter or digit",
                    "halab checkpoint save before-upgrade"));
        }
    }

    /// @throws HalabException if a restore was begun and has not ended
    public void requireRestored() {
        halfRestored().ifPresent(name -> {
            throw HalabException.of(new Problem(
                    "no checkpoint was saved",
                    "the restore of '%s' was interrupted and has not ended".formatted(name),
                    "halab checkpoint restore " + name));
        });
    }

    /// The checkpoint of that name.
    ///
    /// @throws HalabException if there is none
    public Entry named(String name) {
        return find(name).orElseThrow(() -> unknown(name));
    }

    private HalabException unknown(String name) {
        List<String> names = all().stream().map(e -> e.checkpoint().name()).toList();
        return HalabException.usage(new Problem(
                "there is no checkpoint '%s'%s".formatted(name, DidYouMean.suffix(name, names)),
                names.isEmpty() ? "none was saved" : "there are: " + String.join(", ", names),
                "halab checkpoint list"));
    }

    /// What is whole, oldest first.
    public List<Entry> all() {
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

    /// The checkpoint of that name; empty if there is none.
    public Optional<Entry> find(String name) {
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
                    json.text("stamp").orElseThrow(),
                    machines(json));
        } catch (IOException | MalformedJson | NoSuchElementException | DateTimeException | NumberFormatException e) {
            throw unreadable(file, e);
        }
    }

    private static Map<String, String> machines(Json json) {
        Map<String, String> machines = new TreeMap<>();
        for (Json machine : json.items("machines")) {
            machines.put(machine.text("node").orElseThrow(), machine.text("id").orElseThrow());
        }
        return machines;
    }

    private static HalabException unreadable(Path path, Exception e) {
        return HalabException.of(
                new Problem(
                        "the list of checkpoints cannot be read",
                        "%s: %s".formatted(path, e.getMessage()),
                        "remove that file; its checkpoint is lost then"),
                e);
    }

    /// Lists a checkpoint, in place of another of its name.
    public void add(Entry entry) {
        Checkpoint checkpoint = entry.checkpoint();
        List<Json> machines = new ArrayList<>();
        new TreeMap<>(entry.machines())
                .forEach((node, id) -> machines.add(
                        Json.object().put("node", node).put("id", id).build()));
        state.store(
                FOLDER + checkpoint.name() + ".json",
                Json.object()
                                .put("name", checkpoint.name())
                                .put("at", checkpoint.at().toString())
                                .put("topology", checkpoint.topology())
                                .put("megabytes", checkpoint.megabytes())
                                .put("stamp", entry.stamp())
                                .put("machines", Json.array(machines))
                                .build()
                                .pretty()
                        + "\n");
    }

    /// Takes a checkpoint off the list.
    public void remove(String name) {
        state.delete(FOLDER + name + ".json");
    }

    /// Notes that a restore was begun.
    public void restoring(String name) {
        state.store(RESTORING, name + "\n");
    }

    /// The checkpoint whose restore was begun and has not ended.
    public Optional<String> halfRestored() {
        return state.text(RESTORING).map(String::strip);
    }

    /// Notes that it has ended, or that nothing is left to be restored.
    public void restored() {
        state.delete(RESTORING);
    }

    private Path folder() {
        return state.file(FOLDER);
    }
}
