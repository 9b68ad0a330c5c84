package dev.halab.node.ssh;

import java.io.IOException;
import java.net.Socket;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import net.schmizz.sshj.SSHClient;
import net.schmizz.sshj.connection.channel.direct.DirectConnection;
import net.schmizz.sshj.connection.channel.direct.Session;

/// One authenticated SSH connection. OpenSSH allows 10 sessions on one; two are enough here, and a tunnel is no
/// session.
///
/// A connection through a jump host that broke ends in sshj 0.40.0 with an ArrayIndexOutOfBoundsException at the
/// second thing sent (hierynomus/sshj issues 461 and 532), so unchecked exceptions count here as a broken connection.
final class Connection {
    private static final int MOST_SESSIONS = 2;
    private static final int MOST_TUNNELS = 16;

    private final SSHClient client;
    private final Way way;
    private final Semaphore sessions = new Semaphore(MOST_SESSIONS);
    private final Semaphore tunnels = new Semaphore(MOST_TUNNELS);
    private volatile boolean worked;
    private volatile boolean closed;

    Connection(SSHClient client, Way way) {
        this.client = client;
        this.way = way;
    }

    boolean alive() {
        return !closed && client.isConnected() && client.isAuthenticated();
    }

    /// Whether an answer has come through it, so that its end is worth a second try.
    boolean worked() {
        return worked;
    }

    void markWorked() {
        worked = true;
    }

    /// Lets the server send so many bytes ahead on every channel that is opened from now on.
    void takeAtMost(int window) {
        client.getConnection().setWindowSize(window);
    }

    /// Opens a session; [#release] it.
    Session session(Deadline deadline) throws IOException {
        acquire(sessions, deadline, "two sessions are running already");
        try {
            return client.startSession();
        } catch (IOException e) {
            sessions.release();
            throw e;
        } catch (RuntimeException e) {
            sessions.release();
            throw new IOException("the connection is closed", e);
        }
    }

    /// Closes a session, which waits for the server to agree.
    void release(Session session) {
        try {
            session.close();
        } catch (IOException | RuntimeException e) {
            // The session is gone, which is all that was wanted.
            closeNow();
        } finally {
            sessions.release();
        }
    }

    /// Opens a tunnel; [#release] it.
    DirectConnection tunnel(String host, int port, Deadline deadline) throws IOException {
        acquire(tunnels, deadline, "%d tunnels are open already".formatted(MOST_TUNNELS));
        try {
            DirectConnection tunnel = client.newDirectConnection(host, port);
            worked = true;
            return tunnel;
        } catch (IOException e) {
            tunnels.release();
            throw e;
        } catch (RuntimeException e) {
            tunnels.release();
            throw new IOException("the connection is closed", e);
        }
    }

    /// Closes a tunnel, which waits for the server to agree.
    void release(DirectConnection tunnel) {
        try {
            tunnel.close();
        } catch (IOException | RuntimeException e) {
            // The other tunnels may be well: whoever uses this connection next finds out.
        } finally {
            tunnels.release();
        }
    }

    private static void acquire(Semaphore slots, Deadline deadline, String full) throws IOException {
        try {
            if (!slots.tryAcquire(deadline.leftNanos(), TimeUnit.NANOSECONDS)) {
                throw new IOException(full);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while waiting", e);
        }
    }

    /// Ends the connection politely. May block for a while.
    void close() {
        closed = true;
        try {
            client.disconnect();
        } catch (IOException | RuntimeException e) {
            closeNow();
        }
        way.close();
    }

    /// Ends the connection without a word to the other side, who may not be there. Never blocks.
    void closeNow() {
        closed = true;
        closeNow(client);
        way.closeNow();
    }

    static void closeNow(SSHClient client) {
        Socket socket = client.getSocket();
        if (socket == null) {
            return;
        }
        try {
            socket.close();
        } catch (IOException e) {
            // A socket that cannot be closed is of no use to anyone either.
        }
    }
}
