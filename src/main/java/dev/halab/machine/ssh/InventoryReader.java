package dev.halab.machine.ssh;

import dev.halab.machine.Capability;
import dev.halab.problem.DidYouMean;
import dev.halab.problem.HalabException;
import dev.halab.problem.Problem;
import dev.halab.topology.Cidr;
import dev.halab.topology.Role;
import dev.halab.topology.Topology;
import dev.halab.yaml.MalformedYaml;
import dev.halab.yaml.Yaml;
import dev.halab.yaml.YamlNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Reads `inventory.yaml` strictly and tells every problem at once.
final class InventoryReader {
    private static final List<String> TOP = List.of("network", "endpoint", "can", "hosts", "jumps");
    private static final List<String> HOST = List.of("address", "ssh", "port", "user", "key", "jump", "role");
    private static final List<String> JUMP = List.of("address", "port", "user", "key");
    private static final int SHOWN = 8;

    private final Path file;
    private final List<String> wrong = new ArrayList<>();
    private final Map<String, YamlNode.Position> addresses = new HashMap<>();
    private final Map<String, YamlNode.Position> doors = new HashMap<>();

    private InventoryReader(Path file) {
        this.file = file;
    }

    /// The inventory in `file`; empty if there is no such file.
    ///
    /// @throws HalabException if it breaks a rule, with line and column of each
    static Optional<Inventory> read(Path file) {
        InventoryReader reader = new InventoryReader(file);
        try {
            return Optional.of(reader.inventory(Yaml.document(Files.readString(file))));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (MalformedYaml e) {
            reader.complain(e.at(), e.why());
            throw reader.broken();
        } catch (IOException e) {
            throw HalabException.of(
                    new Problem(
                            "the inventory cannot be read",
                            "%s: %s".formatted(file, e.getMessage()),
                            "make it a file in UTF-8 that you may read"),
                    e);
        }
    }

    private Inventory inventory(YamlNode document) {
        Map<String, YamlNode> top = members(document, "the inventory", TOP);
        Map<String, Inventory.Door> jumps = new LinkedHashMap<>();
        entries(top.get("jumps"), "jumps").forEach(e -> {
            Map<String, YamlNode> fields = members(e.value(), e.key().text(), JUMP);
            door(e, fields, "address").ifPresent(d -> jumps.put(e.key().text(), d));
        });
        Map<String, Inventory.Host> hosts = new LinkedHashMap<>();
        entries(top.get("hosts"), "hosts")
                .forEach(e ->
                        host(e, jumps.keySet()).ifPresent(h -> hosts.put(e.key().text(), h)));
        if (hosts.isEmpty() && wrong.isEmpty()) {
            complain(document.at(), "it has no `hosts:`");
        }
        String network = network(top.get("network"), hosts);
        Optional<String> endpoint = text(top.get("endpoint")).map(s -> address(s, "endpoint"));
        if (!wrong.isEmpty()) {
            throw broken();
        }
        checkNetwork(network, hosts, endpoint, document);
        Set<Capability> can = can(top.get("can"));
        if (!wrong.isEmpty()) {
            throw broken();
        }
        return new Inventory(file, network, endpoint, can, hosts, jumps);
    }

    private Optional<Inventory.Host> host(YamlNode.Entry entry, Set<String> jumps) {
        String node = entry.key().text();
        Set<String> known = nodeNames();
        if (!known.contains(node)) {
            complain(entry.key().at(), "'%s' is no node of a lab%s".formatted(node, DidYouMean.suffix(node, known)));
        }
        Map<String, YamlNode> fields = members(entry.value(), node, HOST);
        text(fields.get("role")).ifPresent(role -> {
            if (Role.of(role.text()).isEmpty() || !node.startsWith(role.text() + "-")) {
                complain(role.at(), "'%s' is not the role of %s".formatted(role.text(), node));
            }
        });
        Optional<YamlNode.Scalar> jump = text(fields.get("jump"));
        jump.filter(j -> !jumps.contains(j.text()))
                .ifPresent(j -> complain(
                        j.at(),
                        "there is no jump host '%s'%s".formatted(j.text(), DidYouMean.suffix(j.text(), jumps))));
        Optional<YamlNode.Scalar> address = text(fields.get("address"));
        Optional<Inventory.Door> door = door(entry, fields, fields.containsKey("ssh") ? "ssh" : "address");
        if (address.isEmpty() || door.isEmpty()) {
            return Optional.empty();
        }
        String own = address(address.get(), "address");
        twice(addresses, own, address.get().at(), "address %s".formatted(own));
        String reached = "%s:%d%s"
                .formatted(
                        door.get().host(),
                        door.get().port(),
                        jump.map(j -> " through " + j.text()).orElse(""));
        twice(doors, reached, entry.key().at(), "SSH server %s".formatted(reached));
        return Optional.of(new Inventory.Host(own, door.get(), jump.map(YamlNode.Scalar::text)));
    }

    private static Set<String> nodeNames() {
        Set<String> names = new TreeSet<>();
        Topology.names()
                .forEach(t -> Topology.of(t, Topology.DEFAULT_PREFIX)
                        .ifPresent(topology -> topology.nodes().forEach(n -> names.add(n.name()))));
        return names;
    }

    private void twice(Map<String, YamlNode.Position> seen, String what, YamlNode.Position at, String words) {
        YamlNode.Position first = seen.putIfAbsent(what, at);
        if (first != null) {
            complain(at, "%s stands twice (first in line %d)".formatted(words, first.line()));
        }
    }

    private Optional<Inventory.Door> door(YamlNode.Entry entry, Map<String, YamlNode> fields, String where) {
        List<String> needed = List.of("address", "user", "key");
        needed.stream()
                .filter(name -> !fields.containsKey(name))
                .forEach(name -> complain(
                        entry.key().at(), "%s lacks '%s'".formatted(entry.key().text(), name)));
        Optional<YamlNode.Scalar> host = text(fields.get(where));
        Optional<YamlNode.Scalar> user = text(fields.get("user"));
        Optional<YamlNode.Scalar> key = text(fields.get("key"));
        if (host.isEmpty() || user.isEmpty() || key.isEmpty()) {
            return Optional.empty();
        }
        if (!host.get().text().matches("[A-Za-z0-9][A-Za-z0-9.:-]*")) {
            complain(host.get().at(), "'%s' is no host".formatted(host.get().text()));
        }
        if (!user.get().text().matches("[a-z_][a-z0-9_-]{0,31}")) {
            complain(
                    user.get().at(), "'%s' is no user name".formatted(user.get().text()));
        }
        Path path = path(key.get().text());
        if (!Files.isReadable(path)) {
            complain(key.get().at(), "key file %s cannot be read".formatted(path));
        }
        int port = text(fields.get("port")).map(this::port).orElse(22);
        return Optional.of(
                new Inventory.Door(host.get().text(), port, user.get().text(), path));
    }

    private int port(YamlNode.Scalar value) {
        if (!value.text().matches("[1-9]\\d{0,4}") || Integer.parseInt(value.text()) > 65_535) {
            complain(value.at(), "'%s' is no port from 1 to 65535".formatted(value.text()));
            return 22;
        }
        return Integer.parseInt(value.text());
    }

    private Path path(String text) {
        Path home = Path.of(System.getProperty("user.home", "."));
        Path folder = Optional.ofNullable(file.toAbsolutePath().getParent()).orElse(home);
        return text.startsWith("~/") ? home.resolve(text.substring(2)) : folder.resolve(text);
    }

    private String address(YamlNode.Scalar value, String field) {
        if (!Cidr.isAddress(value.text())) {
            complain(value.at(), "'%s' of `%s` is no IPv4 address".formatted(value.text(), field));
        }
        return value.text();
    }

    /// Without one, the /24 of the first host.
    private String network(@Nullable YamlNode value, Map<String, Inventory.Host> hosts) {
        Optional<YamlNode.Scalar> text = text(value);
        if (text.isEmpty()) {
            return hosts.values().stream()
                    .map(Inventory.Host::address)
                    .filter(Cidr::isAddress)
                    .findFirst()
                    .map(a -> a.substring(0, a.lastIndexOf('.')) + ".0/24")
                    .orElse(Topology.DEFAULT_PREFIX + ".0/24");
        }
        try {
            Cidr.of(text.get().text());
        } catch (IllegalArgumentException e) {
            complain(
                    text.get().at(),
                    "'%s' is no network of the form A.B.C.D/N"
                            .formatted(text.get().text()));
        }
        return text.get().text();
    }

    private void checkNetwork(
            String network, Map<String, Inventory.Host> hosts, Optional<String> endpoint, YamlNode document) {
        Cidr range = Cidr.of(network);
        hosts.forEach((node, host) -> {
            if (!range.contains(host.address())) {
                complain(
                        Optional.ofNullable(addresses.get(host.address())).orElse(document.at()),
                        "address %s of %s is not in the network %s; say `network:` if that is larger"
                                .formatted(host.address(), node, network));
            }
        });
        endpoint.filter(e -> !range.contains(e))
                .ifPresent(e -> complain(document.at(), "endpoint %s is not in the network %s".formatted(e, network)));
    }

    private Set<Capability> can(@Nullable YamlNode value) {
        if (value == null) {
            return Set.of(Capability.OWN_KERNEL);
        }
        Set<Capability> can = EnumSet.noneOf(Capability.class);
        if (!(value instanceof YamlNode.Sequence list)) {
            complain(value.at(), "`can` is %s, no list".formatted(value.shape()));
            return can;
        }
        List<Capability> possible = List.of(Capability.VIP, Capability.OWN_KERNEL);
        for (YamlNode item : list.items()) {
            String word = item instanceof YamlNode.Scalar s ? s.text() : "";
            Optional<Capability> known =
                    possible.stream().filter(c -> c.word().equals(word)).findFirst();
            known.ifPresentOrElse(
                    can::add,
                    () -> complain(
                            item.at(), "'%s' is nothing that own hosts can do: vip, own-kernel".formatted(word)));
        }
        return can;
    }

    private Map<String, YamlNode> members(YamlNode node, String name, List<String> keys) {
        Map<String, YamlNode> members = new LinkedHashMap<>();
        if (!(node instanceof YamlNode.Mapping mapping)) {
            complain(node.at(), "%s is %s where a mapping is expected".formatted(name, node.shape()));
            return members;
        }
        for (YamlNode.Entry entry : mapping.entries()) {
            String key = entry.key().text();
            if (keys.contains(key)) {
                members.put(key, entry.value());
            } else {
                complain(
                        entry.key().at(),
                        key.equals("agent")
                                ? "name the public half of the key, like ~/.ssh/id_ed25519.pub, as `key`: then the agent is asked"
                                : "'%s' is no key of %s%s; there are: %s"
                                        .formatted(key, name, DidYouMean.suffix(key, keys), String.join(", ", keys)));
            }
        }
        return members;
    }

    private List<YamlNode.Entry> entries(@Nullable YamlNode node, String name) {
        if (node == null) {
            return List.of();
        }
        if (node instanceof YamlNode.Mapping mapping) {
            return mapping.entries();
        }
        complain(node.at(), "`%s` is %s where a mapping is expected".formatted(name, node.shape()));
        return List.of();
    }

    private Optional<YamlNode.Scalar> text(@Nullable YamlNode node) {
        if (node == null) {
            return Optional.empty();
        }
        if (node instanceof YamlNode.Scalar scalar && !scalar.text().isEmpty()) {
            return Optional.of(scalar);
        }
        complain(node.at(), "a text is expected here");
        return Optional.empty();
    }

    private void complain(YamlNode.Position at, String why) {
        wrong.add("%s:%d:%d: %s".formatted(file, at.line(), at.column(), why));
    }

    private HalabException broken() {
        List<String> shown = wrong.subList(0, Math.min(SHOWN, wrong.size()));
        return HalabException.usage(new Problem(
                "The inventory breaks %d %s".formatted(wrong.size(), wrong.size() == 1 ? "rule" : "rules"),
                String.join("\n", shown),
                "mend these lines of the file"));
    }
}
