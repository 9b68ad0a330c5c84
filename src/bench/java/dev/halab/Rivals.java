package dev.halab;

import dev.halab.machine.Access;
import dev.halab.machine.Provider;
import dev.halab.topology.NodeSpec;
import dev.halab.topology.Topology;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// Programs that are started and waited for: `halab` itself, and those that assert the same of the same nodes.
final class Rivals implements AutoCloseable {
    /// The longest that one of them may take.
    static final Duration LIMIT = Duration.ofSeconds(60);

    private static final String SHARED =
            "cd /etc/kubernetes/pki && sudo cat ca.crt ca.key sa.key sa.pub front-proxy-ca.crt front-proxy-ca.key"
                    + " etcd/ca.crt etcd/ca.key | sha256sum | cut -d' ' -f1";

    private final Path folder;
    private final Topology topology;
    private final Path scripts;
    private final String known;
    private final Path halabHome;
    private String shared = "";
    private int masters;

    private Rivals(Path folder, Topology topology, Path scripts, Path halabHome, String known) {
        this.folder = folder;
        this.topology = topology;
        this.scripts = scripts;
        this.halabHome = halabHome;
        this.known = known;
    }

    /// Writes how to reach the nodes and opens a master connection to each.
    static Rivals connect(Provider provider, Topology topology, Path scripts, Path halabHome)
            throws IOException, InterruptedException {
        Path folder = Files.createTempDirectory("hb");
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
                      ConnectTimeout 5
                      LogLevel ERROR
                    """.formatted(node.name(), access.host(), access.port(), access.key(), folder, node.name()));
            known.append("%s %s\n".formatted(node.name(), access.hostKey()));
        }
        Files.writeString(folder.resolve("known_hosts"), known);
        Files.writeString(folder.resolve("plain"), plain);
        Rivals rivals = new Rivals(folder, topology, scripts, halabHome, plain.toString());
        Path warm = rivals.master();
        for (NodeSpec node : topology.nodes()) {
            rivals.program(List.of("ssh", "-F", warm.toString(), node.name(), "true"), Map.of());
        }
        rivals.shared = rivals.program(List.of("ssh", "-F", warm.toString(), "cp-1", SHARED), Map.of()).out().strip();
        return rivals;
    }

    /// One that finds master connections open.
    Ended warm(String script, String... arguments) throws IOException, InterruptedException {
        return script(script, folder.resolve("master-1"), arguments);
    }

    /// One that has to open connections, and may keep them for as long as it runs.
    Ended cold(String script, String... arguments) throws IOException, InterruptedException {
        Path config = master();
        try {
            return script(script, config, arguments);
        } finally {
            exit(config);
        }
    }

    /// One that opens a connection for everything it asks.
    Ended plain(String script, String... arguments) throws IOException, InterruptedException {
        return script(script, folder.resolve("plain"), arguments);
    }

    Judgement halab(String... arguments) throws IOException, InterruptedException {
        return halab(Map.of(), arguments);
    }

    Judgement halabWithoutCache(String... arguments) throws IOException, InterruptedException {
        return halab(Map.of("HALAB_AOT", "off"), arguments);
    }

    private Judgement halab(Map<String, String> environment, String... arguments)
            throws IOException, InterruptedException {
        List<String> line = new ArrayList<>(List.of(scripts.resolveSibling("halab").toString()));
        line.addAll(List.of(arguments));
        Map<String, String> all = new HashMap<>(environment);
        all.put("HALAB_HOME", halabHome.toString());
        Ended ended = program(line, all);
        Judgement.Said said = ended.inTime() && ended.status() == 0 ? Judgement.Said.RIGHT : Judgement.Said.UNTOLD;
        List<String> why = said == Judgement.Said.RIGHT
                ? List.of()
                : Files.readAllLines(folder.resolve("errors")).stream().limit(3).toList();
        return new Judgement(said, why, 1, ended.took());
    }

    private Path master() throws IOException {
        masters++;
        Path config = folder.resolve("master-" + masters);
        Files.writeString(
                config,
                known + "Host *\n  ControlMaster auto\n  ControlPersist yes\n  ControlPath %s/%d-%%n\n"
                        .formatted(folder, masters));
        return config;
    }

    private void exit(Path config) throws IOException, InterruptedException {
        for (NodeSpec node : topology.nodes()) {
            program(List.of("ssh", "-F", config.toString(), "-O", "exit", node.name()), Map.of());
        }
    }

    private Ended script(String script, Path config, String... arguments) throws IOException, InterruptedException {
        List<String> line = new ArrayList<>(List.of(scripts.resolve(script).toString()));
        line.addAll(List.of(arguments));
        return program(
                line,
                Map.of(
                        "SSH_CONFIG", config.toString(),
                        "NET", topology.prefix(),
                        "SHARED", shared,
                        "PORT", Integer.toString(freePort())));
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /// @param inTime whether it ended by itself
    record Ended(Duration took, String out, int status, boolean inTime) {}

    private Ended program(List<String> line, Map<String, String> environment)
            throws IOException, InterruptedException {
        Path out = folder.resolve("out");
        ProcessBuilder builder = new ProcessBuilder(line)
                .redirectInput(Path.of("/dev/null").toFile())
                .redirectOutput(out.toFile())
                .redirectError(folder.resolve("errors").toFile());
        builder.environment().putAll(environment);
        long start = System.nanoTime();
        Process process = builder.start();
        boolean inTime = process.waitFor(LIMIT.toMillis(), TimeUnit.MILLISECONDS);
        Duration took = Duration.ofNanos(System.nanoTime() - start);
        if (!inTime) {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly().waitFor();
        }
        return new Ended(took, Files.readString(out), process.exitValue(), inTime);
    }

    @Override
    public void close() throws IOException, InterruptedException {
        exit(folder.resolve("master-1"));
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
        Files.delete(folder);
    }
}
