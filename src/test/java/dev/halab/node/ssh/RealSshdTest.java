package dev.halab.node.ssh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.halab.fact.Fact;
import dev.halab.fact.Facts;
import dev.halab.fact.Reading.Seen;
import dev.halab.machine.Access;
import dev.halab.machine.SshKeyPair;
import dev.halab.node.Command;
import dev.halab.node.Node;
import dev.halab.node.NodeContract;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The same promises with OpenSSH's own server and sudo, where this machine happens to have both and the two users.
final class RealSshdTest implements NodeContract {
    @TempDir
    Path dir;

    private Process sshd;
    private SshNodes nodes;
    private Node node;
    private int port;

    @BeforeEach
    void startServer() throws Exception {
        for (String user : List.of("halab", "learner")) {
            assumeTrue(
                    ends("runuser", "-u", user, "--", "sudo", "-n", "true"), "there is no user " + user + " with sudo");
        }
        assumeTrue(Files.isExecutable(Path.of("/usr/sbin/sshd")), "there is no sshd");
        try (var free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        Files.setPosixFilePermissions(dir, PosixFilePermissions.fromString("rwxr-xr-x"));
        SshKeyPair host = SshKeys.generate();
        SshKeyPair user = SshKeys.generate();
        Path key = secret("key", user.privateKey());
        Path config = Files.writeString(dir.resolve("sshd_config"), """
                ListenAddress 127.0.0.1
                Port %d
                HostKey %s
                AuthorizedKeysFile %s
                PidFile none
                StrictModes no
                UsePAM no
                """.formatted(
                        port,
                        secret("host", host.privateKey()),
                        Files.writeString(dir.resolve("authorized"), user.authorizedKey())));
        Files.createDirectories(Path.of("/run/sshd"));
        sshd = new ProcessBuilder("/usr/sbin/sshd", "-D", "-f", config.toString())
                .inheritIO()
                .start();
        nodes = new SshNodes();
        node = nodes.open(new Access("cp-1", "127.0.0.1", port, key, host.authorizedKey(), "machine-1"));
        awaitServer();
    }

    @AfterEach
    void stopServer() throws Exception {
        if (sshd != null) {
            node.close();
            nodes.close();
            sshd.destroy();
            sshd.waitFor(5, TimeUnit.SECONDS);
        }
    }

    @Override
    public Node node() {
        return node;
    }

    @Test
    void facts_are_read_as_root() {
        Fact shadow = Facts.file("cp-1", "/etc/shadow");
        Fact clock = Facts.clock("cp-1");

        var readings = node.read(List.of(shadow, clock), Duration.ofSeconds(20));

        assertThat(readings.get(shadow))
                .isInstanceOfSatisfying(
                        Seen.class,
                        seen -> assertThat(seen.text())
                                .startsWith("regular 0640 root shadow ")
                                .contains("\nroot:"));
        assertThat(readings.get(clock)).isInstanceOf(Seen.class);
    }

    /// OpenSSH ends the streams first and says status and close together after that.
    @Test
    void short_commands_never_lose_their_status() {
        for (int i = 0; i < 150; i++) {
            assertThat(node.run(Command.asLearner("exit " + i % 7, Duration.ofSeconds(20)))
                            .status())
                    .isEqualTo(i % 7);
        }
    }

    @Test
    void what_sudo_started_is_killed_too() throws Exception {
        Path pid = Files.createDirectory(dir.resolve("open"));
        Files.setPosixFilePermissions(pid, PosixFilePermissions.fromString("rwxrwxrwx"));
        String script = "sudo sh -c 'echo $$ > %s/pid; exec sleep 300'".formatted(pid);

        assertThatThrownBy(() -> node.run(Command.asLearner(script, Duration.ofSeconds(3))))
                .hasMessageContaining("did not end within 3 s");

        Path process = Path.of("/proc", Files.readString(pid.resolve("pid")).strip());
        long deadline = System.nanoTime() + 5_000_000_000L;
        while (Files.exists(process) && System.nanoTime() < deadline) {
            Thread.onSpinWait();
        }
        assertThat(process).doesNotExist();
    }

    @Test
    void a_refused_tunnel_carries_the_reason_of_sshd() throws IOException {
        int closed;
        try (var gone = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            closed = gone.getLocalPort();
        }

        assertThatThrownBy(() -> node.tunnels().createSocket("127.0.0.1", closed))
                .isInstanceOf(ConnectException.class)
                .hasMessage("cp-1 could not connect to 127.0.0.1:%d: Connection refused".formatted(closed));
    }

    private void awaitServer() {
        long deadline = System.nanoTime() + 10_000_000_000L;
        while (System.nanoTime() < deadline) {
            try (var socket = new Socket()) {
                socket.connect(new InetSocketAddress("127.0.0.1", port), 1000);
                return;
            } catch (IOException e) {
                Thread.onSpinWait();
            }
        }
        throw new AssertionError("sshd does not listen");
    }

    private Path secret(String name, String text) throws IOException {
        Path file = Files.writeString(dir.resolve(name), text);
        return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    }

    private static boolean ends(String... command) throws InterruptedException {
        try {
            return new ProcessBuilder(command).start().waitFor() == 0;
        } catch (IOException e) {
            return false;
        }
    }
}
