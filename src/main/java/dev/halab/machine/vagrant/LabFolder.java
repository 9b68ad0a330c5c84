package dev.halab.machine.vagrant;

import dev.halab.json.Json;
import dev.halab.json.MalformedJson;
import dev.halab.machine.Access;
import dev.halab.machine.NodeLogs;
import dev.halab.machine.SshKeyPair;
import dev.halab.machine.StateFolder;
import dev.halab.problem.HalabException;
import dev.halab.problem.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/// The folder of a lab: Vagrant works in it (a small Vagrantfile, `.vagrant`), and what is known of the machines is
/// kept
/// beside it, so that checks need not ask Vagrant.
///
/// `lab.json`: what was chosen. `machines.json`: machines that are finished, and how to log in. `booted/NODE`: the id
/// of
/// a machine that was once booted as it should be, so that the rest can be done again. `logs/NODE.log`. A key pair.
record LabFolder(Path folder) {
    private static final String CHOSEN = "lab.json";
    private static final String MACHINES = "machines.json";
    private static final String VAGRANTFILE = """
            # Written by `halab up`; what is changed here is written anew. `vagrant` can be used by hand in this folder.
            require "json"
            ENV["HALAB_LAB"] = File.expand_path("lab.json", __dir__)
            load File.join(JSON.parse(File.read(ENV["HALAB_LAB"], encoding: "UTF-8")).fetch("recipe"), "Vagrantfile")
            """;

    Path privateKey() {
        return state().privateKey();
    }

    Path dotfile() {
        return folder.resolve(".vagrant");
    }

    Path log(String node) {
        return logs().file(node);
    }

    Optional<Chosen> chosen() {
        return read(CHOSEN, Chosen::of);
    }

    void write(Chosen chosen, Path recipe, Supplier<SshKeyPair> maker) {
        SshKeyPair keys = state().keys(maker);
        store("Vagrantfile", VAGRANTFILE);
        store(
                CHOSEN,
                chosen.json(recipe, keys.authorizedKey().strip(), privateKey()).pretty() + "\n");
    }

    /// What identifies the machine, by Vagrant's own note; empty if there is none.
    Optional<String> machineId(String node, String provider) {
        Path file =
                dotfile().resolve("machines").resolve(node).resolve(provider).resolve("id");
        try {
            return Optional.of(Files.readString(file).strip()).filter(id -> !id.isEmpty());
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    void booted(String node, String id) {
        store("booted/" + node, id + "\n");
    }

    /// Whether the machine of that id was once booted as it should be.
    boolean wasBooted(String node, String id) {
        return state().text("booted/" + node)
                .map(String::strip)
                .filter(id::equals)
                .isPresent();
    }

    /// The finished machines by name.
    Map<String, Access> machines() {
        Map<String, Access> machines = new LinkedHashMap<>();
        read(MACHINES, json -> json.items("machines").stream().map(this::access).toList())
                .ifPresent(all -> all.forEach(access -> machines.put(access.node(), access)));
        return machines;
    }

    private Access access(Json json) {
        return new Access(
                json.text("node").orElseThrow(),
                json.text("host").orElseThrow(),
                Integer.parseInt(json.text("port").orElseThrow()),
                privateKey(),
                json.text("hostKey").orElseThrow(),
                json.text("id").orElseThrow());
    }

    void write(Collection<Access> machines) {
        List<Json> all = new ArrayList<>();
        for (Access access : machines) {
            all.add(Json.object()
                    .put("node", access.node())
                    .put("host", access.host())
                    .put("port", access.port())
                    .put("id", access.machineId())
                    .put("hostKey", access.hostKey())
                    .build());
        }
        store(MACHINES, Json.object().put("machines", Json.array(all)).build().pretty() + "\n");
    }

    private <T> Optional<T> read(String name, java.util.function.Function<Json, T> reader) {
        Path file = folder.resolve(name);
        try {
            return Optional.of(reader.apply(Json.parse(Files.readString(file))));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException | MalformedJson | NoSuchElementException | NumberFormatException e) {
            throw HalabException.of(
                    new Problem(
                            "what is known of the lab cannot be read",
                            "%s: %s".formatted(file, e.getMessage()),
                            "rm '%s', then halab up".formatted(file)),
                    e);
        }
    }

    /// Appends lines to the log of a machine; a log that cannot be written stops nothing.
    void log(String node, List<String> lines) {
        logs().append(node, lines);
    }

    private NodeLogs logs() {
        return new NodeLogs(folder.resolve("logs"));
    }

    /// Notes that what the machine sends is delayed.
    void delayed(String node, String how) {
        store("delayed/" + node, how + "\n");
    }

    boolean isDelayed(String node) {
        return state().text("delayed/" + node).isPresent();
    }

    void notDelayed(String node) {
        state().delete("delayed/" + node);
    }

    private StateFolder state() {
        return new StateFolder(folder);
    }

    private void store(String name, String text) {
        state().store(name, text);
    }

    /// Removes everything.
    void forget() {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        } catch (IOException e) {
            throw HalabException.of(
                    new Problem(
                            "the lab's folder was not removed",
                            "%s: %s".formatted(folder, e.getMessage()),
                            "remove it by hand; the machines are gone"),
                    e);
        }
    }
}
