package dev.halab.node.ssh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.halab.machine.Access;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import java.util.concurrent.TimeUnit;
import net.schmizz.sshj.SSHClient;
import net.schmizz.sshj.transport.verification.PromiscuousVerifier;
import net.schmizz.sshj.userauth.UserAuthException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// By the real `ssh-agent` of OpenSSH; skipped where that is not installed.
final class AgentTest {
    @TempDir
    private Path dir;

    private Process agent;
    private Agent asked;

    @BeforeEach
    void starts() throws IOException, InterruptedException {
        assumeTrue(runs("ssh-add", "-h"), "there is no ssh-agent");
        Path socket = dir.resolve("agent");
        agent = new ProcessBuilder("ssh-agent", "-D", "-a", socket.toString())
                .redirectErrorStream(true)
                .start();
        // its first words are said once it listens
        assertThat(agent.inputReader().readLine()).contains("SSH_AUTH_SOCK");
        asked = new Agent(socket);
    }

    @AfterEach
    void ends() {
        if (agent != null) {
            agent.destroy();
        }
    }

    @Test
    void a_key_that_the_agent_holds_logs_in_without_its_file() throws Exception {
        try (TestSshd sshd = new TestSshd(dir)) {
            Access access = sshd.access();
            Path half = publicHalf(access.key());
            assertThat(add(access.key())).isZero();
            Files.delete(access.key());

            try (SSHClient client = client(access)) {
                client.auth("halab", AgentKey.of(asked, half));

                assertThat(client.isAuthenticated()).isTrue();
            }
        }
    }

    @Test
    void an_rsa_key_is_signed_with_by_the_hash_that_was_agreed_on() throws Exception {
        Path key = dir.resolve("rsa");
        assertThat(runs("ssh-keygen", "-q", "-t", "rsa", "-b", "2048", "-N", "", "-f", key.toString()))
                .isTrue();
        assertThat(add(key)).isZero();
        byte[] blob = Base64.getDecoder()
                .decode(Files.readString(dir.resolve("rsa.pub")).split(" ")[1]);

        assertThat(new String(asked.sign(blob, new byte[] {1, 2, 3}, 4), StandardCharsets.US_ASCII))
                .contains("rsa-sha2-512");
        assertThat(new String(asked.sign(blob, new byte[] {1, 2, 3}, 2), StandardCharsets.US_ASCII))
                .contains("rsa-sha2-256");
    }

    @Test
    void a_key_that_the_agent_does_not_hold_is_said_to_be_none_of_its() throws Exception {
        try (TestSshd sshd = new TestSshd(dir);
                SSHClient client = client(sshd.access())) {
            Path half = publicHalf(sshd.access().key());

            assertThatThrownBy(() -> client.auth("halab", AgentKey.of(asked, half)))
                    .isInstanceOfSatisfying(
                            UserAuthException.class,
                            e -> assertThat(Login.why(e, half)).contains("the SSH agent does not sign", "ssh-add -l"));
        }
    }

    @Test
    void an_agent_that_is_gone_is_not_taken_for_a_refusal_of_the_server() throws Exception {
        try (TestSshd sshd = new TestSshd(dir);
                SSHClient client = client(sshd.access())) {
            Path half = publicHalf(sshd.access().key());
            Agent gone = new Agent(dir.resolve("nobody"));

            assertThatThrownBy(() -> client.auth("halab", AgentKey.of(gone, half)))
                    .isInstanceOfSatisfying(
                            UserAuthException.class,
                            e -> assertThat(Login.why(e, half))
                                    .contains("nobody answers for the SSH agent", "nobody ("));
        }
    }

    @Test
    void an_agent_that_is_gone_and_a_file_that_is_no_key_are_told() throws Exception {
        try (TestSshd sshd = new TestSshd(dir)) {
            Path half = publicHalf(sshd.access().key());
            byte[] key = {1};

            assertThatThrownBy(() -> new Agent(dir.resolve("nobody")).sign(key, key, 0))
                    .isInstanceOf(IOException.class);
            assertThatThrownBy(() -> AgentKey.of(asked, Files.writeString(half, "nonsense")))
                    .hasMessageContaining("is no public key of OpenSSH");
        }
    }

    private static SSHClient client(Access access) throws IOException {
        SSHClient client = new SSHClient();
        client.addHostKeyVerifier(new PromiscuousVerifier());
        client.connect(access.host(), access.port());
        return client;
    }

    private Path publicHalf(Path key) throws IOException, InterruptedException {
        // OpenSSH reads no private key that others may read
        Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-------"));
        Process process = new ProcessBuilder("ssh-keygen", "-y", "-f", key.toString()).start();
        String text = process.inputReader().readLine();
        assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
        return Files.writeString(dir.resolve("half.pub"), text + "\n");
    }

    private int add(Path key) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder("ssh-add", "-q", key.toString()).redirectErrorStream(true);
        builder.environment().put("SSH_AUTH_SOCK", asked.socket().toString());
        Process process = builder.start();
        assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
        return process.exitValue();
    }

    private static boolean runs(String... argv) {
        try {
            Process process = new ProcessBuilder(argv).redirectErrorStream(true).start();
            process.inputReader().lines().forEach(line -> {});
            return process.waitFor(20, TimeUnit.SECONDS) && (argv[1].equals("-h") || process.exitValue() == 0);
        } catch (IOException | InterruptedException e) {
            return false;
        }
    }
}
