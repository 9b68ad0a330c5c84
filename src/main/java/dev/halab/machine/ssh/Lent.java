package dev.halab.machine.ssh;

import dev.halab.json.Json;
import dev.halab.json.MalformedJson;
import dev.halab.machine.SshKeyPair;
import dev.halab.machine.StateFolder;
import dev.halab.problem.HalabException;
import dev.halab.problem.Problem;
import dev.halab.topology.Topology;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.function.Supplier;

/// What is known of the hosts that were taken: `hosts.json`, and the lab's key pair beside it.
record Lent(Path folder) {
    private static final String FILE = "hosts.json";

    /// The hosts of a lab.
    ///
    /// @param lab tells this lab from others on the same hosts
    /// @param topology the nodes, with the hosts' addresses
    /// @param pins by node
    /// @param jumpKeys host keys of jump hosts, by name in the inventory
    record Known(String lab, Topology topology, Map<String, Pin> pins, Map<String, String> jumpKeys) {
        Known {
            pins = Map.copyOf(pins);
            jumpKeys = Map.copyOf(jumpKeys);
        }
    }

    /// What a host showed when it was first seen.
    record Pin(String host, int port, String hostKey, String machineId) {}

    private StateFolder state() {
        return new StateFolder(folder);
    }

    Path privateKey() {
        return state().privateKey();
    }

    String publicKey() {
        try {
            // without its comment
            String[] words = Files.readString(state().publicKey()).strip().split(" ");
            return words[0] + " " + words[1];
        } catch (IOException e) {
            throw HalabException.of(
                    new Problem("the lab's key cannot be read", folder + ": " + e.getMessage(), "halab destroy"), e);
        }
    }

    void makeKeys(Supplier<SshKeyPair> keys) {
        state().keys(keys);
    }

    Optional<Known> read() {
        Path file = folder.resolve(FILE);
        try {
            Json json = Json.parse(Files.readString(file));
            Map<String, Pin> pins = new HashMap<>();
            Map<String, String> addresses = new HashMap<>();
            json.items("nodes").forEach(n -> {
                String node = n.text("node").orElseThrow();
                addresses.put(node, n.text("address").orElseThrow());
                n.text("machineId")
                        .ifPresent(id -> pins.put(
                                node,
                                new Pin(
                                        n.text("host").orElseThrow(),
                                        Integer.parseInt(n.text("port").orElseThrow()),
                                        n.text("hostKey").orElseThrow(),
                                        id)));
            });
            Map<String, String> jumpKeys = new HashMap<>();
            json.members("jumps")
                    .forEach((name, key) -> jumpKeys.put(name, key.text().orElseThrow()));
            Topology topology = Topology.of(json.text("topology").orElseThrow(), Topology.DEFAULT_PREFIX)
                    .orElseThrow()
                    .at(
                            json.text("network").orElseThrow(),
                            json.text("endpoint").orElseThrow(),
                            addresses);
            return Optional.of(new Known(json.text("lab").orElseThrow(), topology, pins, jumpKeys));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException | MalformedJson | NoSuchElementException | IllegalArgumentException e) {
            throw HalabException.of(
                    new Problem(
                            "the list of hosts cannot be read",
                            "%s: %s".formatted(file, e.getMessage()),
                            "restore it; the hosts' own notes are in /etc/halab on each"),
                    e);
        }
    }

    void write(Known known) {
        List<Json> nodes = new ArrayList<>();
        known.topology().nodes().forEach(node -> {
            Json.Builder json = Json.object().put("node", node.name()).put("address", node.address());
            Pin pin = known.pins().get(node.name());
            if (pin != null) {
                json.put("host", pin.host())
                        .put("port", pin.port())
                        .put("hostKey", pin.hostKey())
                        .put("machineId", pin.machineId());
            }
            nodes.add(json.build());
        });
        Json.Builder jumps = Json.object();
        known.jumpKeys().forEach(jumps::put);
        state().store(
                        FILE,
                        Json.object()
                                        .put("lab", known.lab())
                                        .put("topology", known.topology().name())
                                        .put("network", known.topology().network())
                                        .put("endpoint", known.topology().endpointAddress())
                                        .put("nodes", Json.array(nodes))
                                        .put("jumps", jumps.build())
                                        .build()
                                        .pretty()
                                + "\n");
    }

    void forget() {
        state().delete(FILE);
        state().forgetKeys();
    }
}
