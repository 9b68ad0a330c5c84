package dev.halab.tutor;

import dev.halab.lab.Lab;
import dev.halab.machine.Access;
import dev.halab.machine.Capability;
import dev.halab.machine.Finding;
import dev.halab.machine.MachineStatus;
import dev.halab.machine.Power;
import dev.halab.machine.Progress;
import dev.halab.machine.Provider;
import dev.halab.problem.DidYouMean;
import dev.halab.problem.HalabException;
import dev.halab.problem.Problem;
import dev.halab.topology.Topology;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// The machines of the lab: one process at a time changes them.
public final class Machines {
    private final World world;

    public Machines(World world) {
        this.world = world;
    }

    /// Name of the provider.
    public String provider() {
        return world.provider().name();
    }

    public List<Finding> doctor(Topology topology) {
        return world.provider().doctor(topology);
    }

    /// What this host lacks before anything else can be tried; see `Provider.lacking`.
    public Optional<Finding> lacking() {
        return world.provider().lacking();
    }

    /// The topology of that name in the configured network.
    public Topology topology(String name) {
        return world.topology(name);
    }

    /// The topology that the machines were made for, if there are any.
    public Optional<Topology> topology() {
        return world.provider().topology();
    }

    public List<MachineStatus> status() {
        return world.provider().status();
    }

    /// How to log in to a machine of the lab.
    public Access access(String node) {
        known(node);
        return world.provider().access(node);
    }

    /// Refuses a lab that needs what the provider's machines cannot do.
    public void requireFor(Lab lab) {
        Provider provider = world.provider();
        List<String> able =
                provider.capabilities().stream().map(Capability::word).toList();
        List<String> lacking =
                lab.requires().stream().filter(r -> !able.contains(r)).toList();
        if (!lacking.isEmpty()) {
            throw HalabException.of(new Problem(
                    "'%s' cannot run on %s".formatted(lab.id(), provider.name()),
                    "its machines cannot do: " + String.join(", ", lacking),
                    "halab doctor"));
        }
    }

    /// How long bringing up usually takes on this host; empty if it was never done.
    public Optional<Duration> usualUp(Topology topology) {
        return world.durations().usual(subject(topology));
    }

    /// Brings machines up, those in `only` or all if it is empty.
    public void up(Topology topology, Set<String> only, Progress progress) {
        refuseOther(topology);
        only.stream().filter(n -> topology.node(n).isEmpty()).findFirst().ifPresent(n -> {
            throw noNode(n, topology);
        });
        world.alone("up", () -> {
            Duration start = world.pace().uptime();
            world.provider().up(topology, only, progress);
            world.machinesChanged();
            if (only.isEmpty()) {
                world.durations().took(subject(topology), world.pace().uptime().minus(start));
            }
        });
    }

    public void down(Progress progress) {
        world.alone("down", () -> {
            world.provider().down(progress);
            world.machinesChanged();
        });
    }

    /// What `destroy` takes away, as a question.
    public String destroys() {
        return world.provider().destroys();
    }

    public void destroy(Progress progress) {
        world.alone("destroy", () -> {
            world.provider().destroy(progress);
            world.machinesChanged();
        });
    }

    /// Replaces all machines by new ones; checkpoints stay.
    public void reset(Topology topology, Progress progress) {
        world.alone("reset", () -> {
            Duration start = world.pace().uptime();
            world.provider().reset(topology, progress);
            world.machinesChanged();
            world.durations()
                    .took(
                            "reset %s %s".formatted(provider(), topology.name()),
                            world.pace().uptime().minus(start));
        });
    }

    /// Changes the power or network state of a machine.
    public void power(Power verb, String node) {
        known(node);
        world.provider().power(verb, node);
    }

    private void refuseOther(Topology topology) {
        world.standing().filter(there -> !there.name().equals(provider())).ifPresent(there -> {
            throw HalabException.of(new Problem(
                    "The machines cannot be made by %s".formatted(provider()),
                    "there are machines that %s made".formatted(there.name()),
                    "halab destroy, then halab up --provider " + provider()));
        });
        topology().filter(there -> !there.equals(topology)).ifPresent(there -> {
            throw HalabException.of(new Problem(
                    "The machines for '%s' cannot be made".formatted(topology.name()),
                    "there are machines of topology '%s' in %s".formatted(there.name(), there.network()),
                    "halab destroy"));
        });
    }

    private void known(String node) {
        Topology topology = topology()
                .orElseThrow(() -> HalabException.of(
                        new Problem("There is no node '%s'".formatted(node), "no machines were made yet", "halab up")));
        if (topology.node(node).isEmpty()) {
            throw noNode(node, topology);
        }
    }

    private static HalabException noNode(String node, Topology topology) {
        List<String> names = topology.nodes().stream().map(n -> n.name()).toList();
        return HalabException.usage(new Problem(
                "There is no node '%s'%s".formatted(node, DidYouMean.suffix(node, names)),
                "the nodes of '%s' are: %s".formatted(topology.name(), String.join(", ", names)),
                "halab status"));
    }

    private String subject(Topology topology) {
        return "up %s %s".formatted(provider(), topology.name());
    }
}
