package dev.halab.check.node;

import dev.halab.check.Claim;
import dev.halab.check.Each;
import dev.halab.check.Verdict;
import dev.halab.check.tls.Certificates;
import dev.halab.fact.Fact;
import dev.halab.fact.Facts;
import dev.halab.fact.FileContent;
import dev.halab.fact.HostsFile;
import dev.halab.fact.Reading;
import dev.halab.fact.Snapshot;
import dev.halab.fact.Unobserved;
import dev.halab.topology.NodeSpec;
import dev.halab.topology.Topology;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// Nothing on some nodes leads around the control-plane endpoint.
///
/// @param port the endpoint's
record GuardClaim(
        List<NodeSpec> on,
        Topology topology,
        int port,
        boolean hosts,
        boolean nat,
        boolean listener,
        boolean machineIds)
        implements Claim {
    private static final String MACHINE_ID = "/etc/machine-id";

    /// What systemd has in the file until it has made an id.
    private static final String UNINITIALIZED =
            Certificates.sha256("uninitialized\n".getBytes(StandardCharsets.US_ASCII));

    GuardClaim {
        on = List.copyOf(on);
    }

    @Override
    public String title() {
        return "nothing leads around %s on %s".formatted(endpoint(), Names.of(on));
    }

    private String endpoint() {
        return "%s:%d".formatted(Topology.ENDPOINT_NAME, port);
    }

    @Override
    public Set<Fact> facts() {
        Set<Fact> facts = new LinkedHashSet<>();
        for (NodeSpec node : on) {
            if (hosts) {
                facts.add(Facts.file(node.name(), HostsFile.PATH));
            }
            if (nat) {
                facts.add(Facts.detours(node.name()));
            }
            if (listener) {
                facts.add(Facts.sockets(node.name()));
            }
            if (machineIds) {
                facts.add(machineId(node));
            }
        }
        return facts;
    }

    private static Fact machineId(NodeSpec node) {
        return Facts.key(node.name(), MACHINE_ID);
    }

    @Override
    public Verdict judge(Snapshot snapshot) {
        List<Verdict> parts = new ArrayList<>();
        if (hosts) {
            parts.add(Each.of(on, title(), node -> hosts(snapshot, node)));
        }
        if (nat) {
            parts.add(Each.of(on, title(), node -> nat(snapshot, node)));
        }
        if (listener) {
            parts.add(Each.of(on, title(), node -> listener(snapshot, node)));
        }
        if (machineIds) {
            parts.add(Each.of(on, title(), node -> machineId(snapshot, node)));
        }
        return Each.strongest(parts, title());
    }

    private Verdict hosts(Snapshot snapshot, NodeSpec node) {
        String name = Topology.ENDPOINT_NAME.toLowerCase(Locale.ROOT);
        return FileContent.bytes(snapshot, Facts.file(node.name(), HostsFile.PATH)).map(HostsFile::of).stream()
                .flatMap(file -> file.entries().stream())
                .filter(entry -> entry.names().contains(name))
                .filter(entry -> !entry.address().equals(topology.endpointAddress()))
                .findFirst()
                .map(entry -> Verdict.fail(
                        GuardKind.HOSTS.code(),
                        "no address for %s but %s".formatted(name, topology.endpointAddress()),
                        "%s is %s".formatted(name, entry.address()),
                        "%s:%s:%d".formatted(node.name(), HostsFile.PATH, entry.line())))
                .orElseGet(() -> Verdict.pass("no other address for " + name));
    }

    private Verdict nat(Snapshot snapshot, NodeSpec node) {
        Fact fact = Facts.detours(node.name());
        PacketRules rules = PacketRules.of(snapshot, fact);
        Optional<PacketRules.Detour> found = Stream.of(topology.endpointAddress(), node.address())
                .flatMap(address -> rules.detour(new Packet(address, port)).stream())
                .reduce((one, other) -> one.sure() || !other.sure() ? one : other);
        if (found.isEmpty()) {
            return Verdict.pass("no rule changes where port %d leads".formatted(port));
        }
        if (!found.get().sure()) {
            throw new Unobserved(
                    fact,
                    Reading.Reason.UNREADABLE,
                    "it cannot be told which connections this rule of %s takes: %s"
                            .formatted(found.get().chain(), found.get().rule().text()));
        }
        return Verdict.fail(
                GuardKind.NAT.code(),
                "no rule that changes where connections to port %d go".formatted(port),
                found.get().rule().text(),
                "%s (%s)".formatted(node.name(), found.get().chain()));
    }

    private Verdict listener(Snapshot snapshot, NodeSpec node) {
        Fact fact = Facts.sockets(node.name());
        List<Listening> all = Listening.of(snapshot, fact);
        if (all.stream().allMatch(socket -> socket.owners().isEmpty())) {
            throw new Unobserved(fact, Reading.Reason.DENIED, "ss does not say which programs hold the ports");
        }
        List<Listening> here = all.stream()
                .filter(socket -> socket.proto().equals("tcp") && socket.port() == port)
                .toList();
        List<String> programs =
                here.stream().flatMap(GuardClaim::programs).distinct().sorted().toList();
        if (programs.size() < 2) {
            return Verdict.pass("at most one program listens on port %d".formatted(port));
        }
        return Verdict.fail(
                GuardKind.LISTENER.code(),
                "one program on %d/tcp".formatted(port),
                Names.joined(programs),
                "%s (%s)"
                        .formatted(
                                node.name(),
                                Names.joined(here.stream().map(Listening::place).toList())));
    }

    /// The programs of a socket; one that `ss` cannot name is outside the node, or the kernel.
    private static Stream<String> programs(Listening socket) {
        return socket.owners().isEmpty()
                ? Stream.of("a program outside the node")
                : socket.owners().stream().map(Listening.Owner::name);
    }

    private Verdict machineId(Snapshot snapshot, NodeSpec node) {
        String where = "%s:%s".formatted(node.name(), MACHINE_ID);
        Optional<String> id = sum(snapshot, node);
        if (id.isEmpty()) {
            return Verdict.fail(GuardKind.MACHINE_ID.code(), "an id", "there is none", where);
        }
        return on.stream()
                .filter(other -> !other.equals(node) && ifRead(snapshot, other).equals(id))
                .findFirst()
                .map(other -> Verdict.fail(
                        GuardKind.MACHINE_ID.code(),
                        "an id that no other node has",
                        "%s and %s have the same".formatted(node.name(), other.name()),
                        where))
                .orElseGet(() -> Verdict.pass("an id of its own"));
    }

    /// The sum of a node's id; empty if it has none.
    private static Optional<String> sum(Snapshot snapshot, NodeSpec node) {
        Optional<FileContent> file = FileContent.of(snapshot, machineId(node));
        if (file.isEmpty() || file.get().size() == 0) {
            return Optional.empty();
        }
        String sum = file.get().lines().stream()
                .filter(line -> line.matches("sha256 [0-9a-f]{64}"))
                .map(line -> line.substring("sha256 ".length()))
                .findFirst()
                .orElseThrow(() -> new Unobserved(machineId(node), Reading.Reason.UNREADABLE, "its sum is missing"));
        return Optional.of(sum).filter(s -> !s.equals(UNINITIALIZED));
    }

    private static Optional<String> ifRead(Snapshot snapshot, NodeSpec node) {
        try {
            return sum(snapshot, node);
        } catch (Unobserved e) {
            // the verdict on that node says so
            return Optional.empty();
        }
    }
}
