package dev.halab.check.balancer;

import dev.halab.check.Claim;
import dev.halab.check.Each;
import dev.halab.check.Mismatch;
import dev.halab.check.Server;
import dev.halab.check.Verdict;
import dev.halab.fact.Fact;
import dev.halab.fact.Facts;
import dev.halab.fact.HostsFile;
import dev.halab.fact.Reading;
import dev.halab.fact.Snapshot;
import dev.halab.fact.Unobserved;
import dev.halab.topology.NodeSpec;
import dev.halab.topology.Role;
import dev.halab.topology.Topology;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// The running HAProxy holds the right servers for alive.
///
/// @param backend name of the section; empty for the one behind the port
record HaproxyStateClaim(
        List<NodeSpec> on,
        String path,
        int port,
        Optional<String> backend,
        List<Server> servers,
        Up up,
        Optional<Probe.Level> probe,
        List<String> statuses,
        Topology topology)
        implements Claim {
    private static final String UNIT = "haproxy.service";

    /// What the fact ends with if no socket answers.
    private static final int NO_SOCKET = 3;

    @Override
    public String title() {
        String nodes = on.stream().map(NodeSpec::name).collect(Collectors.joining(", "));
        return up.servers().isEmpty()
                ? "HAProxy on %s checks its servers".formatted(nodes)
                : "HAProxy on %s holds %s for alive".formatted(nodes, StateJudge.title(up.wanted()));
    }

    @Override
    public Set<Fact> facts() {
        Set<Fact> facts = new LinkedHashSet<>();
        for (NodeSpec node : on) {
            facts.add(Facts.haproxyStat(node.name(), path));
            facts.add(Facts.file(node.name(), path));
            facts.add(Facts.file(node.name(), HostsFile.PATH));
            facts.add(Facts.unit(node.name(), UNIT));
        }
        topology.nodes(Role.CONTROL_PLANE).forEach(node -> facts.add(readiness(node)));
        return facts;
    }

    private Fact readiness(NodeSpec node) {
        return Facts.https(node.address(), Topology.API_PORT, "/readyz", 1);
    }

    @Override
    public Verdict judge(Snapshot snapshot) {
        return Each.of(on, title(), node -> judge(snapshot, node.name()));
    }

    private Verdict judge(Snapshot snapshot, String node) {
        Optional<HaproxyFile> read = HaproxyFile.of(snapshot, node, path, topology, topology.endpointAddress(), port);
        if (read.isEmpty()) {
            return Verdict.fail(HaproxyCauses.NO_FILE.code(), path, "there is no such file", node + ":" + path);
        }
        HaproxyFile file = read.get();
        Optional<Mismatch> process =
                RunningHaproxy.of(snapshot, Facts.unit(node, UNIT)).mismatch(snapshot, file);
        if (process.isPresent()) {
            return new Verdict.Fail(process.get());
        }
        List<Proxy> sections = sections(file);
        if (sections.isEmpty()) {
            return new Verdict.Fail(nowhere(file));
        }
        return Each.of(sections, node, section -> judge(snapshot, file, section));
    }

    private List<Proxy> sections(HaproxyFile file) {
        return backend.map(name -> file.config().backend(name).stream().toList())
                .orElseGet(file::backends);
    }

    private Mismatch nowhere(HaproxyFile file) {
        boolean bound = backend.isPresent() || !file.entrances().isEmpty();
        String expected = backend.map("a section '%s'"::formatted)
                .orElse(bound ? "a backend behind port %d".formatted(port) : "a frontend at port %d".formatted(port));
        return new Mismatch(
                bound ? HaproxyCauses.NO_BACKEND.code() : HaproxyCauses.BIND.code(),
                expected,
                "there is none",
                file.place(0));
    }

    private Verdict judge(Snapshot snapshot, HaproxyFile file, Proxy section) {
        Fact fact = Facts.haproxyStat(file.node(), path);
        boolean silent = snapshot.seen(fact).status() == NO_SOCKET;
        if (silent) {
            promised(file).ifPresent(socket -> {
                throw new Unobserved(
                        fact,
                        Reading.Reason.NO_ANSWER,
                        "the file promises HAProxy's stats socket %s, and nobody answers there: does HAProxy run by it?"
                                .formatted(socket));
            });
        }
        List<StatRow> rows = silent
                ? section.servers().stream()
                        .map(server -> guessed(snapshot, file, section, server))
                        .toList()
                : StatRow.servers(snapshot.text(fact), fact).stream()
                        .filter(row -> row.proxy().equals(section.name()))
                        .toList();
        return new StateJudge(file, section, rows, servers, up, probe, statuses).verdict();
    }

    /// The socket at which a HAProxy that has read the file answers. What runs without it may be another program.
    private static Optional<String> promised(HaproxyFile file) {
        return file.config().statsSockets().stream()
                .filter(socket -> socket.startsWith("/"))
                .findFirst();
    }

    /// What HAProxy must hold of a server, by its check and by what the server itself answers.
    private StatRow guessed(Snapshot snapshot, HaproxyFile file, Proxy section, ServerLine server) {
        Fact fact = topology.nodes(Role.CONTROL_PLANE).stream()
                .filter(node -> file.address(server).equals(node.address() + ":" + Topology.API_PORT))
                .findFirst()
                .map(this::readiness)
                .orElseThrow(() -> new Unobserved(
                        Facts.haproxyStat(file.node(), path),
                        Reading.Reason.NO_ANSWER,
                        "HAProxy has no stats socket, and nobody else knows %s".formatted(file.address(server))));
        return Guess.of(snapshot, fact, section, server, file);
    }

    @Override
    public List<String> advice(Snapshot snapshot) {
        return on.stream()
                .filter(node ->
                        snapshot.seen(Facts.haproxyStat(node.name(), path)).status() == NO_SOCKET)
                .map(node ->
                        "%s: HAProxy answers on no stats socket, so the servers themselves were asked; 'stats socket' in global mends that"
                                .formatted(node.name()))
                .toList();
    }
}
