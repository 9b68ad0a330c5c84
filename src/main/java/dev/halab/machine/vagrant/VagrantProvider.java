package dev.halab.machine.vagrant;

import dev.halab.machine.Access;
import dev.halab.machine.Capability;
import dev.halab.machine.Checkpoints;
import dev.halab.machine.Delay;
import dev.halab.machine.Finding;
import dev.halab.machine.MachineStatus;
import dev.halab.machine.Power;
import dev.halab.machine.Progress;
import dev.halab.machine.Provider;
import dev.halab.machine.Saved;
import dev.halab.machine.Size;
import dev.halab.machine.SshKeyPair;
import dev.halab.machine.Together;
import dev.halab.machine.host.Host;
import dev.halab.machine.host.Installer;
import dev.halab.problem.HalabException;
import dev.halab.problem.Problem;
import dev.halab.program.Programs;
import dev.halab.topology.NodeSpec;
import dev.halab.topology.Topology;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/// Machines by Vagrant. What a check needs is kept in the lab's folder, so that Vagrant, which takes seconds for each
/// call, is asked only when machines change or a person wants to see their state.
public final class VagrantProvider implements Provider {
    private static final String OWN_BOX = "halab/node";

    private final Programs programs;
    private final Path recipe;
    private final LabFolder lab;
    private final String flavour;
    private final Map<String, String> environment;
    private final Supplier<SshKeyPair> keys;
    private final Vagrant vagrant;
    private final LabLink link;
    private final PowerSwitch power;

    /// @param recipe the folder of the Vagrantfile
    /// @param folder where the lab's state is kept
    /// @param flavour Vagrant's own provider, like `libvirt`; empty if Vagrant is to choose
    /// @param environment the variables HALAB_BOX, HALAB_PROFILE … are read from it when machines are first made
    /// @param keys makes a key pair
    /// @param clock by which the clock of a machine that stood still is set
    public VagrantProvider(
            Programs programs,
            Path recipe,
            Path folder,
            String flavour,
            Map<String, String> environment,
            Supplier<SshKeyPair> keys,
            InstantSource clock) {
        this(programs, recipe, folder, flavour, environment, keys, clock, Pause.real());
    }

    VagrantProvider(
            Programs programs,
            Path recipe,
            Path folder,
            String flavour,
            Map<String, String> environment,
            Supplier<SshKeyPair> keys,
            InstantSource clock,
            Pause pause) {
        this.programs = programs;
        this.recipe = recipe.toAbsolutePath();
        this.lab = new LabFolder(folder.toAbsolutePath());
        this.flavour = flavour;
        this.environment = Map.copyOf(environment);
        this.keys = keys;
        this.vagrant = new Vagrant(programs, lab, pause);
        this.link = new LabLink(vagrant, lab);
        this.power = new PowerSwitch(vagrant, lab, link, clock);
    }

    @Override
    public String name() {
        return "vagrant";
    }

    @Override
    public Set<Capability> capabilities() {
        Set<Capability> all = EnumSet.of(Capability.POWER_OFF, Capability.PARTITION, Capability.VIP, Capability.DELAY);
        if (Hypervisor.of(flavourNow()).ownKernel()) {
            all.add(Capability.OWN_KERNEL);
            all.add(Capability.PAUSE);
        }
        if (Hypervisor.of(flavourNow()).snapshots()) {
            all.add(Capability.CHECKPOINTS);
        }
        return all;
    }

    private String flavourNow() {
        return lab.chosen().map(Chosen::provider).orElse(flavour);
    }

    @Override
    public List<Finding> doctor(Topology topology) {
        String profile = Chosen.of(topology, flavour, environment).profile();
        long memory = Blueprint.read(recipe.resolve("topology.yaml")).memory(topology, profile);
        return new Doctor(programs, Host.here(), flavourNow(), lab.chosen().isPresent()).examine(topology, memory);
    }

    @Override
    public Optional<Checkpoints> checkpoints() {
        return Hypervisor.of(flavourNow()).snapshots()
                ? Optional.of(new VagrantCheckpoints(vagrant, lab, power))
                : Optional.empty();
    }

    @Override
    public Map<String, Size> sizes(Topology topology) {
        Blueprint blueprint = Blueprint.read(recipe.resolve("topology.yaml"));
        String profile = lab.chosen()
                .orElseGet(() -> Chosen.of(topology, flavour, environment))
                .profile();
        return topology.nodes().stream()
                .collect(Collectors.toMap(
                        NodeSpec::name, n -> new Size(blueprint.memory(n, profile), Doctor.DISK_MIB_PER_NODE)));
    }

    /// As docs/PERFORMANCE.md has it for machines that are emulated; with the processor's help a third of that.
    @Override
    public Optional<Duration> foretold(List<String> make, List<String> start) {
        int seconds = Host.here().emulates() ? 1 : 3;
        return Optional.of(Duration.ofSeconds((180L * make.size() + 75L * start.size()) / seconds));
    }

    @Override
    public void up(Topology topology, Set<String> only, Progress progress) {
        requireVagrant();
        Optional<String> halfRestored = new Saved(lab.state()).halfRestored();
        if (halfRestored.isPresent()) {
            new VagrantCheckpoints(vagrant, lab, power).restore(halfRestored.get(), progress);
        }
        lab.chosen().ifPresent(there -> refuseOther(topology, there));
        progress.phase("", "vagrant");
        Chosen chosen =
                lab.chosen().filter(there -> !there.provider().isEmpty()).orElseGet(() -> choose(topology));
        // again, so that a checkout which was moved is found
        write(chosen);
        progress.done("");
        List<NodeSpec> wanted = topology.nodes().stream()
                .filter(n -> only.isEmpty() || only.contains(n.name()))
                .toList();
        new Fleet(vagrant, lab, chosen, topology).bringUp(wanted, progress);
        wanted.forEach(link::whole);
    }

    @Override
    public void delay(Delay delay, String node) {
        requireVagrant();
        access(node);
        power.delay(delay, node);
    }

    private void requireVagrant() {
        if (programs.find("vagrant").isEmpty()) {
            throw HalabException.of(Trouble.missing(Installer.command(programs, "vagrant")));
        }
    }

    private void refuseOther(Topology topology, Chosen there) {
        if (!there.topology().equals(topology.name()) || !there.network().equals(topology.prefix())) {
            throw HalabException.of(new Problem(
                    "the machines of topology '%s' were not made".formatted(topology.name()),
                    "machines of topology '%s' in %s.0/24 are there already"
                            .formatted(there.topology(), there.network()),
                    "halab destroy, then halab up --topology " + topology.name()));
        }
        if (!flavour.isEmpty()
                && !there.provider().isEmpty()
                && !there.provider().equals(flavour)) {
            throw HalabException.of(new Problem(
                    "the machines were not made with %s".formatted(flavour),
                    "machines of provider '%s' are there already".formatted(there.provider()),
                    "halab destroy, then halab up --provider vagrant:" + flavour));
        }
    }

    private Chosen choose(Topology topology) {
        Chosen first = Chosen.of(topology, flavour, environment);
        write(first);
        String provider = flavour.isEmpty() ? vagrantsChoice() : flavour;
        Chosen chosen = Chosen.of(topology, provider, environment);
        boolean own = Hypervisor.of(provider) == Hypervisor.LIBVIRT && hasOwnBox(provider);
        return own ? chosen.unlessChosen("box", OWN_BOX) : chosen;
    }

    private String vagrantsChoice() {
        return vagrant.status().providers().values().stream()
                .findFirst()
                .filter(word -> !word.isEmpty())
                .orElseThrow(() -> HalabException.of(new Problem(
                        "no machine was made",
                        "vagrant names no provider that it could use here",
                        "halab doctor --provider vagrant")));
    }

    private boolean hasOwnBox(String provider) {
        return vagrant.boxes().contains(OWN_BOX + " " + provider);
    }

    private void write(Chosen chosen) {
        lab.write(chosen, recipe, keys);
    }

    @Override
    public void down(Progress progress) {
        if (lab.chosen().isEmpty()) {
            return;
        }
        requireVagrant();
        Map<String, String> states = vagrant.status().states();
        List<String> running = states.entrySet().stream()
                .filter(e -> Set.of("running", "paused").contains(States.word(e.getValue())))
                .map(Map.Entry::getKey)
                .toList();
        if (Hypervisor.of(flavourNow()).together()) {
            Together.each(running, node -> power.halt(node, progress));
        } else {
            running.forEach(node -> power.halt(node, progress));
        }
    }

    @Override
    public void destroy(Progress progress) {
        if (lab.chosen().isEmpty()) {
            lab.forget();
            return;
        }
        requireVagrant();
        progress.phase("", "remove");
        vagrant.change("the machines were not removed", "", progress, "destroy", "--force");
        List<String> left = vagrant.status().states().entrySet().stream()
                .filter(e -> !States.word(e.getValue()).equals("missing"))
                .map(Map.Entry::getKey)
                .toList();
        if (!left.isEmpty()) {
            throw HalabException.of(new Problem(
                    "the machines were not removed",
                    "vagrant ended well, and yet it still knows: " + String.join(", ", left),
                    "halab destroy"));
        }
        lab.forget();
    }

    @Override
    public List<MachineStatus> status() {
        Optional<Topology> topology = topology();
        if (topology.isEmpty()) {
            return List.of();
        }
        requireVagrant();
        Map<String, String> states = vagrant.status().states();
        Set<String> known = lab.machines().keySet();
        return topology.get().nodes().stream()
                .map(n -> new MachineStatus(n.name(), word(n.name(), states), n.address()))
                .filter(m -> known.contains(m.node()) || !m.state().equals("missing"))
                .toList();
    }

    private String word(String node, Map<String, String> states) {
        String state = States.word(states.getOrDefault(node, "not_created"));
        return state.equals("running") && link.isCut(node) ? "partitioned" : state;
    }

    @Override
    public Optional<Topology> topology() {
        return lab.chosen().flatMap(there -> Topology.of(there.topology(), there.network()));
    }

    @Override
    public Access access(String node) {
        return Optional.ofNullable(lab.machines().get(node))
                .orElseThrow(() -> HalabException.of(new Problem(
                        "there is no machine '%s'".formatted(node),
                        "it was never brought up to its end here",
                        "halab up --only " + node)));
    }

    @Override
    public void power(Power verb, String node) {
        requireVagrant();
        access(node);
        power.turn(verb, node);
    }
}
