package dev.halab.machine.docker;

import dev.halab.problem.HalabException;
import dev.halab.problem.Problem;
import dev.halab.program.Finished;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// The machine that the engine runs on, which on macOS and Windows is a virtual one. It is reached through a
/// short-lived privileged container in its network namespace, so neither root nor iptables is needed here.
///
/// @param image the node image, which brings iptables
record EngineHost(Engine engine, String image) {
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
        List<String> arguments = new ArrayList<>(List.of(
                "run", "--rm", "--privileged", "--network", "host", "--entrypoint", "/bin/sh", image, "-c", script()));
        arguments.add("host.sh");
        arguments.add(verb);
        arguments.addAll(List.of(bridges));
        return engine.ask(arguments.toArray(String[]::new));
    }

    private static String script() {
        try (InputStream in = EngineHost.class.getResourceAsStream("host.sh")) {
            if (in == null) {
                throw new IllegalStateException("host.sh is not in the jar");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
