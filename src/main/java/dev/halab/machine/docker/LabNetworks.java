package dev.halab.machine.docker;

import dev.halab.json.Json;
import dev.halab.machine.host.Host;
import dev.halab.problem.HalabException;
import dev.halab.problem.Problem;
import dev.halab.program.Finished;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/// The two networks of a lab: one for the default route, one for the lab itself.
record LabNetworks(Engine engine, LabNames names, Supplier<Host> host) {
    private static final Duration LATE = Duration.ofSeconds(20);

    /// Makes what is not there yet.
    ///
    /// @throws HalabException if another network uses the lab's addresses
    void make() {
        if (missing(names.labNetwork())) {
            clash().ifPresent(who -> {
                throw HalabException.of(inUse(who));
            });
            create(
                    names.labNetwork(),
                    names.labBridge(),
                    List.of("--subnet", names.subnet(), "--gateway", names.gateway()));
        }
        if (missing(names.natNetwork())) {
            create(names.natNetwork(), names.natBridge(), List.of());
        }
    }

    /// Removes both networks, if they are there.
    ///
    /// @throws HalabException if a container that is not the lab's uses one of them
    void remove() {
        for (String network : List.of(names.labNetwork(), names.natNetwork())) {
            if (!missing(network)) {
                remove(network);
            }
        }
    }

    /// An engine may still count a machine that it has just removed as one that uses the network (Docker 20.10.24:
    /// "has active endpoints"). So what it lists of the lab is taken off, and it is asked again for a while.
    private void remove(String network) {
        String[] command = {"network", "rm", network};
        Wait wait = Wait.atMost(LATE);
        Finished finished = engine.askPatiently(command);
        while (!finished.ok() && !missing(network)) {
            List<String> users = users(network);
            users.stream().filter(user -> !names.owns(user)).findFirst().ifPresent(stranger -> {
                throw HalabException.of(inUse(network, stranger));
            });
            if (!wait.again()) {
                throw engine.problem("network %s was not removed".formatted(network), finished, command);
            }
            users.forEach(user -> engine.ask("network", "disconnect", "--force", network, user));
            finished = engine.askPatiently(command);
        }
    }

    /// The containers that the engine has attached to a network, by name.
    private List<String> users(String network) {
        return engine.inspect("network", List.of(network)).stream()
                .flatMap(each -> Stream.of(each.members("Containers"), each.members("containers")))
                .flatMap(each -> each.values().stream())
                .flatMap(each -> each.text("Name").or(() -> each.text("name")).stream())
                .toList();
    }

    private Problem inUse(String network, String stranger) {
        return new Problem(
                "network %s was not removed".formatted(network),
                "container '%s' uses it, which is no machine of this lab".formatted(stranger),
                "%s network disconnect %s %s, then halab destroy".formatted(engine.program(), network, stranger));
    }

    /// Who else uses the lab's addresses: an interface of this host or a network of the engine.
    Optional<String> clash() {
        return hostInterface().or(this::engineNetwork);
    }

    private Problem inUse(String who) {
        return new Problem(
                "the lab network %s was not made".formatted(names.subnet()),
                "%s uses addresses of it".formatted(who),
                "choose another prefix in config.yaml, for instance `network: 192.168.57.0/24`, or remove that network");
    }

    private boolean missing(String network) {
        return !engine.ask("network", "inspect", network).ok();
    }

    private void create(String network, String bridge, List<String> more) {
        List<String> arguments = new ArrayList<>(List.of("network", "create", "--driver", "bridge"));
        arguments.addAll(List.of("--label", LabNames.LABEL + "=" + names.prefix()));
        // podman names the device by another option
        arguments.addAll(List.of(
                "--opt",
                engine.program().equals("podman")
                        ? "interface_name=" + bridge
                        : "com.docker.network.bridge.name=" + bridge));
        arguments.addAll(more);
        arguments.add(network);
        Finished finished = engine.ask(arguments.toArray(String[]::new));
        // an engine finishes what an interrupted client asked it for, so it may be there by now
        if (!finished.ok() && missing(network)) {
            throw engine.problem(
                    "network %s was not made".formatted(network), finished, arguments.toArray(String[]::new));
        }
    }

    private Optional<String> hostInterface() {
        return host.get().addresses().stream()
                .map(each -> each.split(" ", 2))
                .filter(each -> each.length == 2
                        && each[1].startsWith(names.prefix() + ".")
                        && !each[0].equals(names.labBridge()))
                .findFirst()
                .map(each -> "interface %s with address %s".formatted(each[0], each[1]));
    }

    /// The network of the engine that uses the lab's addresses.
    Optional<String> engineNetwork() {
        List<String> ids = engine.ask("network", "ls", "--quiet").out().lines().toList();
        for (Json network : engine.inspect("network", ids)) {
            String name = network.text("Name").or(() -> network.text("name")).orElse("");
            List<Json> configs = new ArrayList<>(network.items("IPAM", "Config"));
            configs.addAll(network.items("subnets"));
            boolean overlaps = configs.stream()
                    .flatMap(c -> c.text("Subnet").or(() -> c.text("subnet")).stream())
                    .anyMatch(this::overlaps);
            if (overlaps && !name.equals(names.labNetwork())) {
                return Optional.of("network '%s' of %s".formatted(name, engine.program()));
            }
        }
        return Optional.empty();
    }

    /// Whether an IPv4 range and the lab's /24 have an address in common.
    boolean overlaps(String cidr) {
        String[] parts = cidr.split("/");
        if (parts.length != 2 || parts[0].contains(":")) {
            return false;
        }
        int bits = Math.min(Integer.parseInt(parts[1]), 24);
        int mask = bits == 0 ? 0 : -1 << (32 - bits);
        return (number(parts[0]) & mask) == (number(names.prefix() + ".0") & mask);
    }

    private static int number(String address) {
        int number = 0;
        for (String octet : address.split("\\.")) {
            number = number << 8 | Integer.parseInt(octet);
        }
        return number;
    }
}
