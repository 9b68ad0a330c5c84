package dev.halab.machine.ssh;

import dev.halab.machine.Access;
import dev.halab.machine.Capability;
import dev.halab.machine.Delay;
import dev.halab.machine.Finding;
import dev.halab.machine.MachineStatus;
import dev.halab.machine.Power;
import dev.halab.machine.Progress;
import dev.halab.machine.Provider;
import dev.halab.machine.SshKeyPair;
import dev.halab.machine.Together;
import dev.halab.machine.host.Preflight;
import dev.halab.problem.HalabException;
import dev.halab.problem.Problem;
import dev.halab.topology.NodeSpec;
import dev.halab.topology.Topology;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/// Machines that the user already has: `up` looks at them and prepares them, `destroy` takes back what was
/// prepared, and nothing ever halts or removes them.
public final class HostsProvider implements Provider {
    private final Path file;
    private final Lent lent;
    private final Hosts hosts;
    private final Supplier<SshKeyPair> keys;
    private final String who;
    private final InstantSource clock;

    /// @param file the inventory
    /// @param folder where the lab's state is kept
    /// @param keys makes a key pair
    /// @param who whose lab it is, as others on the same hosts are told
    public HostsProvider(
            Path file, Path folder, Hosts hosts, Supplier<SshKeyPair> keys, String who, InstantSource clock) {
        this.file = file;
        this.lent = new Lent(folder);
        this.hosts = hosts;
        this.keys = keys;
        this.who = who;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "ssh";
    }

    @Override
    public Set<Capability> capabilities() {
        return InventoryReader.read(file).map(Inventory::can).orElse(Set.of());
    }

    @Override
    public Topology adapt(Topology usual) {
        return InventoryReader.read(file).map(i -> i.adapt(usual)).orElse(usual);
    }

    @Override
    public List<Finding> doctor(Topology topology) {
        Optional<Inventory> inventory = InventoryReader.read(file);
        if (inventory.isEmpty()) {
            Problem problem = noInventory();
            return List.of(new Finding("inventory", Finding.Grade.BLOCKS, problem.why(), problem.next()));
        }
        inventory.get().require(topology);
        List<Finding> findings = new ArrayList<>();
        findings.add(new Finding("inventory", Finding.Grade.OK, file.toString(), ""));
        Preflight.network(topology).ifPresent(findings::add);
        // without a lab of its own it belongs to nobody yet, and nobody's hosts are free
        String lab = lent.read().map(Lent.Known::lab).orElse("none");
        HostVisit visit = new HostVisit(inventory.get(), hosts, lent.read());
        for (NodeSpec node : topology.nodes()) {
            findings.add(finding(visit, node, lab));
        }
        return findings;
    }

    private static Finding finding(HostVisit visit, NodeSpec node, String lab) {
        try {
            HostLook look = visit.look(node).look();
            return look.trouble(node, visit.user(node), lab)
                    .map(t -> new Finding("host " + node.name(), Finding.Grade.BLOCKS, t.why(), t.next()))
                    .orElseGet(() -> new Finding("host " + node.name(), Finding.Grade.OK, "can be " + node.name(), ""));
        } catch (HalabException e) {
            Problem problem = e.problem();
            return new Finding("host " + node.name(), Finding.Grade.BLOCKS, problem.why(), problem.next());
        }
    }

    @Override
    public void up(Topology topology, Set<String> only, Progress progress) {
        Inventory inventory = InventoryReader.read(file).orElseThrow(() -> HalabException.usage(noInventory()));
        Optional<Lent.Known> before = lent.read();
        refuseOther(topology, before);
        inventory.require(topology);
        lent.makeKeys(keys);
        String lab = before.map(Lent.Known::lab)
                .orElseGet(() -> UUID.randomUUID().toString().substring(0, 8));
        Lent.Known known = before.orElseGet(() -> new Lent.Known(lab, topology, Map.of(), Map.of()));
        lent.write(known);
        HostVisit visit = new HostVisit(inventory, hosts, Optional.of(known));
        List<NodeSpec> wanted = topology.nodes().stream()
                .filter(n -> only.isEmpty() || only.contains(n.name()))
                .toList();
        Map<String, HostVisit.Seen> seen = look(visit, wanted, lab, progress);
        Map<String, Lent.Pin> pins = new HashMap<>(known.pins());
        refuseTwins(pins, seen);
        seen.forEach((node, s) -> pins.put(node, s.pin()));
        // before anything is changed there, so that an interrupted up can be undone
        lent.write(new Lent.Known(lab, topology, pins, visit.jumpKeys()));
        String names = topology.nodes().stream()
                .map(n -> "%s %s".formatted(n.address(), n.name()))
                .collect(Collectors.joining("\n"));
        for (NodeSpec node : wanted) {
            progress.phase(node.name(), "prepare");
            Together.told(
                    node,
                    n -> visit.root(n, "take", List.of(lab, who, clock.instant().toString(), lent.publicKey(), names)),
                    progress);
            progress.done(node.name());
        }
    }

    /// Looks at all hosts before any is changed, and tells all that is wrong at once.
    private static Map<String, HostVisit.Seen> look(
            HostVisit visit, List<NodeSpec> wanted, String lab, Progress progress) {
        Map<String, HostVisit.Seen> seen = new HashMap<>();
        List<String> why = new ArrayList<>();
        List<String> next = new ArrayList<>();
        for (NodeSpec node : wanted) {
            progress.phase(node.name(), "look");
            try {
                HostVisit.Seen there = visit.look(node);
                seen.put(node.name(), there);
                there.look().trouble(node, visit.user(node), lab).ifPresent(t -> {
                    why.add(node.name() + ": " + t.why());
                    next.add(node.name() + ": " + t.next());
                });
            } catch (HalabException e) {
                why.add(node.name() + ": " + e.problem().why());
                next.add(node.name() + ": " + e.problem().next());
            }
        }
        if (!why.isEmpty()) {
            throw HalabException.of(new Problem(
                    "%d of %d hosts cannot be used, and none was changed".formatted(why.size(), wanted.size()),
                    String.join("\n", why),
                    String.join("\n", next)));
        }
        return seen;
    }

    private static void refuseTwins(Map<String, Lent.Pin> pins, Map<String, HostVisit.Seen> seen) {
        Map<String, String> owners = new HashMap<>();
        pins.forEach((node, pin) -> owners.put(pin.machineId(), node));
        seen.forEach((node, s) -> {
            String other = owners.put(s.pin().machineId(), node);
            if (other != null && !other.equals(node)) {
                throw HalabException.of(new Problem(
                        "%s and %s are one machine, or copies of one".formatted(other, node),
                        "both have the machine-id %s".formatted(s.pin().machineId()),
                        "on a copy: sudo rm /etc/machine-id && sudo systemd-machine-id-setup, then reboot it"));
            }
        });
    }

    private void refuseOther(Topology topology, Optional<Lent.Known> before) {
        before.map(Lent.Known::topology).filter(t -> !t.equals(topology)).ifPresent(t -> {
            throw HalabException.of(new Problem(
                    "the hosts were not prepared for '%s'".formatted(topology.name()),
                    t.name().equals(topology.name())
                            ? "they are prepared with other addresses than %s names now".formatted(file)
                            : "they are prepared for '%s'".formatted(t.name()),
                    "halab destroy, then halab up --topology " + topology.name()));
        });
    }

    private Problem noInventory() {
        return new Problem(
                "there are no hosts",
                "%s is not there".formatted(file),
                "write it: docs/own-hosts.md shows an example");
    }

    @Override
    public void down(Progress progress) {
        throw HalabException.of(new Problem(
                "the hosts go on running",
                "they are yours: halab has not started them, so it does not stop them",
                "halab destroy    (takes back what halab prepared on them)"));
    }

    @Override
    public String destroys() {
        return "Take back what halab prepared on your hosts: the users learner and halab with their files where halab"
                + " made them, their keys, their sudo rights and the lab's names in /etc/hosts? The hosts go on running,"
                + " and what was installed and configured in the lab stays (`kubeadm reset` and the load balancer's"
                + " packages are yours to run and remove).";
    }

    @Override
    public void destroy(Progress progress) {
        Optional<Lent.Known> known = lent.read();
        if (known.isEmpty()) {
            return;
        }
        Inventory inventory = InventoryReader.read(file).orElseThrow(() -> HalabException.usage(noInventory()));
        HostVisit visit = new HostVisit(inventory, hosts, known);
        List<String> why = new ArrayList<>();
        for (NodeSpec node : known.get().topology().nodes()) {
            if (known.get().pins().containsKey(node.name())) {
                progress.phase(node.name(), "release");
                try {
                    visit.root(node, "release", List.of(known.get().lab()))
                            .lines()
                            .forEach(line -> progress.detail(node.name(), line));
                    progress.done(node.name());
                } catch (HalabException e) {
                    why.add("%s: %s".formatted(node.name(), e.problem().why()));
                }
            }
        }
        if (!why.isEmpty()) {
            throw HalabException.of(new Problem(
                    "what halab prepared is still on %d of your hosts".formatted(why.size()),
                    String.join("\n", why),
                    "mend that, then run `halab destroy` again"));
        }
        lent.forget();
    }

    @Override
    public void reset(Topology topology, Progress progress) {
        throw HalabException.of(new Problem(
                "the hosts were not set back",
                "they are your own: halab cannot make them new, and what was installed on them would stay",
                "undo it by hand (kubeadm reset -f, apt-get purge), or let whoever runs them reinstall them"));
    }

    @Override
    public List<MachineStatus> status() {
        Optional<Lent.Known> known = lent.read();
        if (known.isEmpty()) {
            return List.of();
        }
        return known.get().topology().nodes().stream()
                .filter(n -> known.get().pins().containsKey(n.name()))
                .toList()
                .parallelStream()
                .map(n -> new MachineStatus(n.name(), state(access(n.name())), n.address()))
                .toList();
    }

    private String state(Access access) {
        try {
            return hosts.shownKey(access).equals(access.hostKey()) ? "running" : "another host key";
        } catch (IOException e) {
            return "unreachable";
        }
    }

    @Override
    public Optional<Topology> topology() {
        return lent.read().map(Lent.Known::topology);
    }

    @Override
    public Access access(String node) {
        Lent.Known known = lent.read().orElseThrow(() -> unknown(node));
        Lent.Pin pin = Optional.ofNullable(known.pins().get(node)).orElseThrow(() -> unknown(node));
        return new HostVisit(
                        InventoryReader.read(file).orElseThrow(() -> HalabException.usage(noInventory())),
                        hosts,
                        Optional.of(known))
                .access(node, pin, lent.privateKey());
    }

    private static HalabException unknown(String node) {
        return HalabException.of(
                new Problem("there is no machine '%s'".formatted(node), "it was never prepared here", "halab up"));
    }

    @Override
    public void delay(Delay delay, String node) {
        throw HalabException.of(new Problem(
                "the network of %s was not changed".formatted(node),
                "it is your own host: halab does not know who else uses its network, and may not reach it any more to"
                        + " undo that",
                "take a provider whose machines halab makes, for instance: halab up --provider docker"));
    }

    @Override
    public void power(Power verb, String node) {
        throw HalabException.of(new Problem(
                "the power of %s was not changed".formatted(node),
                "it is your own host: halab cannot start it again and does not know who else uses it",
                "take a provider whose machines halab makes, for instance: halab up --provider docker"));
    }
}
