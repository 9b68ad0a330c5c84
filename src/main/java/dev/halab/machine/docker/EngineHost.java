package dev.halab.machine.docker;

import dev.halab.machine.Script;
import dev.halab.problem.HalabException;
import dev.halab.problem.Problem;
import dev.halab.program.Finished;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/// The machine that the engine runs on, which on macOS and Windows is a virtual one. It is reached through a
/// short-lived container in its network namespace, so neither root nor iptables is needed here.
///
/// @param image the node image, which brings iptables
record EngineHost(Engine engine, String image) {
    /// What the container may do: packet filters, and values below /proc/sys. Not `--privileged`: that asks for
    /// every capability, and an engine which lacks one itself starts no such container.
    private static final List<String> RIGHTS = List.of(
            "--network=host",
            "--cap-add=NET_ADMIN",
            "--cap-add=NET_RAW",
            "--security-opt=systempaths=unconfined",
            "--security-opt=apparmor=unconfined");

    /// Rejects everything from the lab's bridges to anywhere else, and checks that the rules stand.
    ///
    /// @throws HalabException if they do not; no node may be started then
    void contain(LabNames names) {
        Finished finished = run("contain", names.natBridge(), names.labBridge());
        if (!finished.ok()) {
            throw HalabException.of(new Problem(
                    "the lab's network was not closed off, so no machine is started",
                    "the packet filter of the engine's host refused the rule (status %d): %s"
                            .formatted(finished.status(), String.join("\n", finished.lastErrors(3))),
                    "see that iptables and ip6tables work there, then run `halab up` again"));
        }
    }

    /// Takes the rules away again.
    void release(LabNames names) {
        run("release", names.natBridge(), names.labBridge());
    }

    /// How many packets the rules have rejected since they were made; empty if that cannot be seen.
    OptionalLong rejected(LabNames names) {
        Finished finished = run("packets", names.natBridge(), names.labBridge());
        String count = finished.out().strip();
        return finished.ok() && count.matches("\\d{1,18}")
                ? OptionalLong.of(Long.parseLong(count))
                : OptionalLong.empty();
    }

    /// Sets the two values of the kernel that nodes need and cannot set.
    void settings() {
        Finished finished = run("settings");
        if (!finished.ok()) {
            throw HalabException.of(new Problem(
                    "the kernel's limits are too low for a lab",
                    "nf_conntrack_max or inotify's max_user_instances cannot be set: "
                            + String.join("\n", finished.lastErrors(3)),
                    "sudo sysctl -w net.netfilter.nf_conntrack_max=131072 fs.inotify.max_user_instances=8192"));
        }
    }

    private Finished run(String verb, String... bridges) {
        List<String> arguments = new ArrayList<>(List.of("run", "--rm"));
        arguments.addAll(RIGHTS);
        arguments.addAll(List.of("--entrypoint", "/bin/sh", image, "-c", script(), "host.sh", verb));
        arguments.addAll(List.of(bridges));
        return engine.ask(arguments.toArray(String[]::new));
    }

    private static String script() {
        return Script.text(EngineHost.class, "host.sh");
    }
}
