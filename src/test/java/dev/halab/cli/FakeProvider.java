package dev.halab.cli;

import dev.halab.machine.Access;
import dev.halab.machine.Capability;
import dev.halab.machine.Checkpoints;
import dev.halab.machine.Delay;
import dev.halab.machine.Finding;
import dev.halab.machine.MachineStatus;
import dev.halab.machine.Power;
import dev.halab.machine.Progress;
import dev.halab.machine.Provider;
import dev.halab.machine.Size;
import dev.halab.machine.Together;
import dev.halab.problem.HalabException;
import dev.halab.problem.Problem;
import dev.halab.topology.NodeSpec;
import dev.halab.topology.Topology;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/// Machines that are up at once.
final class FakeProvider implements Provider {
    final List<String> calls = new ArrayList<>();
    Optional<Topology> topology = Optional.empty();
    List<Finding> findings = List.of(new Finding("memory", Finding.Grade.OK, "8 GiB free", ""));
    Optional<Finding> lacking = Optional.empty();
    Runnable afterDestroy = () -> {};
    final Map<String, String> states = new ConcurrentHashMap<>();
    final Map<String, Problem> failing = new HashMap<>();
    /// Machines that run, but with which no `up` came to its end.
    final Set<String> halfMade = new HashSet<>();

    boolean refusesPower;

    /// What happens before the power of a machine is changed.
    Consumer<Power> duringPower = verb -> {};

    Runnable duringBoot = () -> {};
    String name = "fake";
    Optional<Checkpoints> checkpoints = Optional.empty();

    @Override
    public Optional<Checkpoints> checkpoints() {
        return checkpoints;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Set<Capability> capabilities() {
        return Set.of(Capability.POWER_OFF);
    }

    @Override
    public Optional<Finding> lacking() {
        return lacking;
    }

    @Override
    public List<Finding> doctor(Topology wanted) {
        return findings;
    }

    @Override
    public void up(Topology wanted, Set<String> only, Progress progress) {
        calls.add("up " + wanted.name() + (only.isEmpty() ? "" : " " + only));
        topology = Optional.of(wanted);
        List<NodeSpec> nodes = wanted.nodes().stream()
                .filter(n -> only.isEmpty() || only.contains(n.name()))
                .toList();
        Together.nodes(nodes, node -> bringUp(node, progress), progress);
    }

    private String bringUp(NodeSpec node, Progress progress) {
        progress.phase(node.name(), "boot");
        progress.detail(node.name(), "booting, token abcdef.0123456789abcdef");
        duringBoot.run();
        Problem trouble = failing.get(node.name());
        if (trouble != null) {
            throw HalabException.of(trouble);
        }
        states.put(node.name(), "running");
        progress.done(node.name());
        return node.name();
    }

    @Override
    public Map<String, Size> sizes(Topology wanted) {
        return wanted.nodes().stream().collect(Collectors.toMap(NodeSpec::name, n -> new Size(512, 1024)));
    }

    @Override
    public Optional<Duration> foretold(List<String> make, List<String> start) {
        return Optional.of(Duration.ofSeconds(30L * make.size() + 10L * start.size()));
    }

    @Override
    public void down(Progress progress) {
        calls.add("down");
        states.replaceAll((node, state) -> "off");
    }

    @Override
    public void destroy(Progress progress) {
        calls.add("destroy");
        topology = Optional.empty();
        states.clear();
        afterDestroy.run();
    }

    @Override
    public List<MachineStatus> status() {
        return topology.map(t -> t.nodes().stream()
                        .filter(n -> states.containsKey(n.name()))
                        .map(n -> new MachineStatus(n.name(), states.getOrDefault(n.name(), ""), n.address()))
                        .toList())
                .orElse(List.of());
    }

    @Override
    public Optional<Topology> topology() {
        return topology;
    }

    @Override
    public Access access(String node) {
        if (halfMade.contains(node)) {
            throw HalabException.of(new Problem("there is no machine '%s'".formatted(node), "half-made", "halab up"));
        }
        return new Access(node, "127.0.0.1", 2222, Path.of("key"), "ssh-ed25519 AAAA", "id-" + node);
    }

    @Override
    public void power(Power verb, String node) {
        calls.add(verb + " " + node);
        duringPower.accept(verb);
        if (refusesPower) {
            throw HalabException.of(new Problem(node + " was left as it is", "it cannot be done here", "halab status"));
        }
        states.put(
                node,
                switch (verb) {
                    case HALT, KILL -> "off";
                    case PAUSE -> "paused";
                    case PARTITION -> "partitioned";
                    case START -> "running";
                });
    }

    @Override
    public void delay(Delay delay, String node) {
        calls.add("DELAY %s %s".formatted(node, delay.words()));
    }
}
