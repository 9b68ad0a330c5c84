package dev.halab.cli;

import dev.halab.machine.Access;
import dev.halab.machine.Capability;
import dev.halab.machine.Checkpoints;
import dev.halab.machine.Finding;
import dev.halab.machine.MachineStatus;
import dev.halab.machine.Power;
import dev.halab.machine.Progress;
import dev.halab.machine.Provider;
import dev.halab.topology.Topology;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Machines that are up at once.
final class FakeProvider implements Provider {
    final List<String> calls = new ArrayList<>();
    Optional<Topology> topology = Optional.empty();
    List<Finding> findings = List.of(new Finding("memory", Finding.Grade.OK, "8 GiB free", ""));
    Optional<Finding> lacking = Optional.empty();
    Runnable afterDestroy = () -> {};
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
        wanted.nodes().forEach(n -> {
            progress.phase(n.name(), "boot");
            progress.detail(n.name(), "booting");
            progress.done(n.name());
        });
        topology = Optional.of(wanted);
    }

    @Override
    public void down(Progress progress) {
        calls.add("down");
    }

    @Override
    public void destroy(Progress progress) {
        calls.add("destroy");
        topology = Optional.empty();
        afterDestroy.run();
    }

    @Override
    public List<MachineStatus> status() {
        return topology.map(t -> t.nodes().stream()
                        .map(n -> new MachineStatus(n.name(), "running", n.address()))
                        .toList())
                .orElse(List.of());
    }

    @Override
    public Optional<Topology> topology() {
        return topology;
    }

    @Override
    public Access access(String node) {
        return new Access(node, "127.0.0.1", 2222, Path.of("key"), "ssh-ed25519 AAAA", "id-" + node);
    }

    @Override
    public void power(Power verb, String node) {
        calls.add(verb + " " + node);
    }
}
