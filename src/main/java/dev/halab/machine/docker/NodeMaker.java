package dev.halab.machine.docker;

import dev.halab.machine.Access;
import dev.halab.machine.Progress;
import dev.halab.problem.HalabException;
import dev.halab.problem.Problem;
import dev.halab.program.Finished;
import dev.halab.topology.NodeSpec;
import dev.halab.topology.Topology;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Makes one node, or brings the one that is there to where it should be.
record NodeMaker(Engine engine, NodeImage image, LabNames names, Topology topology, Machines machines) {
    private static final Duration BOOT = Duration.ofSeconds(90);
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(200);
    private static final String HOST_KEY = "/etc/ssh/ssh_host_ed25519_key.pub";

    /// @return how to log in to the node, once its SSH server answers
    Access bringUp(NodeSpec node, Optional<Container> there, Progress progress) {
        Optional<Container> usable = there.filter(c -> !c.neverStarted());
        if (there.isPresent() && usable.isEmpty()) {
            // created and never started: an earlier run was interrupted, and what is in it is not known
            engine.must(
                    "the half-made machine %s was not removed".formatted(node.name()),
                    "rm",
                    "--force",
                    "--volumes",
                    names.container(node.name()));
        }
        if (usable.isEmpty()) {
            progress.phase(node.name(), "create");
            create(node);
        }
        progress.phase(node.name(), "boot");
        start(node, usable);
        Access access = access(node);
        progress.phase(node.name(), "ssh");
        awaitSsh(access);
        progress.done(node.name());
        return access;
    }

    private void create(NodeSpec node) {
        List<String> arguments = new ArrayList<>(List.of("create", "--name", names.container(node.name())));
        arguments.addAll(List.of("--hostname", node.name(), "--network", names.natNetwork()));
        int port = freePort();
        arguments.addAll(List.of("--publish", "127.0.0.1:%d:22".formatted(port)));
        Map<String, String> labels = Map.of(
                LabNames.LABEL, names.prefix(),
                LabNames.TOPOLOGY, topology.name(),
                LabNames.PORT, Integer.toString(port));
        labels.forEach((k, v) -> arguments.addAll(List.of("--label", k + "=" + v)));
        arguments.addAll(image.arguments());
        arguments.add(image.reference());
        String what = "machine %s was not made".formatted(node.name());
        engine.must(what, arguments.toArray(String[]::new));
        connect(node);
        provision(node, what);
    }

    private void connect(NodeSpec node) {
        engine.must(
                "machine %s was not joined to the lab network".formatted(node.name()),
                "network",
                "connect",
                "--ip",
                node.address(),
                names.labNetwork(),
                names.container(node.name()));
    }

    /// Hands the node what only this lab knows: names, the network, the keys that may log in.
    private void provision(NodeSpec node, String what) {
        String hosts = topology.nodes().stream()
                .map(n -> "%s %s\n".formatted(n.address(), n.name()))
                .collect(Collectors.joining());
        copy(node, what, "/etc/halab/hosts", hosts);
        copy(node, what, "/etc/halab/network", names.subnet() + "\n");
        String key = read(machines.publicKey());
        copy(node, what, "/etc/ssh/authorized_keys.d/halab", key);
        copy(node, what, "/etc/ssh/authorized_keys.d/learner", key);
    }

    private void copy(NodeSpec node, String what, String path, String text) {
        Path file = null;
        try {
            file = Files.createTempFile("halab", ".tmp");
            Files.writeString(file, text);
            engine.must(what, "cp", file.toString(), names.container(node.name()) + ":" + path);
        } catch (IOException e) {
            throw HalabException.of(
                    new Problem(what, "no temporary file: " + e.getMessage(), "make room, then run `halab up` again"),
                    e);
        } finally {
            delete(file);
        }
    }

    private static void delete(@Nullable Path file) {
        try {
            if (file != null) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            // a left-over temporary file without secrets harms nobody
            file.toFile().deleteOnExit();
        }
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
            connect(node);
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
        long deadline = System.nanoTime() + BOOT.toNanos();
        while (true) {
            Finished finished = engine.ask("exec", names.container(node.name()), "cat", HOST_KEY);
            String[] words = finished.out().strip().split(" ");
            if (finished.ok() && words.length >= 2) {
                return words[0] + " " + words[1];
            }
            pause(deadline, node, "its host key is not there: " + String.join(" ", finished.lastErrors(1)));
        }
    }

    private void awaitSsh(Access access) {
        long deadline = System.nanoTime() + BOOT.toNanos();
        NodeSpec node = topology.node(access.node()).orElseThrow();
        while (!greets(access)) {
            pause(deadline, node, "its SSH server does not answer on port " + access.port());
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

    private void pause(long deadline, NodeSpec node, String why) {
        if (System.nanoTime() > deadline) {
            throw HalabException.of(new Problem(
                    "machine %s did not come up within %d s".formatted(node.name(), BOOT.toSeconds()),
                    why,
                    "see `%s logs %s`, then run `halab up` again"
                            .formatted(engine.program(), names.container(node.name()))));
        }
        try {
            Pause.of(BETWEEN_LOOKS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw HalabException.of(
                    new Problem("`up` was interrupted", "machine %s was booting".formatted(node.name()), "halab up"),
                    e);
        }
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw HalabException.of(
                    new Problem("no port for a machine's SSH server", String.valueOf(e.getMessage()), "halab up"), e);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw HalabException.of(
                    new Problem(
                            "the lab's key cannot be read",
                            file + ": " + e.getMessage(),
                            "halab destroy, then halab up"),
                    e);
        }
    }
}
