package dev.halab.machine.ssh;

import dev.halab.machine.Access;
import dev.halab.node.Command;
import dev.halab.node.Outcome;
import dev.halab.problem.HalabException;
import dev.halab.problem.Problem;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Hosts in memory, by the address where SSH reaches them.
final class FakeHosts implements Hosts {
    final Map<String, Host> hosts = new LinkedHashMap<>();
    final List<String> calls = new ArrayList<>();
    final List<Access> accesses = new ArrayList<>();

    /// A host as `host.sh` sees it.
    static final class Host {
        String key = "";
        String hostname = "";
        String address = "";
        String machineId = "";
        String owner = "";
        boolean root = true;
        boolean reachable = true;
        boolean breaksOff;

        private String look() {
            return "machine-id %s\nhostname %s\naddresses 127.0.0.1 %s \nroot %s\ninit systemd\n%s"
                    .formatted(
                            machineId,
                            hostname,
                            address,
                            root ? "yes" : "no",
                            owner.isEmpty()
                                    ? ""
                                    : "owner-lab %s\nowner-who ada@laptop\nowner-since 2026-11-23T09:00:00Z\n"
                                            .formatted(owner));
        }

        private Outcome take(String lab) {
            if (!owner.isEmpty() && !owner.equals(lab)) {
                return new Outcome(9, "lab %s\nwho ada@laptop\n".formatted(owner), "");
            }
            owner = lab;
            return breaksOff ? new Outcome(1, "", "useradd: no space left\n") : new Outcome(0, "", "");
        }

        private Outcome release(String lab) {
            if (owner.isEmpty()) {
                return new Outcome(0, "", "");
            }
            if (!owner.equals(lab)) {
                return new Outcome(9, "lab %s\n".formatted(owner), "");
            }
            owner = "";
            return new Outcome(0, "user learner with its files\n", "");
        }
    }

    /// Ctrl-C while that call runs, counted from 1.
    int interruptedCall;

    /// Whether what was asked for happens all the same.
    boolean late;

    Host add(String reached, String hostname, String address) {
        Host host = new Host();
        host.key = "ssh-ed25519 KEY-" + reached;
        host.hostname = hostname;
        host.address = address;
        host.machineId = "id-" + reached;
        hosts.put(reached, host);
        return host;
    }

    @Override
    public String shownKey(Access access) throws IOException {
        accesses.add(access);
        Host host = hosts.get(access.host());
        if (host == null || !host.reachable) {
            throw new IOException("Connection refused");
        }
        return host.key;
    }

    @Override
    public Outcome run(String user, Access access, Command command) {
        Host host = hosts.get(access.host());
        if (host == null) {
            throw new AssertionError("no host " + access.host());
        }
        String words = command.script().replaceFirst("(?s).*?exec sh -s (\\w+)", "$1");
        String verb = words.replaceFirst("(?s)\\W.*", "");
        calls.add("%s@%s %s".formatted(user, access.host(), verb));
        if (calls.size() == interruptedCall) {
            if (late) {
                answer(host, verb, words);
            }
            Thread.currentThread().interrupt();
            throw HalabException.of(new Problem("it was interrupted", "it was told to stop", "again"));
        }
        return answer(host, verb, words);
    }

    private static Outcome answer(Host host, String verb, String words) {
        return switch (verb) {
            case "look" -> new Outcome(0, host.look(), "");
            case "take" -> host.take(words.split("'")[1]);
            case "release" -> host.release(words.split("'")[1]);
            default -> throw new AssertionError("no answer for: " + words);
        };
    }
}
