package dev.halab.machine.docker;

import dev.halab.problem.HalabException;
import dev.halab.problem.Problem;
import dev.halab.program.Finished;
import dev.halab.topology.NodeSpec;
import dev.halab.topology.Topology;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Makes the container of a node with all that it has to know before its first start.
record NewNode(Engine engine, NodeImage image, LabNames names, Topology topology, Machines machines) {
    private static final Duration CREATE = Duration.ofSeconds(60);

    /// Makes the container and leaves it stopped. An engine finishes what an interrupted client asked it for: a
    /// container of an earlier run may still appear, and then gives way.
    void make(NodeSpec node) {
        make(node, image.reference());
    }

    /// The same of another image, for instance that of a checkpoint.
    void make(NodeSpec node, String reference) {
        String what = "machine %s was not made".formatted(node.name());
        List<String> arguments = arguments(node, reference);
        Wait wait = Wait.atMost(CREATE);
        Finished finished = engine.askPatiently(arguments.toArray(String[]::new));
        while (!finished.ok() && finished.error().contains("already in use") && wait.again()) {
            engine.askPatiently("rm", "--force", "--volumes", names.container(node.name()));
            finished = engine.askPatiently(arguments.toArray(String[]::new));
        }
        if (!finished.ok()) {
            throw engine.problem(what, finished, arguments.toArray(String[]::new));
        }
        connect(node);
        provision(node, what);
    }

    private List<String> arguments(NodeSpec node, String reference) {
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
        arguments.add(reference);
        return arguments;
    }

    /// Removes what an interrupted run left.
    void removeHalfMade(NodeSpec node) {
        engine.must(
                "the half-made machine %s was not removed".formatted(node.name()),
                "rm",
                "--force",
                "--volumes",
                names.container(node.name()));
    }

    /// Joins the node to the lab network with its own address.
    void connect(NodeSpec node) {
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
        // the volume is filled from the image by now: what changes from here on is the node's own
        copy(node, what, "/var/lib/halab-seeded", "");
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
