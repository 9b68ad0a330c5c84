package dev.halab.check.balancer;

import dev.halab.check.Claim;
import dev.halab.check.Each;
import dev.halab.check.Mismatch;
import dev.halab.check.Verdict;
import dev.halab.fact.Fact;
import dev.halab.fact.Facts;
import dev.halab.fact.FileContent;
import dev.halab.fact.HostsFile;
import dev.halab.fact.Reading;
import dev.halab.fact.RunningProcess;
import dev.halab.fact.Snapshot;
import dev.halab.fact.Unobserved;
import dev.halab.topology.NodeSpec;
import dev.halab.topology.Topology;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// HAProxy's configuration passes connections to the endpoint on to servers.
///
/// @param endpoint the address that clients connect to
/// @param port the port that clients connect to
record HaproxyConfigClaim(List<NodeSpec> on, String path, String endpoint, int port, Wanted wanted, Topology topology)
        implements Claim {
    private static final Duration SHORT = Duration.ofSeconds(60);

    @Override
    public String title() {
        String nodes = on.stream().map(NodeSpec::name).collect(Collectors.joining(", "));
        String servers = wanted.servers().stream().map(s -> s.node().name()).collect(Collectors.joining(", "));
        return "HAProxy on %s passes port %d on to %s".formatted(nodes, port, servers);
    }

    @Override
    public Set<Fact> facts() {
        Set<Fact> facts = new LinkedHashSet<>();
        for (NodeSpec node : on) {
            facts.add(Facts.haproxyVerify(node.name(), path));
            facts.add(Facts.file(node.name(), path));
            facts.add(Facts.file(node.name(), HostsFile.PATH));
            facts.add(Facts.processes(node.name(), "haproxy"));
        }
        return facts;
    }

    @Override
    public Verdict judge(Snapshot snapshot) {
        return Each.of(on, title(), node -> judge(snapshot, node.name()));
    }

    private Verdict judge(Snapshot snapshot, String node) {
        Verification verification = Verification.of(snapshot.seen(Facts.haproxyVerify(node, path)));
        if (verification.status() == Verification.NOT_INSTALLED) {
            return Verdict.fail(HaproxyCauses.NOT_INSTALLED.code(), "HAProxy", "it is not installed", node);
        }
        if (FileContent.of(snapshot, Facts.file(node, path)).isEmpty()) {
            return Verdict.fail(HaproxyCauses.NO_FILE.code(), path, "there is no such file", node + ":" + path);
        }
        HaproxyFile file = file(snapshot, node);
        if (verification.cutShort()) {
            throw new Unobserved(
                    Facts.haproxyVerify(node, path), Reading.Reason.NO_ANSWER, "haproxy -c did not end in time");
        }
        if (verification.status() != 0) {
            return invalid(verification, file);
        }
        return new ConfigJudge(file, wanted)
                .mismatch()
                .or(() -> otherFile(snapshot, node))
                .map(m -> (Verdict) new Verdict.Fail(m))
                .orElseGet(() -> Verdict.pass(path + " is as it should be"));
    }

    private HaproxyFile file(Snapshot snapshot, String node) {
        return HaproxyFile.of(snapshot, node, path, topology, endpoint, port).orElseThrow();
    }

    private static Verdict invalid(Verification verification, HaproxyFile file) {
        Verification.Said said = verification.alerts().stream()
                .findFirst()
                .orElseGet(() -> new Verification.Said("haproxy -c ended with " + verification.status(), 0));
        return Verdict.fail(
                HaproxyCauses.INVALID.code(),
                "a file that 'haproxy -c -f %s' accepts".formatted(file.path()),
                said.text(),
                file.place(said.line()));
    }

    /// A running HAProxy that was told to read other files only, or a program of its name that was told of none:
    /// HAProxy
    /// does not start without (management guide 2.6, section 3).
    private Optional<Mismatch> otherFile(Snapshot snapshot, String node) {
        // one that verifies a file, as halab itself has it done, ends by itself
        List<List<String>> running = RunningProcess.of(snapshot, Facts.processes(node, "haproxy")).stream()
                .map(RunningProcess::words)
                .filter(words -> !words.contains("-c"))
                .toList();
        List<String> files =
                running.stream().flatMap(words -> files(words).stream()).toList();
        boolean reads = running.isEmpty()
                || running.stream().anyMatch(words -> words.contains("--"))
                || files.stream().anyMatch(f -> path.equals(f) || path.startsWith(f + "/"));
        return reads
                ? Optional.empty()
                : Optional.of(new Mismatch(
                        HaproxyCauses.OTHER_FILE.code(),
                        "haproxy -f " + path,
                        files.isEmpty()
                                ? "a program named haproxy runs without -f: is it HAProxy?"
                                : "haproxy runs with -f " + String.join(" -f ", files),
                        node));
    }

    private static List<String> files(List<String> words) {
        return IntStream.range(1, words.size())
                .filter(i -> words.get(i - 1).equals("-f"))
                .mapToObj(words::get)
                .toList();
    }

    @Override
    public List<String> advice(Snapshot snapshot) {
        return on.stream()
                .flatMap(node -> advice(snapshot, node.name()).stream())
                .toList();
    }

    private List<String> advice(Snapshot snapshot, String node) {
        Verification verification = Verification.of(snapshot.seen(Facts.haproxyVerify(node, path)));
        if (verification.status() != 0) {
            return List.of();
        }
        HaproxyFile file = file(snapshot, node);
        List<String> advice = new ArrayList<>();
        verification.warnings().forEach(w -> advice.add("%s: haproxy warns: %s".formatted(node, w.text())));
        file.entrances().forEach(e -> shortTimeout(file, e.proxy(), "client", advice));
        for (Proxy backend : file.backends()) {
            shortTimeout(file, backend, "server", advice);
            backend.setting("balance", "source")
                    .ifPresent(s -> advice.add(("%s: 'balance source' sends all connections of one machine to one "
                                    + "server; connections through NAT pile up there")
                            .formatted(file.place(s.line().number()))));
            long distinct =
                    backend.servers().stream().map(file::address).distinct().count();
            if (distinct < backend.servers().size()) {
                advice.add("%s: a server stands twice in %s and gets twice the connections"
                        .formatted(file.place(backend.line()), backend.title()));
            }
        }
        if (!file.config().hasStatsSocket()) {
            advice.add("%s: without 'stats socket' in global nobody can ask HAProxy which servers it holds for alive"
                    .formatted(file.place(0)));
        }
        return advice.stream().distinct().toList();
    }

    private static void shortTimeout(HaproxyFile file, Proxy proxy, String name, List<String> advice) {
        boolean tunnel =
                file.backends().stream().anyMatch(b -> Timeouts.of(b, "tunnel").isPresent());
        proxy.setting("timeout", name)
                .filter(s -> !tunnel)
                .filter(s -> Timeouts.parse(s.line().word(2))
                        .filter(length -> !length.isZero() && length.compareTo(SHORT) < 0)
                        .isPresent())
                .ifPresent(
                        s -> advice.add("%s: %s; 'kubectl logs -f' and 'exec' are cut when nothing is said for so long"
                                .formatted(file.place(s.line().number()), s.text())));
    }
}
