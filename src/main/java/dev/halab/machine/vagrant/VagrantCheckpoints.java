package dev.halab.machine.vagrant;

import dev.halab.machine.Checkpoint;
import dev.halab.machine.Checkpoints;
import dev.halab.machine.Progress;
import dev.halab.machine.Saved;
import dev.halab.machine.Together;
import dev.halab.problem.HalabException;
import dev.halab.problem.Problem;
import dev.halab.topology.NodeSpec;
import dev.halab.topology.Topology;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;

/// Checkpoints of virtual machines: a snapshot of each, by its hypervisor, taken while all are shut down. A member of
/// etcd that came back as it was a second earlier than the others would have forgotten what it had promised them, and
/// memory that came back with it would hold an old clock.
final class VagrantCheckpoints implements Checkpoints {
    private static final String PREFIX = "halab-";

    private final Vagrant vagrant;
    private final LabFolder lab;
    private final PowerSwitch power;
    private final Saved saved;

    VagrantCheckpoints(Vagrant vagrant, LabFolder lab, PowerSwitch power) {
        this.vagrant = vagrant;
        this.lab = lab;
        this.power = power;
        this.saved = new Saved(lab.state());
    }

    /// Machines are shut down and booted again.
    @Override
    public boolean quick() {
        return false;
    }

    @Override
    public List<Checkpoint> all() {
        return saved.all().stream().map(Saved.Entry::checkpoint).toList();
    }

    @Override
    public Checkpoint save(String name, Instant at, Progress progress) {
        Saved.requireName(name);
        saved.requireRestored();
        Chosen chosen = lab.chosen()
                .orElseThrow(() ->
                        HalabException.of(new Problem("no checkpoint was saved", "there are no machines", "halab up")));
        Map<String, String> machines = runningLab(chosen);
        Optional<Saved.Entry> former = saved.find(name);
        Saved.Entry entry =
                new Saved.Entry(new Checkpoint(name, at, chosen.topology(), 0), PREFIX + Saved.stamp(at), machines);
        each(machines.keySet(), node -> power.halt(node, progress));
        try {
            each(machines.keySet(), node -> {
                progress.phase(node, "save");
                vagrant.change(
                        "%s was not saved".formatted(node), node, progress, "snapshot", "save", node, entry.stamp());
                progress.done(node);
            });
        } catch (HalabException e) {
            if (!Thread.currentThread().isInterrupted()) {
                forget(entry);
                bringUp(chosen, machines.keySet(), progress);
            }
            throw e;
        }
        saved.add(entry);
        former.ifPresent(this::forget);
        bringUp(chosen, machines.keySet(), progress);
        return entry.checkpoint();
    }

    /// Ids of the machines. Refuses to save what is not whole: a machine that is off would come back as one that
    /// runs.
    private Map<String, String> runningLab(Chosen chosen) {
        Map<String, String> states = vagrant.status().states();
        Map<String, String> machines = new TreeMap<>();
        for (String node : lab.machines().keySet()) {
            String state = States.word(states.getOrDefault(node, "not_created"));
            Optional<String> id = lab.machineId(node, chosen.provider());
            if (!state.equals("running") || id.isEmpty()) {
                throw HalabException.of(new Problem(
                        "no checkpoint was saved",
                        "%s is %s, and only a lab whose machines all run can be saved".formatted(node, state),
                        state.equals("missing") ? "halab up" : "halab power start " + node));
            }
            machines.put(node, id.get());
        }
        if (machines.isEmpty()) {
            throw HalabException.of(new Problem("no checkpoint was saved", "there are no machines", "halab up"));
        }
        return machines;
    }

    @Override
    public void restore(String name, Progress progress) {
        Saved.Entry entry = saved.named(name);
        Chosen chosen = lab.chosen().orElseThrow(() -> lost(name, "the machines are gone"));
        requireWhole(entry, chosen);
        saved.restoring(name);
        Map<String, String> states = vagrant.status().states();
        // no machine runs when the first is set back, so that there never is a mixture
        states.forEach((node, state) -> {
            String word = States.word(state);
            if (!word.equals("missing") && !entry.machines().containsKey(node)) {
                progress.phase(node, "remove");
                vagrant.change("%s was not removed".formatted(node), node, progress, "destroy", "--force", node);
                power.link().booted(node);
            } else if (word.equals("running") || word.equals("paused")) {
                power.halt(node, progress, "--force");
            }
        });
        each(entry.machines().keySet(), node -> {
            progress.phase(node, "restore");
            vagrant.change(
                    "%s was not restored".formatted(node),
                    node,
                    progress,
                    "snapshot",
                    "restore",
                    node,
                    entry.stamp(),
                    "--no-start");
        });
        bringUp(chosen, entry.machines().keySet(), progress);
        saved.restored();
    }

    /// Finds out that something is missing before any machine is touched.
    private void requireWhole(Saved.Entry entry, Chosen chosen) {
        String name = entry.checkpoint().name();
        List<String> missing = new ArrayList<>();
        entry.machines().forEach((node, id) -> {
            boolean same =
                    lab.machineId(node, chosen.provider()).filter(id::equals).isPresent();
            if (!same) {
                missing.add("%s was made anew since".formatted(node));
            } else if (!vagrant.snapshots(node).contains(entry.stamp())) {
                missing.add("%s has no such snapshot any more".formatted(node));
            }
        });
        if (!missing.isEmpty()) {
            throw lost(name, String.join("\n", missing));
        }
    }

    private static HalabException lost(String name, String why) {
        return HalabException.of(new Problem(
                "checkpoint '%s' was not restored; the machines are as they were".formatted(name),
                why,
                "halab checkpoint delete " + name));
    }

    @Override
    public void delete(String name) {
        saved.find(name).ifPresent(entry -> {
            saved.remove(name);
            forget(entry);
        });
    }

    /// Removes the snapshots that there are. One that stays takes room and does no harm.
    private void forget(Saved.Entry entry) {
        String provider = lab.chosen().map(Chosen::provider).orElse("");
        entry.machines().forEach((node, id) -> {
            if (lab.machineId(node, provider).filter(id::equals).isPresent()) {
                vagrant.attempt(node, "snapshot", "delete", node, entry.stamp());
            }
        });
    }

    private void bringUp(Chosen chosen, Collection<String> nodes, Progress progress) {
        Topology topology = Topology.of(chosen.topology(), chosen.network()).orElseThrow();
        List<NodeSpec> wanted =
                topology.nodes().stream().filter(n -> nodes.contains(n.name())).toList();
        new Fleet(vagrant, lab, chosen, topology).bringUp(wanted, progress);
    }

    private void each(Collection<String> nodes, Consumer<String> work) {
        boolean together =
                lab.chosen().filter(c -> Hypervisor.of(c.provider()).together()).isPresent();
        if (together) {
            Together.each(List.copyOf(nodes), node -> {
                work.accept(node);
                return node;
            });
        } else {
            nodes.forEach(work);
        }
    }
}
