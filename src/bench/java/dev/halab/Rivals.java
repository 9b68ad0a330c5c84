package dev.halab;

import dev.halab.machine.Access;
import dev.halab.machine.Provider;
import dev.halab.topology.NodeSpec;
import dev.halab.topology.Topology;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// Programs that are started and waited for: `halab` itself, and scripts that assert the same of the same nodes.
final class Rivals implements AutoCloseable {
    private static final String SHARED =
            "cd /etc/kubernetes/pki && sudo cat ca.crt ca.key sa.key sa.pub front-proxy-ca.crt front-proxy-ca.key"
                    + " etcd/ca.crt etcd/ca.key | sha256sum | cut -d' ' -f1";

    private final Path folder;
    private final Topology topology;
    private final Path scripts;
    private String shared = "";
    private int asserted;

    private Rivals(Path folder, Topology topology, Path scripts) {
        this.folder = folder;
        this.topology = topology;
        this.scripts = scripts;
    }

    /// Writes how to reach the nodes and opens a master connection to each.
    static Rivals connect(Provider provider, Topology topology, Path scripts) throws IOException, InterruptedException {
        Rivals rivals = new Rivals(Files.createTempDirectory("hb"), topology, scripts);
        StringBuilder plain = new StringBuilder();
        StringBuilder known = new StringBuilder();
        for (NodeSpec node : topology.nodes()) {
            Access access = provider.access(node.name());
            plain.append("""
                    Host %s
                      HostName %s
                      Port %d
                      User halab
                      IdentityFile %s
                      IdentitiesOnly yes
                      UserKnownHostsFile %s/known_hosts
                      HostKeyAlias %s
                      LogLevel ERROR
                    """.formatted(
                    node.name(), access.host(), access.port(), access.key(), rivals.folder, node.name()));
            known.append("%s %s\n".formatted(node.name(), access.hostKey()));
        }
        Files.writeString(rivals.folder.resolve("known_hosts"), known);
        Files.writeString(rivals.folder.resolve("plain"), plain);
        Files.writeString(
                rivals.folder.resolve("master"),
                plain + "Host *\n  ControlMaster auto\n  ControlPersist yes\n  ControlPath %s/%%n\n".formatted(rivals.folder));
        for (NodeSpec node : topology.nodes()) {
            rivals.program(List.of("ssh", "-F", rivals.folder.resolve("master").toString(), node.name(), "true"), Map.of());
        }
        List<String> ask = List.of("ssh", "-F", rivals.folder.resolve("master").toString(), "cp-1", SHARED);
        rivals.shared = rivals.program(ask, Map.of()).out().strip();
        return rivals;
    }

    Duration plain(String how) throws IOException, InterruptedException {
        return script("plain.sh", "plain", how);
    }

    Duration batched() throws IOException, InterruptedException {
        return script("batched.sh", "master");
    }

    Duration halab(String... arguments) throws IOException, InterruptedException {
        return program(halabAnd(arguments), Map.of()).took();
    }

    Duration halabWithoutCache(String... arguments) throws IOException, InterruptedException {
        return program(halabAnd(arguments), Map.of("HALAB_AOT", "off")).took();
    }

    String sentence() {
        return "The scripts make %d assertions, each on one node; all held in every run.".formatted(asserted);
    }

    private List<String> halabAnd(String... arguments) {
        return Stream.concat(Stream.of(scripts.resolveSibling("halab").toString()), Stream.of(arguments))
                .toList();
    }

    private Duration script(String script, String config, String... arguments)
            throws IOException, InterruptedException {
        List<String> line = new ArrayList<>(List.of(scripts.resolve(script).toString()));
        line.addAll(List.of(arguments));
        Ended ended = program(
                line,
                Map.of(
                        "SSH_CONFIG", folder.resolve(config).toString(),
                        "NET", topology.prefix(),
                        "SHARED", shared));
        List<String> wrong =
                ended.out().lines().filter(said -> !said.startsWith("ok ")).toList();
        int right = (int) ended.out().lines().count() - wrong.size();
        asserted = asserted == 0 ? right : asserted;
        if (!wrong.isEmpty() || right != asserted) {
            throw new IllegalStateException("%s %s: %d right, %d before, wrong: %s"
                    .formatted(script, String.join(" ", arguments), right, asserted, wrong));
        }
        return ended.took();
    }

    private record Ended(Duration took, String out) {}

    private Ended program(List<String> line, Map<String, String> environment)
            throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(line)
                .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                .redirectError(folder.resolve("errors").toFile());
        builder.environment().putAll(environment);
        long start = System.nanoTime();
        Process process = builder.start();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        int status = process.waitFor();
        Duration took = Duration.ofNanos(System.nanoTime() - start);
        if (status != 0) {
            throw new IllegalStateException("%s ended with %d: %s%s"
                    .formatted(line, status, out, Files.readString(folder.resolve("errors"))));
        }
        return new Ended(took, out);
    }

    @Override
    public void close() throws IOException, InterruptedException {
        for (NodeSpec node : topology.nodes()) {
            program(List.of("ssh", "-F", folder.resolve("master").toString(), "-O", "exit", node.name()), Map.of());
        }
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
        Files.delete(folder);
    }
}
