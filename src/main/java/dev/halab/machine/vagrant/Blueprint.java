package dev.halab.machine.vagrant;

import dev.halab.problem.DidYouMean;
import dev.halab.problem.HalabException;
import dev.halab.problem.Problem;
import dev.halab.topology.NodeSpec;
import dev.halab.topology.Role;
import dev.halab.topology.Topology;
import dev.halab.yaml.MalformedYaml;
import dev.halab.yaml.Yaml;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// `topology.yaml`, as far as it says what the machines take of this host.
///
/// @param sizes by profile and role
record Blueprint(Map<String, Map<Role, Size>> sizes) {
    /// @param memory in MiB
    record Size(int memory, int cpus) {}

    static Blueprint read(Path file) {
        try {
            Map<String, Map<Role, Size>> sizes = new TreeMap<>();
            Yaml.toJson(Yaml.document(Files.readString(file)))
                    .members("profiles")
                    .forEach((profile, roles) -> {
                        Map<Role, Size> byRole = new TreeMap<>();
                        roles.members()
                                .forEach((role, size) -> byRole.put(
                                        Role.of(role).orElseThrow(),
                                        new Size(
                                                Integer.parseInt(
                                                        size.text("memory").orElseThrow()),
                                                Integer.parseInt(
                                                        size.text("cpus").orElseThrow()))));
                        sizes.put(profile, byRole);
                    });
            return new Blueprint(sizes);
        } catch (IOException | MalformedYaml | java.util.NoSuchElementException | NumberFormatException e) {
            throw HalabException.of(
                    new Problem(
                            "the sizes of the machines cannot be read",
                            "%s: %s".formatted(file, e.getMessage()),
                            "restore that file of halab's own"),
                    e);
        }
    }

    List<String> profiles() {
        return List.copyOf(sizes.keySet());
    }

    /// The memory that all machines of a topology take together, in MiB.
    long memory(Topology topology, String profile) {
        Map<Role, Size> byRole = profile(profile);
        return topology.nodes().stream()
                .mapToLong(n -> byRole.getOrDefault(n.role(), new Size(0, 0)).memory())
                .sum();
    }

    /// The memory of a machine, in MiB.
    long memory(NodeSpec node, String profile) {
        return profile(profile).getOrDefault(node.role(), new Size(0, 0)).memory();
    }

    private Map<Role, Size> profile(String name) {
        if (!sizes.containsKey(name)) {
            throw HalabException.usage(new Problem(
                    "There is no profile '%s'%s".formatted(name, DidYouMean.suffix(name, profiles())),
                    "the profiles are: " + String.join(", ", profiles()),
                    "export HALAB_PROFILE=normal"));
        }
        return sizes.getOrDefault(name, Map.of());
    }
}
