package dev.halab.machine.ssh;

import dev.halab.machine.Access;
import dev.halab.machine.Jump;
import dev.halab.machine.Script;
import dev.halab.node.Command;
import dev.halab.node.Outcome;
import dev.halab.problem.HalabException;
import dev.halab.problem.Problem;
import dev.halab.topology.NodeSpec;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// Goes to hosts as the user that the inventory names. A host key is trusted when it is first seen and pinned then.
final class HostVisit {
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final String NO_ID = "";

    private final Inventory inventory;
    private final Hosts hosts;
    private final Map<String, Lent.Pin> pins;
    private final Map<String, String> jumpKeys;

    HostVisit(Inventory inventory, Hosts hosts, Optional<Lent.Known> known) {
        this.inventory = inventory;
        this.hosts = hosts;
        this.pins = known.map(Lent.Known::pins).orElse(Map.of());
        this.jumpKeys = new HashMap<>(known.map(Lent.Known::jumpKeys).orElse(Map.of()));
    }

    /// A host that was looked at.
    record Seen(HostLook look, Lent.Pin pin) {}

    Map<String, String> jumpKeys() {
        return jumpKeys;
    }

    String user(NodeSpec node) {
        return inventory.host(node).door().user();
    }

    /// How the users of the lab reach a host that was taken.
    Access access(String node, Lent.Pin pin, Path key) {
        Optional<Jump> jump = Optional.ofNullable(inventory.hosts().get(node)).flatMap(this::jump);
        return new Access(node, pin.host(), pin.port(), key, pin.hostKey(), pin.machineId(), jump);
    }

    /// Looks at a host without changing it.
    ///
    /// @throws HalabException if it cannot be reached, or shows another key than the pinned one
    Seen look(NodeSpec node) {
        Inventory.Host host = inventory.host(node);
        String hostKey = hostKey(node, host);
        Outcome outcome = hosts.run(
                host.door().user(),
                access(node, host, hostKey),
                new Command(Command.User.HALAB, "exec sh -s look", script(), LIMIT));
        if (outcome.status() != 0) {
            throw failed(node, "look", outcome);
        }
        HostLook look = HostLook.of(outcome.out());
        return new Seen(look, new Lent.Pin(host.door().host(), host.door().port(), hostKey, look.machineId()));
    }

    /// Runs a verb of `host.sh` as root on a host whose key is pinned or was just seen.
    ///
    /// @return what it printed
    String root(NodeSpec node, String verb, List<String> arguments) {
        Inventory.Host host = inventory.host(node);
        String quoted =
                arguments.stream().map(a -> "'" + a.replace("'", "'\\''") + "'").collect(Collectors.joining(" "));
        String words = "sh -s %s %s".formatted(verb, quoted);
        Outcome outcome = hosts.run(
                host.door().user(),
                access(node, host, hostKey(node, host)),
                new Command(
                        Command.User.HALAB,
                        "if [ \"$(id -u)\" = 0 ]; then exec %1$s; else exec sudo -n %1$s; fi".formatted(words),
                        script(),
                        LIMIT));
        if (outcome.status() == 9) {
            throw HalabException.of(new Problem(
                    "%s was not changed".formatted(node.name()),
                    "another halab has it: " + outcome.out().strip().replace('\n', ','),
                    "ask them for `halab destroy`; if they are gone, on the host: sudo rm /etc/halab/owner"));
        }
        if (outcome.status() != 0) {
            throw failed(node, verb, outcome);
        }
        return outcome.out();
    }

    private static HalabException failed(NodeSpec node, String verb, Outcome outcome) {
        String said = outcome.error().isBlank() ? outcome.out() : outcome.error();
        return HalabException.of(new Problem(
                "%s was not prepared".formatted(node.name()),
                "`%s` ended there with status %d: %s"
                        .formatted(verb, outcome.status(), said.isBlank() ? "it said nothing" : said.strip()),
                "mend what it names, then run the same command again; it goes on where it stopped"));
    }

    private Access access(NodeSpec node, Inventory.Host host, String hostKey) {
        Inventory.Door door = host.door();
        return new Access(node.name(), door.host(), door.port(), door.key(), hostKey, NO_ID, jump(host));
    }

    /// The key that the host shows; if one is pinned, it must be that.
    private String hostKey(NodeSpec node, Inventory.Host host) {
        String shown = shown(node.name(), access(node, host, NO_ID));
        Lent.Pin pin = pins.get(node.name());
        if (pin != null && !pin.hostKey().equals(shown)) {
            throw changed(node.name(), pin.hostKey(), shown);
        }
        return shown;
    }

    private Optional<Jump> jump(Inventory.Host host) {
        return host.jump().map(name -> {
            Inventory.Door door = inventory.jumps().get(name);
            if (door == null) {
                throw new IllegalStateException("the inventory has no jump host " + name);
            }
            String key = jumpKeys.computeIfAbsent(
                    name, n -> shown(n, new Access(n, door.host(), door.port(), door.key(), NO_ID, NO_ID)));
            return new Jump(door.host(), door.port(), door.user(), door.key(), key);
        });
    }

    private String shown(String name, Access access) {
        try {
            return hosts.shownKey(access);
        } catch (IOException e) {
            throw HalabException.of(
                    new Problem(
                            "%s cannot be reached".formatted(name),
                            "SSH to %s:%d%s: %s"
                                    .formatted(
                                            access.host(),
                                            access.port(),
                                            access.jump()
                                                    .map(j -> " through " + j.host())
                                                    .orElse(""),
                                            e.getMessage()),
                            "see that it runs, and that %s names its address and port".formatted(inventory.file())),
                    e);
        }
    }

    private static HalabException changed(String name, String pinned, String shown) {
        return HalabException.of(new Problem(
                "%s shows another host key than when it was first seen".formatted(name),
                "it shows %s, and %s was pinned: it was made anew, or somebody stands in between"
                        .formatted(shown, pinned),
                "ask whoever runs it; if it was made anew, take it out of hosts.json in halab's state folder,"
                        + " then halab up"));
    }

    private static String script() {
        return Script.text(HostVisit.class, "host.sh");
    }
}
