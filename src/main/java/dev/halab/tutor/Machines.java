package dev.halab.tutor;

import dev.halab.lab.Lab;
import dev.halab.machine.Access;
import dev.halab.machine.Capability;
import dev.halab.machine.Delay;
import dev.halab.machine.Finding;
import dev.halab.machine.MachineStatus;
import dev.halab.machine.Power;
import dev.halab.machine.Progress;
import dev.halab.machine.Provider;
import dev.halab.machine.Size;
import dev.halab.problem.DidYouMean;
import dev.halab.problem.HalabException;
import dev.halab.problem.Problem;
import dev.halab.topology.Topology;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/// The machines of the lab: one process at a time changes them.
public final class Machines {
    private final World world;
    private final Settling settling;

    public Machines(World world) {
        this.world = world;
        this.settling = new Settling(world);
    }

    /// Name of the provider.
    public String provider() {
        return world.provider().name();
    }

    public List<Finding> doctor(Topology topology) {
        return world.provider().doctor(topology);
    }

    /// Names of the providers that this host can run, as `doctor` says.
    public List<String> fitting() {
        return world.prospects("standard").stream()
                .filter(Prospect::fits)
                .map(Prospect::provider)
                .toList();
    }

    /// Lets another provider make the machines from now on, in later runs too.
    public void prefer(String provider) {
        refuseBeside(provider);
        world.prefer(provider);
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

    /// How long it usually takes on this host to make and start all machines; empty if it was never done.
    public Optional<Duration> usualUp(Topology topology) {
        return world.durations().usual(made(topology));
    }

    /// How long a phase of a machine usually takes on this host; empty if it was never done.
    public Optional<Duration> usualPhase(String node, String phase) {
        return world.durations().usual(UpRun.subject(provider(), node, phase));
    }

    /// What `up` would do. It changes nothing.
    public Plan plan(Topology topology, Set<String> only) {
        refuseOther(topology);
        requireNodes(topology, only);
        Map<String, String> states = status().stream().collect(Collectors.toMap(MachineStatus::node, m -> m.state()));
        Map<String, Size> sizes = world.provider().sizes(topology);
        List<Plan.Machine> machines = topology.nodes().stream()
                .filter(n -> only.isEmpty() || only.contains(n.name()))
                .map(n -> new Plan.Machine(
                        n,
                        Optional.ofNullable(sizes.get(n.name())),
                        step(n.name(), states.getOrDefault(n.name(), "missing"))))
                .toList();
        Plan plan = new Plan(provider(), topology.name(), machines, Optional.empty(), Plan.Basis.MEASURED);
        Optional<Duration> measured = world.durations().usual(subject(plan, topology));
        return new Plan(
                provider(),
                topology.name(),
                machines,
                measured.or(() -> world.provider()
                        .foretold(plan.of(Plan.Step.MAKE), plan.of(Plan.Step.START))
                        .filter(foretold -> !foretold.isZero())),
                measured.isPresent() ? Plan.Basis.MEASURED : Plan.Basis.DOCUMENTED);
    }

    private Plan.Step step(String node, String state) {
        return switch (state) {
            case "running" -> cameUp(node) ? Plan.Step.KEEP : Plan.Step.MAKE;
            // an engine's words for what was made and never started
            case "missing", "created", "configured" -> Plan.Step.MAKE;
            default -> Plan.Step.START;
        };
    }

    /// Whether an `up` got to its end with a machine; one that was interrupted leaves machines that merely run.
    private boolean cameUp(String node) {
        try {
            return world.provider().access(node).node().equals(node);
        } catch (HalabException e) {
            return false;
        }
    }

    /// Brings machines up, those in `only` or all if it is empty.
    public void up(Topology topology, Set<String> only, Progress progress) {
        up(topology, plan(topology, only), progress);
    }

    /// Does what was planned.
    public void up(Topology topology, Plan plan, Progress progress) {
        List<String> wanted = plan.machines().stream().map(m -> m.node().name()).toList();
        boolean whole = wanted.size() == topology.nodes().size();
        world.alone("up", () -> {
            UpRun run = new UpRun(progress, world.pace());
            Duration start = world.pace().uptime();
            try {
                world.provider().up(topology, whole ? Set.of() : new LinkedHashSet<>(wanted), logged(run, "up"));
                world.durations()
                        .took(subject(plan, topology), world.pace().uptime().minus(start));
                wanted.forEach(settling::settled);
            } catch (HalabException e) {
                throw run.told(e, wanted, whole, world.logs());
            } finally {
                world.machinesChanged();
                run.keep(world.durations(), provider());
            }
        });
    }

    private Progress logged(Progress progress, String verb) {
        return world.logs()
                .beside(progress, "halab %s, %s".formatted(verb, world.clock().instant()));
    }

    /// The log of a machine: what was done to it last, and what was said of it; empty if there is none.
    public Optional<Path> log(String node) {
        return Optional.of(world.logs().file(node)).filter(Files::isReadable);
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
            world.logs().forget();
            settling.allSettled();
            world.machinesChanged();
        });
    }

    /// Replaces all machines by new ones; checkpoints stay.
    public void reset(Topology topology, Progress progress) {
        world.alone("reset", () -> {
            Duration start = world.pace().uptime();
            world.provider().reset(topology, logged(progress, "reset"));
            settling.allSettled();
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
        Runnable work = () -> world.provider().power(verb, node);
        if (verb == Power.START) {
            work.run();
            settling.settled(node);
        } else {
            settling.disturb(node, verb.name().toLowerCase(Locale.ROOT), work);
        }
    }

    /// Delays what a machine sends in the lab network.
    public void delay(Delay delay, String node) {
        known(node);
        settling.disturb(node, Settling.DELAY, () -> world.provider().delay(delay, node));
    }

    /// What was done to each machine that is not as it was: `kill`, `pause` …
    public Map<String, String> disturbed() {
        return settling.standing();
    }

    /// The learner leaves: undoes what would make the lab look broken when they come back, and names what stays.
    public void leave(Consumer<String> telling) {
        settling.undoPassing(telling);
    }

    private void refuseOther(Topology topology) {
        refuseBeside(provider());
        topology().filter(there -> !there.equals(topology)).ifPresent(there -> {
            throw HalabException.of(new Problem(
                    "The machines for '%s' cannot be made".formatted(topology.name()),
                    "there are machines of topology '%s' in %s".formatted(there.name(), there.network()),
                    "halab destroy"));
        });
    }

    private void refuseBeside(String provider) {
        world.standing().filter(there -> !there.name().equals(provider)).ifPresent(there -> {
            throw HalabException.of(new Problem(
                    "The machines cannot be made by %s".formatted(provider),
                    "there are machines that %s made".formatted(there.name()),
                    "halab destroy, then halab up --provider " + provider));
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

    private String made(Topology topology) {
        return "up %s %s".formatted(provider(), topology.name());
    }

    /// Making all machines, starting all, and any mixture of both have times of their own.
    private String subject(Plan plan, Topology topology) {
        int all = topology.nodes().size();
        if (plan.of(Plan.Step.MAKE).size() == all) {
            return made(topology);
        }
        return plan.of(Plan.Step.START).size() == all
                ? "start %s %s".formatted(provider(), topology.name())
                : "%s make %s start %s keep %s"
                        .formatted(
                                made(topology),
                                String.join(",", plan.of(Plan.Step.MAKE)),
                                String.join(",", plan.of(Plan.Step.START)),
                                String.join(",", plan.of(Plan.Step.KEEP)));
    }

    private static void requireNodes(Topology topology, Set<String> names) {
        names.stream().filter(n -> topology.node(n).isEmpty()).findFirst().ifPresent(n -> {
            throw noNode(n, topology);
        });
    }
}
