package dev.halab.check.node;

import dev.halab.topology.NodeSpec;
import java.util.List;
import java.util.stream.Collectors;

/// How claims of this package name nodes in their sentences.
final class Names {
    private Names() {}

    /// `cp-1, cp-2 and cp-3`.
    static String of(List<NodeSpec> nodes) {
        List<String> names = nodes.stream().map(NodeSpec::name).toList();
        return joined(names);
    }

    /// `a, b and c`.
    static String joined(List<String> names) {
        if (names.size() < 2) {
            return String.join("", names);
        }
        String first = names.subList(0, names.size() - 1).stream().collect(Collectors.joining(", "));
        return first + " and " + names.getLast();
    }
}
