package dev.halab.node.ssh;

import dev.halab.fact.Reading.Reason;
import dev.halab.machine.Access;
import dev.halab.problem.Problem;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import net.schmizz.keepalive.KeepAliveRunner;
import net.schmizz.sshj.Config;
import net.schmizz.sshj.SSHClient;
import net.schmizz.sshj.userauth.UserAuthException;
import org.jspecify.annotations.Nullable;

/// Logs in to one machine as one user for one purpose, when first needed, and keeps the connection.
final class Login {
    private static final int CONNECT_MILLIS = 3000;
    private static final int ANSWER_MILLIS = 15_000;
    /// With [#KEEP_ALIVE_COUNT] this is how long a dead machine goes unnoticed.
    static final int KEEP_ALIVE_SECONDS = 5;

    private static final int KEEP_ALIVE_COUNT = 3;
    private static final Duration LONGEST_FAREWELL = Duration.ofSeconds(1);

    private final Access access;
    private final String user;
    private final Config config;
    private final ScheduledExecutorService clock;
    private final int keepAliveSeconds;
    private final ReentrantLock opening = new ReentrantLock();
    private @Nullable Connection kept;

    Login(Access access, String user, Config config, ScheduledExecutorService clock) {
        this(access, user, config, clock, KEEP_ALIVE_SECONDS);
    }

    Login(Access access, String user, Config config, ScheduledExecutorService clock, int keepAliveSeconds) {
        this.access = access;
        this.user = user;
        this.config = config;
        this.clock = clock;
        this.keepAliveSeconds = keepAliveSeconds;
    }

    /// The connection, a new one if there is none that lives.
    ///
    /// @throws LoginFailure if none can be had before the deadline
    Connection connection(Deadline deadline) throws LoginFailure {
        try {
            if (!opening.tryLock(deadline.leftNanos(), TimeUnit.NANOSECONDS)) {
                throw unreachable("nobody answered in time", null);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw unreachable("interrupted while waiting for it", e);
        }
        try {
            Connection connection = kept;
            if (connection == null || !connection.alive()) {
                connection = open(deadline);
                kept = connection;
            }
            return connection;
        } finally {
            opening.unlock();
        }
    }

    /// Ends the connection if there is one.
    void close() {
        opening.lock();
        try {
            Connection connection = kept;
            if (connection != null) {
                kept = null;
                Watch watch = Watch.over(clock, Deadline.in(LONGEST_FAREWELL), connection::closeNow);
                connection.close();
                watch.stop();
            }
        } finally {
            opening.unlock();
        }
    }

    private Connection open(Deadline deadline) throws LoginFailure {
        var client = new SSHClient(config);
        var hostKey = new PinnedHostKey(access.hostKey());
        var way = new Way(access, config);
        Watch watch = Watch.over(clock, deadline, () -> {
            Connection.closeNow(client);
            way.closeNow();
        });
        boolean done = false;
        try {
            client.setConnectTimeout(Math.min(CONNECT_MILLIS, deadline.leftMillis()));
            client.addHostKeyVerifier(hostKey);
            Connection connection =
                    Aside.call(() -> logIn(client, way, deadline), () -> false, Connection::closeNow, deadline);
            done = true;
            return connection;
        } catch (Way.Blocked e) {
            throw unreachable(deadline.passed() ? "no answer in time" : e.reason(), e);
        } catch (UserAuthException e) {
            throw denied(e, deadline);
        } catch (IOException e) {
            throw hostKey.refusedFingerprint().isPresent() ? changed(hostKey, e) : unreachable(reason(e, deadline), e);
        } finally {
            watch.stop();
            if (!done) {
                Connection.closeNow(client);
                way.closeNow();
            }
        }
    }

    private Connection logIn(SSHClient client, Way way, Deadline deadline) throws IOException {
        prepare(client, keepAliveSeconds);
        way.connect(client, deadline);
        AgentKey.logIn(client, user, access.key());
        return new Connection(client, way);
    }

    /// What must be set before connecting.
    static void prepare(SSHClient client, int keepAliveSeconds) {
        client.setSocketFactory(new PromptSockets());
        client.getTransport().setTimeoutMs(ANSWER_MILLIS);
        client.getConnection().setTimeoutMs(ANSWER_MILLIS);
        keepAlive(client, keepAliveSeconds);
    }

    /// Must be set before connecting: sshj starts the thread then.
    private static void keepAlive(SSHClient client, int keepAliveSeconds) {
        if (client.getConnection().getKeepAlive() instanceof KeepAliveRunner runner) {
            runner.setMaxAliveCount(KEEP_ALIVE_COUNT);
            runner.setKeepAliveInterval(keepAliveSeconds);
        }
    }

    private LoginFailure denied(UserAuthException cause, Deadline deadline) {
        if (deadline.passed()) {
            return unreachable(reason(cause, deadline), cause);
        }
        return new LoginFailure(
                Reason.DENIED,
                new Problem(
                        "%s does not let '%s' log in".formatted(access.node(), user),
                        "%s:%d: %s".formatted(access.host(), access.port(), why(cause, access.key())),
                        "halab up --only " + access.node()),
                cause);
    }

    /// A key that no agent signs with was never shown to the server.
    static String why(UserAuthException cause, Path key) {
        for (Throwable each = cause; each != null; each = each.getCause()) {
            if (each instanceof AgentRefusal refusal) {
                return String.valueOf(refusal.getMessage());
            }
        }
        return "it refused the key `%s`".formatted(key);
    }

    private LoginFailure changed(PinnedHostKey hostKey, IOException cause) {
        return new LoginFailure(
                Reason.DENIED,
                new Problem(
                        "%s shows another host key than when it was made".formatted(access.node()),
                        "%s:%d shows %s, and %s was noted; it is another machine, or somebody stands in between"
                                .formatted(
                                        access.host(),
                                        access.port(),
                                        hostKey.refusedFingerprint().orElse("no key"),
                                        hostKey.fingerprint()),
                        "halab destroy && halab up"),
                cause);
    }

    private LoginFailure unreachable(String why, @Nullable Throwable cause) {
        return new LoginFailure(
                Reason.UNREACHABLE,
                new Problem(
                        "%s cannot be reached".formatted(access.node()),
                        "SSH to %s:%d as %s: %s".formatted(access.host(), access.port(), user, why),
                        "halab status"),
                cause);
    }

    private static String reason(IOException e, Deadline deadline) {
        if (deadline.passed()) {
            return "no answer in time";
        }
        Throwable cause = e;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        String message = cause.getMessage();
        return message == null || message.isBlank()
                ? "the connection broke"
                : message.lines().findFirst().orElseThrow();
    }
}
