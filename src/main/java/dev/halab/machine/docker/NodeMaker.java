package dev.halab.machine.docker;

import dev.halab.machine.Access;
import dev.halab.machine.Progress;
import dev.halab.problem.HalabException;
import dev.halab.problem.Problem;
import dev.halab.program.Finished;
import dev.halab.topology.NodeSpec;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// Makes one node, or brings the one that is there to where it should be.
record NodeMaker(Engine engine, LabNames names, Machines machines, NewNode newNode) {
    private static final Duration BOOT = Duration.ofSeconds(90);
    private static final String HOST_KEY = "/etc/ssh/ssh_host_ed25519_key.pub";

    /// @return how to log in to the node, once its SSH server answers
    Access bringUp(NodeSpec node, Optional<Container> there, Progress progress) {
        Optional<Container> usable = there.filter(c -> !c.neverStarted());
        if (usable.isEmpty()) {
            progress.phase(node.name(), "create");
            if (there.isPresent()) {
                // created and never started: an earlier run was interrupted, and what is in it is not known
                newNode.removeHalfMade(node);
            }
            newNode.make(node);
        }
        return boot(node, usable, progress);
    }

    /// Makes a node of an image and leaves it stopped.
    void make(NodeSpec node, String image) {
        newNode.make(node, image);
    }

    /// Starts a node that was made, and does not wait for it.
    void start(NodeSpec node, Progress progress) {
        progress.phase(node.name(), "boot");
        start(node, Optional.empty());
    }

    /// Starts a node that was made unless it runs, and waits for it.
    Access boot(NodeSpec node, Progress progress) {
        return boot(node, Optional.empty(), progress);
    }

    private Access boot(NodeSpec node, Optional<Container> usable, Progress progress) {
        progress.phase(node.name(), "boot");
        start(node, usable);
        Access access = access(node);
        progress.phase(node.name(), "ssh");
        awaitSsh(node, access);
        progress.done(node.name());
        return access;
    }

    private void start(NodeSpec node, Optional<Container> there) {
        String container = names.container(node.name());
        String what = "machine %s did not start".formatted(node.name());
        switch (there.map(Container::engineState).orElse("exited")) {
            case "running" -> {}
            case "paused" -> engine.must(what, "unpause", container);
            default -> engine.must(what, "start", container);
        }
        if (there.isPresent() && !there.get().inNetwork(names.labNetwork())) {
            newNode.connect(node);
            // the routes went with the interface
            engine.ask("exec", container, "/usr/local/lib/halab/network");
        }
    }

    private Access access(NodeSpec node) {
        String name = names.container(node.name());
        Container container = engine.inspect("container", List.of(name)).stream()
                .findFirst()
                .map(Container::new)
                .orElseThrow(() -> HalabException.of(new Problem(
                        "machine %s is gone".formatted(node.name()),
                        "%s knows no container %s".formatted(engine.program(), name),
                        "halab up")));
        return new Access(
                node.name(),
                "127.0.0.1",
                Integer.parseInt(container.label(LabNames.PORT)),
                machines.privateKey(),
                hostKey(node),
                container.id());
    }

    /// The key that the node itself shows on the engine's own channel; made at its first boot.
    private String hostKey(NodeSpec node) {
        Wait wait = Wait.atMost(BOOT);
        while (true) {
            Finished finished = engine.ask("exec", names.container(node.name()), "/bin/cat", HOST_KEY);
            String[] words = finished.out().strip().split(" ");
            if (finished.ok() && words.length >= 2) {
                return words[0] + " " + words[1];
            }
            if (!wait.again()) {
                throw late(node, "its host key is not there: " + String.join(" ", finished.lastErrors(1)));
            }
        }
    }

    private void awaitSsh(NodeSpec node, Access access) {
        Wait wait = Wait.atMost(BOOT);
        while (!greets(access)) {
            if (!wait.again()) {
                throw late(node, "its SSH server does not answer on port " + access.port());
            }
        }
    }

    private static boolean greets(Access access) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(access.host(), access.port()), 1000);
            socket.setSoTimeout(2000);
            InputStream in = socket.getInputStream();
            return new String(in.readNBytes(4), StandardCharsets.US_ASCII).equals("SSH-");
        } catch (IOException e) {
            return false;
        }
    }

    private HalabException late(NodeSpec node, String why) {
        return HalabException.of(new Problem(
                "machine %s did not come up within %d s".formatted(node.name(), BOOT.toSeconds()),
                why,
                "see `%s logs %s`, then run `halab up` again"
                        .formatted(engine.program(), names.container(node.name()))));
    }
}
