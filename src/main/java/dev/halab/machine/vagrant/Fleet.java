package dev.halab.machine.vagrant;

import dev.halab.machine.Access;
import dev.halab.machine.Progress;
import dev.halab.machine.Together;
import dev.halab.problem.HalabException;
import dev.halab.problem.Problem;
import dev.halab.topology.NodeSpec;
import dev.halab.topology.Topology;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Brings the machines of one lab to where they should be: what was interrupted is mended, what is finished is left.
final class Fleet {
    /// As provision/machine prints it.
    private static final Pattern HOST_KEY = Pattern.compile("^halab: host-key (\\S+ [A-Za-z0-9+/=]+)$");

    private static final String READ_HOST_KEY = "cat /etc/ssh/ssh_host_ed25519_key.pub";
    private static final int GREETING = 2000;

    private final Vagrant vagrant;
    private final LabFolder lab;
    private final Chosen chosen;
    private final Topology topology;

    Fleet(Vagrant vagrant, LabFolder lab, Chosen chosen, Topology topology) {
        this.vagrant = vagrant;
        this.lab = lab;
        this.chosen = chosen;
        this.topology = topology;
    }

    /// Brings `wanted` up: one alone, which makes networks and unpacks the box for all, then the others, together
    /// if the
    /// provider can do that.
    void bringUp(List<NodeSpec> wanted, Progress progress) {
        Map<String, String> states = vagrant.status().states();
        List<NodeSpec> left = wanted.stream()
                .filter(n -> !stands(n, states.getOrDefault(n.name(), "not_created"), progress))
                .toList();
        if (left.isEmpty()) {
            return;
        }
        Hypervisor hypervisor = Hypervisor.of(chosen.provider());
        boolean together = hypervisor.together();
        List<NodeSpec> first = together ? left.subList(0, 1) : left;
        Function<NodeSpec, Access> work =
                node -> bringUp(node, states.getOrDefault(node.name(), "not_created"), progress);
        first.forEach(node -> Together.told(node, work, progress));
        if (together) {
            Together.nodes(left.subList(1, left.size()), work, progress);
        }
    }

    /// Whether there is nothing to do: it is finished, runs, and answers where it did.
    private boolean stands(NodeSpec node, String state, Progress progress) {
        boolean stands = States.word(state).equals("running")
                && finished(node.name()).filter(Fleet::greets).isPresent();
        if (stands) {
            progress.done(node.name());
        }
        return stands;
    }

    /// What is known of the very machine that is there.
    private Optional<Access> finished(String node) {
        Optional<String> id = lab.machineId(node, chosen.provider());
        return Optional.ofNullable(lab.machines().get(node))
                .filter(access -> id.filter(access.machineId()::equals).isPresent());
    }

    private Access bringUp(NodeSpec spec, String state, Progress progress) {
        String node = spec.name();
        removeHalfMade(node, state, progress);
        Optional<Access> known = finished(node);
        progress.phase(node, "create");
        AtomicReference<String> hostKey = new AtomicReference<>("");
        Vagrant.Run run = vagrant.up(node, chosen.provider(), known.isEmpty(), progress, line -> {
            if (Phases.begun(line).filter(Phases.PROVISION::equals).isPresent()) {
                lab.machineId(node, chosen.provider()).ifPresent(id -> lab.booted(node, id));
            }
            Matcher matcher = HOST_KEY.matcher(line);
            if (matcher.matches()) {
                hostKey.set(matcher.group(1));
            }
        });
        String what = "machine %s was not brought up".formatted(node);
        if (!run.ok()) {
            throw HalabException.of(Trouble.problem(what, node, run, lab));
        }
        progress.phase(node, "ssh");
        String id = lab.machineId(node, chosen.provider())
                .orElseThrow(() -> HalabException.of(new Problem(
                        what,
                        "vagrant ended well, and yet it notes no machine of provider '%s'".formatted(chosen.provider()),
                        "see %s, then `halab up` again".formatted(lab.log(node)))));
        // a key belongs to a machine: another one for the same id is not believed
        String key = known.map(Access::hostKey).orElseGet(() -> heard(node, hostKey.get()));
        Access access = way(node, key, id);
        remember(access);
        progress.done(node);
        return access;
    }

    /// A machine that was never booted as it should be may lack anything: it is made anew.
    private void removeHalfMade(String node, String state, Progress progress) {
        Optional<String> id = lab.machineId(node, chosen.provider());
        boolean there = id.isPresent() && !States.word(state).equals("missing");
        if (there && finished(node).isEmpty() && !lab.wasBooted(node, id.orElseThrow())) {
            progress.phase(node, "remove");
            vagrant.change(
                    "the half-made machine %s was not removed".formatted(node),
                    node,
                    progress,
                    "destroy",
                    "--force",
                    node);
        }
    }

    private String heard(String node, String said) {
        if (!said.isEmpty()) {
            return said;
        }
        Vagrant.Run run = vagrant.ssh(node, READ_HOST_KEY);
        return Pattern.compile("(ssh-ed25519 [A-Za-z0-9+/=]+)")
                .matcher(run.finished().out())
                .results()
                .findFirst()
                .map(m -> m.group(1))
                .orElseThrow(() -> HalabException.of(
                        Trouble.problem("the host key of %s was not read".formatted(node), node, run, lab)));
    }

    private Access way(String node, String hostKey, String id) {
        Transcript transcript = vagrant.sshConfig(node);
        String printed = transcript.raw()
                + transcript.lines().stream()
                        .filter(line -> line.type().equals("ssh-config"))
                        .map(line -> line.field(0))
                        .reduce("", (a, b) -> a + "\n" + b);
        SshConfig config = SshConfig.of(node, printed)
                .orElseThrow(() -> HalabException.of(new Problem(
                        "the way to %s was not found".formatted(node),
                        "`vagrant ssh-config %s` names no host and port".formatted(node),
                        "see %s, then `halab up` again".formatted(lab.log(node)))));
        if (config.proxied()) {
            throw HalabException.of(new Problem(
                    "%s cannot be reached".formatted(node),
                    "`vagrant ssh-config` leads there through another program (ProxyCommand), which halab does not use",
                    "choose a provider on this host: halab doctor --provider vagrant"));
        }
        return new Access(node, config.host(), config.port(), lab.privateKey(), hostKey, id);
    }

    private synchronized void remember(Access access) {
        Map<String, Access> all = lab.machines();
        all.put(access.node(), access);
        lab.write(topology.nodes().stream()
                .map(NodeSpec::name)
                .filter(all::containsKey)
                .map(all::get)
                .toList());
    }

    private static boolean greets(Access access) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(access.host(), access.port()), GREETING);
            socket.setSoTimeout(GREETING);
            InputStream in = socket.getInputStream();
            return new String(in.readNBytes(4), StandardCharsets.US_ASCII).equals("SSH-");
        } catch (IOException e) {
            return false;
        }
    }
}
