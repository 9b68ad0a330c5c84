package dev.halab.machine.docker;

import dev.halab.json.Json;
import dev.halab.json.MalformedJson;
import dev.halab.machine.Access;
import dev.halab.machine.StateFolder;
import dev.halab.problem.HalabException;
import dev.halab.problem.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;

/// What is known of the machines without asking the engine: `machines.json` in the lab's folder. Checks read
/// only this, so that the engine's program is never on their path. A machine's port is fixed when it is made,
/// and its host key is pinned, so an entry stays true until the machine is made anew.
///
/// @param folder the lab's folder; holds the key pair too
record Machines(Path folder) {
    private static final String FILE = "machines.json";

    /// The topology's name and the machines, as they were when `up` ended.
    record Known(String topology, String prefix, List<Access> machines) {}

    StateFolder state() {
        return new StateFolder(folder);
    }

    Path privateKey() {
        return state().privateKey();
    }

    Path publicKey() {
        return state().publicKey();
    }

    Optional<Known> read() {
        Path file = folder.resolve(FILE);
        try {
            Json json = Json.parse(Files.readString(file));
            List<Access> machines = json.items("machines").stream()
                    .map(m -> new Access(
                            m.text("node").orElseThrow(),
                            "127.0.0.1",
                            Integer.parseInt(m.text("port").orElseThrow()),
                            privateKey(),
                            m.text("hostKey").orElseThrow(),
                            m.text("id").orElseThrow()))
                    .toList();
            return Optional.of(new Known(
                    json.text("topology").orElseThrow(), json.text("prefix").orElseThrow(), machines));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException | MalformedJson | NoSuchElementException | NumberFormatException e) {
            throw HalabException.of(
                    new Problem(
                            "the list of machines cannot be read",
                            "%s: %s".formatted(file, e.getMessage()),
                            "halab up    (it writes the list anew)"),
                    e);
        }
    }

    void write(Known known) {
        List<Json> machines = new ArrayList<>();
        for (Access access : known.machines()) {
            machines.add(Json.object()
                    .put("node", access.node())
                    .put("port", access.port())
                    .put("id", access.machineId())
                    .put("hostKey", access.hostKey())
                    .build());
        }
        Json json = Json.object()
                .put("topology", known.topology())
                .put("prefix", known.prefix())
                .put("machines", Json.array(machines))
                .build();
        store(FILE, json.pretty() + "\n");
    }

    void store(String name, String text) {
        state().store(name, text);
    }

    void forget() {
        state().forgetKeys();
        state().deleteFolder(Delays.FOLDER);
        List.of(FILE, "checkpoints").forEach(state()::delete);
    }
}
