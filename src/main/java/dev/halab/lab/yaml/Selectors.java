package dev.halab.lab.yaml;

import dev.halab.check.Server;
import dev.halab.problem.DidYouMean;
import dev.halab.topology.NodeSpec;
import dev.halab.topology.Role;
import dev.halab.topology.Topology;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Selectors of nodes (`cp`, `cp-1`, `all`) and of servers (`cp:6443`).
final class Selectors {
    private Selectors() {}

    static List<NodeSpec> nodes(Topology topology, String selector) {
        return topology.select(selector);
    }

    static List<Server> servers(Topology topology, String selector) {
        int colon = selector.lastIndexOf(':');
        if (colon < 1 || port(selector) == 0) {
            return List.of();
        }
        return topology.select(selector.substring(0, colon)).stream()
                .map(node -> new Server(node, port(selector)))
                .toList();
    }

    private static int port(String selector) {
        String digits = selector.substring(selector.lastIndexOf(':') + 1);
        int number = digits.matches("[1-9][0-9]{0,4}") ? Integer.parseInt(digits) : 0;
        return number <= 65535 ? number : 0;
    }

    static String whyNoNode(Topology topology, String selector) {
        return Role.of(selector).isPresent()
                ? "topology '%s' has no node of role '%s'".formatted(topology.name(), selector)
                : "there is no role or node '%s'%s".formatted(selector, DidYouMean.suffix(selector, words(topology)));
    }

    static String whyNoServer(Topology topology, String selector) {
        return port(selector) == 0 || selector.lastIndexOf(':') < 1
                ? "'%s' is not ROLE:PORT or NODE:PORT".formatted(selector)
                : whyNoNode(topology, selector.substring(0, selector.lastIndexOf(':')));
    }

    static String known(Topology topology) {
        return "use one of: " + String.join(", ", words(topology));
    }

    private static List<String> words(Topology topology) {
        List<String> words = new ArrayList<>(List.of("all"));
        Arrays.stream(Role.values())
                .filter(role -> !topology.nodes(role).isEmpty())
                .forEach(role -> words.add(role.word()));
        topology.nodes().forEach(node -> words.add(node.name()));
        return words;
    }
}
