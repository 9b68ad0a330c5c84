package dev.halab.node.ssh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.halab.machine.SshKeyPair;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import net.schmizz.sshj.SSHClient;
import net.schmizz.sshj.common.Buffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SshKeysTest {
    @TempDir
    Path dir;

    @Test
    void sshj_reads_the_private_key_and_finds_the_public_one() throws IOException {
        SshKeyPair keys = SshKeys.generate();

        try (var client = new SSHClient()) {
            byte[] blob = new Buffer.PlainBuffer()
                    .putPublicKey(client.loadKeys(write(keys).toString()).getPublic())
                    .getCompactData();

            assertThat(java.util.Base64.getEncoder().encodeToString(blob))
                    .isEqualTo(keys.authorizedKey().split(" ")[1]);
        }
    }

    @Test
    void ssh_keygen_reads_the_private_key_and_finds_the_public_one() throws Exception {
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/ssh-keygen")), "ssh-keygen is not on this machine");
        SshKeyPair keys = SshKeys.generate();

        Process keygen = new ProcessBuilder(
                        "/usr/bin/ssh-keygen", "-y", "-f", write(keys).toString())
                .start();

        assertThat(keygen.getInputStream().readAllBytes())
                .asString(StandardCharsets.US_ASCII)
                .isEqualTo(keys.authorizedKey() + "\n");
        assertThat(keygen.waitFor()).isZero();
    }

    @Test
    void two_pairs_differ_and_a_pair_does_not_show_its_secret() {
        SshKeyPair keys = SshKeys.generate();

        assertThat(keys.authorizedKey()).isNotEqualTo(SshKeys.generate().authorizedKey());
        assertThat(keys.toString()).doesNotContain("PRIVATE").isEqualTo(keys.authorizedKey());
    }

    private Path write(SshKeyPair keys) throws IOException {
        Path file = Files.writeString(dir.resolve("key"), keys.privateKey());
        return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    }
}
