package dev.halab.node.ssh;

import dev.halab.machine.Access;
import java.io.IOException;
import java.security.PublicKey;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.ScheduledExecutorService;
import net.schmizz.sshj.Config;
import net.schmizz.sshj.SSHClient;
import net.schmizz.sshj.common.Buffer;
import net.schmizz.sshj.common.KeyType;
import net.schmizz.sshj.transport.verification.HostKeyVerifier;

/// Reads the host key of an SSH server without logging in, as `ssh-keyscan` does: ed25519 where it has one.
record ShownKey(Config config, ScheduledExecutorService clock) {
    private static final int CONNECT_MILLIS = 3000;

    String of(Access access, Deadline deadline) throws IOException {
        var client = new SSHClient(config);
        var way = new Way(access, config);
        var seen = new Seen();
        Watch watch = Watch.over(clock, deadline, () -> {
            Connection.closeNow(client);
            way.closeNow();
        });
        try {
            Login.prepare(client, Login.KEEP_ALIVE_SECONDS);
            client.setConnectTimeout(Math.min(CONNECT_MILLIS, deadline.leftMillis()));
            client.addHostKeyVerifier(seen);
            return Aside.call(
                    () -> {
                        way.connect(client, deadline);
                        return seen.text();
                    },
                    () -> false,
                    ignored -> {},
                    deadline);
        } finally {
            watch.stop();
            Connection.closeNow(client);
            way.closeNow();
        }
    }

    /// Accepts every key: nothing is said to the server but what it would tell anybody.
    private static final class Seen implements HostKeyVerifier {
        private volatile String key = "";

        @Override
        public boolean verify(String hostname, int port, PublicKey shown) {
            byte[] blob = new Buffer.PlainBuffer().putPublicKey(shown).getCompactData();
            key = KeyType.fromKey(shown) + " " + Base64.getEncoder().encodeToString(blob);
            return true;
        }

        @Override
        public List<String> findExistingAlgorithms(String hostname, int port) {
            return List.of("ssh-ed25519", "ecdsa-sha2-nistp256", "rsa-sha2-512", "rsa-sha2-256");
        }

        String text() throws IOException {
            if (key.isEmpty()) {
                throw new IOException("it showed no host key");
            }
            return key;
        }
    }
}
