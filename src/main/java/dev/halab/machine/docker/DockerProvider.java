package dev.halab.machine.docker;

import dev.halab.json.Json;
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
import dev.halab.problem.HalabException;
import dev.halab.problem.Problem;
import dev.halab.program.Programs;
import dev.halab.topology.NodeSpec;
import dev.halab.topology.Topology;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/// Machines as system containers of Docker or Podman: systemd, sshd and the real Kubernetes programs, two
/// networks each. Its state is the engine's own, found by labels; beside it only `machines.json` and a key
/// pair are kept.
public final class DockerProvider implements Provider {
    private final Programs programs;
    private final Supplier<Host> host;
    private final Path recipe;
    private final Machines machines;
    private final LabNames names;
    private final Saved saved;
    private final Supplier<SshKeyPair> keys;

    /// @param recipe the folder of the node image's recipe
    /// @param folder where the lab's state is kept
    /// @param prefix first three octets of the lab network
    /// @param keys makes a key pair
    public DockerProvider(Programs programs, Path recipe, Path folder, String prefix, Supplier<SshKeyPair> keys) {
        this(programs, Host::here, recipe, folder, prefix, keys);
    }

    DockerProvider(
            Programs programs,
            Supplier<Host> host,
            Path recipe,
            Path folder,
            String prefix,
            Supplier<SshKeyPair> keys) {
        this.host = host;
        this.programs = programs;
        this.recipe = recipe;
        this.machines = new Machines(folder);
        this.names = new LabNames(prefix);
        this.saved = new Saved(machines.state());
        this.keys = keys;
    }

    @Override
    public String name() {
        return "docker";
    }

    @Override
    public Set<Capability> capabilities() {
        return Set.of(
                Capability.POWER_OFF,
                Capability.PAUSE,
                Capability.PARTITION,
                Capability.DELAY,
                Capability.VIP,
                Capability.CHECKPOINTS);
    }

    @Override
    public Optional<Finding> lacking() {
        return Engine.find(programs).isPresent() ? Optional.empty() : Doctor.installable(programs);
    }

    @Override
    public List<Finding> doctor(Topology topology) {
        return new Doctor(programs, host.get(), recipe, names).examine(topology);
    }

    @Override
    public Optional<Checkpoints> checkpoints() {
        return Optional.of(dockerCheckpoints());
    }

    private DockerCheckpoints dockerCheckpoints() {
        Engine engine = engine();
        NodeImage image = new NodeImage(engine, recipe);
        return new DockerCheckpoints(new CheckpointLab(this, engine, names, image), saved);
    }

    /// Networks that are closed off, the settings of the host, and keys: all that is needed before a node starts.
    void ground(Engine engine, NodeImage image) {
        new LabNetworks(engine, names, host).make();
        EngineHost host = new EngineHost(engine, image.reference());
        host.contain(names);
        host.settings();
        machines.state().keys(keys);
    }

    @Override
    public void reset(Topology topology, Progress progress) {
        Engine engine = engine();
        removeAll(engine, progress);
        saved.restored();
        up(topology, Set.of(), progress);
    }

    @Override
    public Map<String, Size> sizes(Topology topology) {
        return topology.nodes().stream()
                .collect(
                        Collectors.toMap(NodeSpec::name, n -> new Size(Doctor.MIB_PER_NODE, Doctor.DISK_MIB_PER_NODE)));
    }

    /// As docs/PERFORMANCE.md has it.
    @Override
    public Optional<Duration> foretold(List<String> make, List<String> start) {
        boolean built = new NodeImage(engine(), recipe).present();
        Duration machines = Duration.ofSeconds(!make.isEmpty() ? 20 : start.isEmpty() ? 1 : 5);
        return Optional.of(built ? machines : machines.plusMinutes(10));
    }

    @Override
    public void up(Topology topology, Set<String> only, Progress progress) {
        Optional<String> halfRestored = saved.halfRestored();
        if (halfRestored.isPresent()) {
            dockerCheckpoints().restore(halfRestored.get(), progress);
        }
        Engine engine = engine();
        NodeImage image = new NodeImage(engine, recipe);
        progress.phase("", "image");
        if (!image.present()) {
            image.build(progress);
        }
        progress.phase("", "network");
        Map<String, Container> there = containers(engine);
        refuseOther(topology, there.values().stream().findFirst());
        ground(engine, image);
        // what is half-made when this is interrupted can be seen and destroyed
        machines.write(new Machines.Known(topology.name(), topology.prefix(), merged(topology, List.of())));
        progress.done("");
        NodeMaker maker = maker(engine, image, topology);
        List<NodeSpec> wanted = topology.nodes().stream()
                .filter(n -> only.isEmpty() || only.contains(n.name()))
                .toList();
        List<Access> up = Together.nodes(
                wanted,
                node -> maker.bringUp(node, Optional.ofNullable(there.get(names.container(node.name()))), progress),
                progress);
        machines.write(new Machines.Known(topology.name(), topology.prefix(), merged(topology, up)));
        wanted.forEach(delays(engine)::clear);
    }

    private Delays delays(Engine engine) {
        return new Delays(engine, names, new NodeImage(engine, recipe).reference(), machines);
    }

    /// Notes the machines that are there.
    void remember(Topology topology, List<Access> up) {
        machines.write(new Machines.Known(topology.name(), topology.prefix(), merged(topology, up)));
    }

    NodeMaker maker(Engine engine, NodeImage image, Topology topology) {
        return new NodeMaker(engine, names, machines, new NewNode(engine, image, names, topology, machines));
    }

    private List<Access> merged(Topology topology, List<Access> up) {
        Map<String, Access> all = new TreeMap<>();
        machines.read().ifPresent(known -> known.machines().forEach(a -> all.put(a.node(), a)));
        up.forEach(a -> all.put(a.node(), a));
        return topology.nodes().stream()
                .map(NodeSpec::name)
                .filter(all::containsKey)
                .map(all::get)
                .toList();
    }

    private static void refuseOther(Topology topology, Optional<Container> any) {
        String current = any.map(c -> c.label(LabNames.TOPOLOGY)).orElse(topology.name());
        if (!current.equals(topology.name())) {
            throw HalabException.of(new Problem(
                    "the machines of topology '%s' were not made".formatted(topology.name()),
                    "machines of topology '%s' are there already".formatted(current),
                    "halab destroy, then halab up --topology " + topology.name()));
        }
    }

    @Override
    public void down(Progress progress) {
        Engine engine = engine();
        each(engine, "running", c -> stop(engine, c, progress));
        each(engine, "paused", c -> {
            engine.ask("unpause", c.name());
            stop(engine, c, progress);
        });
    }

    private void stop(Engine engine, Container container, Progress progress) {
        String node = nodeName(container);
        progress.phase(node, "halt");
        engine.must("machine %s was not stopped".formatted(node), "stop", "--time", "10", container.name());
        progress.done(node);
    }

    @Override
    public void destroy(Progress progress) {
        Engine engine = engine();
        removeAll(engine, progress);
        dockerCheckpoints().deleteAll();
        NodeImage image = new NodeImage(engine, recipe);
        if (engine.ask("image", "inspect", image.reference()).ok()) {
            new EngineHost(engine, image.reference()).release(names);
        }
        new LabNetworks(engine, names, host).remove();
        machines.forget();
    }

    private void removeAll(Engine engine, Progress progress) {
        List<Container> all = List.copyOf(containers(engine).values());
        Together.each(all, container -> {
            String node = nodeName(container);
            progress.phase(node, "remove");
            engine.must("machine %s was not removed".formatted(node), "rm", "--force", "--volumes", container.name());
            progress.done(node);
            return node;
        });
    }

    @Override
    public List<MachineStatus> status() {
        Optional<Topology> topology = topology();
        if (topology.isEmpty()) {
            return List.of();
        }
        Map<String, Container> there = containers(engine());
        Set<String> known = machines.read().orElseThrow().machines().stream()
                .map(Access::node)
                .collect(Collectors.toSet());
        return topology.get().nodes().stream()
                .filter(n -> known.contains(n.name()) || there.containsKey(names.container(n.name())))
                .map(n -> new MachineStatus(
                        n.name(),
                        Optional.ofNullable(there.get(names.container(n.name())))
                                .map(c -> c.state(names))
                                .orElse("missing"),
                        n.address()))
                .toList();
    }

    @Override
    public Optional<Topology> topology() {
        return machines.read().flatMap(known -> Topology.of(known.topology(), known.prefix()));
    }

    @Override
    public Access access(String node) {
        return machines.read().stream()
                .flatMap(known -> known.machines().stream())
                .filter(a -> a.node().equals(node))
                .findFirst()
                .orElseThrow(() -> HalabException.of(new Problem(
                        "there is no machine '%s'".formatted(node), "it was never brought up here", "halab up")));
    }

    @Override
    public void power(Power verb, String node) {
        Engine engine = engine();
        new NodePower(this, engine, names, delays(engine)).change(verb, node);
    }

    @Override
    public void delay(Delay delay, String node) {
        Engine engine = engine();
        new NodePower(this, engine, names, delays(engine)).delay(delay, node);
    }

    /// Brings a node that is there back to where it should be, closed off first.
    void restart(Engine engine, NodeSpec node, Container container) {
        NodeImage image = new NodeImage(engine, recipe);
        new EngineHost(engine, image.reference()).contain(names);
        maker(engine, image, topology().orElseThrow()).bringUp(node, Optional.of(container), Progress.quiet());
    }

    private void each(Engine engine, String state, Consumer<Container> action) {
        List<Container> all = containers(engine).values().stream()
                .filter(c -> c.engineState().equals(state))
                .sorted(Comparator.comparing(Container::name))
                .toList();
        Together.each(all, container -> {
            action.accept(container);
            return container.name();
        });
    }

    private String nodeName(Container container) {
        return container.name().replace(names.container(""), "");
    }

    /// All containers of this lab by name.
    Map<String, Container> containers(Engine engine) {
        String ids = engine.must(
                        "the machines cannot be listed",
                        "ps",
                        "--all",
                        "--quiet",
                        "--no-trunc",
                        "--filter",
                        names.filter())
                .out();
        List<Json> inspected =
                engine.inspect("container", new ArrayList<>(ids.lines().toList()));
        return inspected.stream().map(Container::new).collect(Collectors.toMap(Container::name, c -> c));
    }

    private Engine engine() {
        Engine engine = Engine.find(programs).orElseThrow(() -> HalabException.of(Doctor.noEngine(programs)));
        if (!engine.version().ok()) {
            throw HalabException.of(Doctor.deadEngine(engine));
        }
        return engine;
    }
}
