package dev.halab.check.balancer;

import dev.halab.check.FieldProblem;
import dev.halab.check.HostPort;
import dev.halab.check.Server;
import dev.halab.topology.NodeSpec;
import dev.halab.topology.Topology;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Which servers a load balancer should hold for alive: exactly some (perhaps none), or whichever.
///
/// @param servers exactly these; empty if any will do
record Up(Optional<List<Server>> servers) {
    /// Reads `any`, `none`, or servers as `cp`, `cp-1`, `cp:6443`.
    ///
    /// @throws FieldProblem if a word names no node, or `any` and `none` stand among others
    static Up of(List<String> words, int port, Topology topology) {
        if (words.equals(List.of("any"))) {
            return new Up(Optional.empty());
        }
        List<Server> servers = new ArrayList<>();
        if (!words.equals(List.of("none"))) {
            words.forEach(word -> servers.addAll(expand(word, port, topology)));
        }
        return new Up(Optional.of(List.copyOf(servers)));
    }

    private static List<Server> expand(String word, int port, Topology topology) {
        Optional<HostPort> whole = HostPort.of(word);
        List<NodeSpec> nodes = topology.select(whole.map(HostPort::host).orElse(word));
        if (nodes.isEmpty()) {
            throw new FieldProblem(
                    "up", "'%s' names no node of the topology".formatted(word), "write 'any', 'none', 'cp' or 'cp-1'");
        }
        return nodes.stream()
                .map(node -> new Server(node, whole.map(HostPort::port).orElse(port)))
                .toList();
    }

    /// Whether the server at `address` should be up; empty if it does not matter.
    Optional<Boolean> wants(String address) {
        return servers.map(all -> all.stream().anyMatch(s -> s.address().equals(address)));
    }

    /// Those that should be up.
    List<Server> wanted() {
        return servers.orElse(List.of());
    }
}
