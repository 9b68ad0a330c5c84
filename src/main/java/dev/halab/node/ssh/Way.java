package dev.halab.node.ssh;

import dev.halab.machine.Access;
import dev.halab.machine.Jump;
import java.io.IOException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import net.schmizz.sshj.Config;
import net.schmizz.sshj.SSHClient;
import net.schmizz.sshj.userauth.UserAuthException;
import org.jspecify.annotations.Nullable;

/// How the SSH server of a machine is reached: by a socket of this host, or by a tunnel of its jump host.
final class Way {
    /// OpenSSH drops connections at random once ten have not logged in yet.
    private static final Semaphore JUMPS = new Semaphore(6, true);

    private static final int CONNECT_MILLIS = 3000;

    private final Access access;
    private final Config config;
    private volatile @Nullable SSHClient jumpClient;
    private volatile boolean closed;

    Way(Access access, Config config) {
        this.access = access;
        this.config = config;
    }

    /// The jump host is in the way; that says nothing about the machine behind it.
    static final class Blocked extends IOException {
        private static final long serialVersionUID = 1L;

        private final String reason;

        Blocked(String reason, Throwable cause) {
            super(reason, cause);
            this.reason = reason;
        }

        String reason() {
            return reason;
        }
    }

    /// Connects `client` to the machine; it has still to log in.
    void connect(SSHClient client, Deadline deadline) throws IOException {
        if (access.jump().isEmpty()) {
            client.connect(access.host(), access.port());
            return;
        }
        Jump jump = access.jump().get();
        SSHClient through = logIn(jump, deadline);
        client.connectVia(through.newDirectConnection(access.host(), access.port()));
    }

    private SSHClient logIn(Jump jump, Deadline deadline) throws IOException {
        String name = "the jump host %s@%s:%d".formatted(jump.user(), jump.host(), jump.port());
        var client = new SSHClient(config);
        var hostKey = new PinnedHostKey(jump.hostKey());
        jumpClient = client;
        acquire(name, deadline);
        try {
            Login.prepare(client, Login.KEEP_ALIVE_SECONDS);
            client.setConnectTimeout(Math.min(CONNECT_MILLIS, deadline.leftMillis()));
            client.addHostKeyVerifier(hostKey);
            client.connect(jump.host(), jump.port());
            AgentKey.logIn(client, jump.user(), jump.key());
        } catch (UserAuthException e) {
            throw new Blocked("%s: %s".formatted(name, Login.why(e, jump.key())), e);
        } catch (IOException e) {
            throw new Blocked(
                    hostKey.refusedFingerprint()
                            .map(shown -> "%s shows another host key (%s) than was noted (%s)"
                                    .formatted(name, shown, hostKey.fingerprint()))
                            .orElse("%s does not answer: %s".formatted(name, e.getMessage())),
                    e);
        } finally {
            JUMPS.release();
        }
        if (closed) {
            closeNow();
            throw new IOException("closed while connecting");
        }
        return client;
    }

    private static void acquire(String name, Deadline deadline) throws IOException {
        try {
            if (!JUMPS.tryAcquire(deadline.leftNanos(), TimeUnit.NANOSECONDS)) {
                throw new IOException("no turn to log in to %s in time".formatted(name));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while waiting", e);
        }
    }

    /// Ends the connection to the jump host politely.
    void close() {
        closed = true;
        SSHClient client = jumpClient;
        if (client == null) {
            return;
        }
        try {
            client.disconnect();
        } catch (IOException e) {
            closeNow();
        }
    }

    /// Ends it without a word. Never blocks.
    void closeNow() {
        closed = true;
        SSHClient client = jumpClient;
        if (client != null) {
            Connection.closeNow(client);
        }
    }
}
