package dev.halab.machine.ssh;

import dev.halab.topology.NodeSpec;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What a host said of itself: lines `KEY VALUE` of `host.sh look`.
record HostLook(Map<String, String> said, List<String> lacks) {
    static HostLook of(String output) {
        Map<String, String> said = new HashMap<>();
        List<String> lacks = new ArrayList<>();
        output.lines().forEach(line -> {
            String[] words = line.strip().split(" ", 2);
            String value = words.length > 1 ? words[1].strip() : "";
            if (words[0].equals("lacks")) {
                lacks.add(value);
            } else {
                said.put(words[0], value);
            }
        });
        return new HostLook(Map.copyOf(said), List.copyOf(lacks));
    }

    String machineId() {
        return said.getOrDefault("machine-id", "");
    }

    /// Which lab has it; empty if none.
    String lab() {
        return said.getOrDefault("owner-lab", "");
    }

    /// What keeps it from being `node` in `lab`, and the command that mends it; empty if nothing does.
    Optional<Trouble> trouble(NodeSpec node, String user, String lab) {
        if (!lab().isEmpty() && !lab().equals(lab)) {
            return Optional.of(new Trouble(
                    "%s has it since %s"
                            .formatted(
                                    said.getOrDefault("owner-who", "somebody else's halab"),
                                    said.getOrDefault("owner-since", "an unknown time")),
                    "ask them for `halab destroy`; if they are gone, on the host: sudo rm /etc/halab/owner"));
        }
        if (!said.getOrDefault("root", "no").equals("yes")) {
            return Optional.of(new Trouble(
                    "%s may not use sudo without a password there".formatted(user),
                    "as root on the host: echo '%s ALL=(ALL) NOPASSWD: ALL' > /etc/sudoers.d/%s"
                            .formatted(user, user)));
        }
        if (!lacks.isEmpty()) {
            return Optional.of(new Trouble(
                    "it lacks: " + String.join(", ", lacks),
                    "on the host: sudo apt-get install -y passwd mawk iproute2 sudo"));
        }
        if (!said.getOrDefault("init", "").equals("systemd")) {
            return Optional.of(new Trouble("systemd does not run there", "lend a host with systemd"));
        }
        if (machineId().isEmpty()) {
            return Optional.of(new Trouble("it has no /etc/machine-id", "on the host: sudo systemd-machine-id-setup"));
        }
        String hostname = said.getOrDefault("hostname", "");
        if (!hostname.equals(node.name())) {
            return Optional.of(new Trouble(
                    "it calls itself '%s'".formatted(hostname),
                    "on the host: sudo hostnamectl set-hostname " + node.name()));
        }
        List<String> addresses = List.of(said.getOrDefault("addresses", "").split(" "));
        if (!addresses.contains(node.address())) {
            return Optional.of(new Trouble(
                    "none of its interfaces has the address %s; there are: %s"
                            .formatted(node.address(), String.join(", ", addresses)),
                    "correct `address:` in the inventory"));
        }
        return Optional.empty();
    }

    /// What is wrong, and what to do.
    record Trouble(String why, String next) {}
}
