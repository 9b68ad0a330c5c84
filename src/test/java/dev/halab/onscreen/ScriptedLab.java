package dev.halab.onscreen;

import dev.halab.node.ssh.SshKeys;
import dev.halab.recording.Recording;
import dev.halab.topology.Topology;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/// Scripted nodes for the whole topology `standard`, lent to halab as hosts that somebody has. What they answer is
/// what real ones answered.
final class ScriptedLab implements AutoCloseable {
    private static final Path ANSWERS = Path.of("answers", "ha-stacked");

    private final Path home;
    private final Map<String, ScriptedNode> nodes = new LinkedHashMap<>();

    /// @param home halab's folder, empty
    ScriptedLab(Path home) throws IOException {
        this.home = home;
        Topology topology = Topology.of("standard", Topology.DEFAULT_PREFIX).orElseThrow();
        topology.nodes().forEach(spec -> nodes.put(spec.name(), new ScriptedNode(spec)));
        Path key = Files.writeString(home.resolve("key"), SshKeys.generate().privateKey());
        String hosts = nodes.values().stream()
                .map(n -> "  %s: {address: %s, ssh: 127.0.0.1, port: %d, user: admin, key: %s}\n"
                        .formatted(n.spec().name(), n.spec().address(), n.door().port(), key))
                .collect(Collectors.joining());
        Files.writeString(home.resolve("config.yaml"), "provider: ssh\n");
        Files.writeString(
                home.resolve("inventory.yaml"),
                "network: %s.0/24\nhosts:\n%s".formatted(Topology.DEFAULT_PREFIX, hosts));
    }

    ScriptedNode node(String name) {
        ScriptedNode node = nodes.get(name);
        if (node == null) {
            throw new IllegalArgumentException(name);
        }
        return node;
    }

    /// All nodes are as they were when that file below `answers/ha-stacked` was recorded.
    void is(String file) {
        try {
            Recording recording = Recording.parse(Files.readString(ANSWERS.resolve(file)));
            nodes.values().forEach(n -> n.is(recording.readings()));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /// The environment in which halab finds all this.
    Map<String, String> environment() {
        return Map.of("HALAB_HOME", home.toString(), "HALAB_AOT", "off", "LANG", "C.UTF-8");
    }

    @Override
    public void close() {
        nodes.values().forEach(ScriptedNode::close);
    }
}
