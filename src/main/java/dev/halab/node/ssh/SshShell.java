package dev.halab.node.ssh;

import dev.halab.node.Shell;
import dev.halab.problem.HalabException;
import dev.halab.problem.Problem;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import net.schmizz.sshj.Config;
import net.schmizz.sshj.connection.ConnectionException;
import net.schmizz.sshj.connection.channel.direct.Session;
import net.schmizz.sshj.connection.channel.direct.SessionChannel;

/// A shell on an SSH session with a terminal. One thread reads, one writes; both end with the session.
final class SshShell implements Shell {
    private static final String TERM = "xterm-256color";
    private static final Duration LONGEST_OPENING = Duration.ofSeconds(15);
    private static final int CHUNK = 16 * 1024;

    /// What a node may send before it is read: more would have to be shown after Ctrl-C was typed.
    private static final int WINDOW = 64 * 1024;

    /// sshj lets a server go on with every read of a single byte, however much still waits to be read: what bounds
    /// that
    /// is the buffer of a channel, 16 MB without this.
    private static final int MOST_UNREAD = 2 * WINDOW;

    private final Login login;
    private final Listener listener;
    private final Runnable whenEnded;
    private final Connection connection;
    private final SessionChannel session;
    private final Outbox outbox = new Outbox();
    private final CountDownLatch told = new CountDownLatch(1);
    private final AtomicBoolean closedHere = new AtomicBoolean();

    private SshShell(
            Login login, Connection connection, SessionChannel session, Listener listener, Runnable whenEnded) {
        this.login = login;
        this.connection = connection;
        this.session = session;
        this.listener = listener;
        this.whenEnded = whenEnded;
    }

    /// What connections of shells agree on: like all others, and that little is read ahead.
    static Config config() {
        Config config = new ModernConfig();
        config.setMaxCircularBufferSize(MOST_UNREAD);
        return config;
    }

    /// Logs in and starts a shell.
    ///
    /// @param login for this shell alone
    /// @param whenEnded called once, when the shell has ended
    /// @throws HalabException if there is none to be had
    static SshShell open(Login login, String node, Size size, Listener listener, Runnable whenEnded) {
        Deadline deadline = Deadline.in(LONGEST_OPENING);
        try {
            Connection connection = login.connection(deadline);
            connection.takeAtMost(WINDOW);
            SessionChannel session = Aside.call(
                    () -> start(connection, size, deadline),
                    () -> !connection.alive(),
                    late -> connection.closeNow(),
                    deadline);
            var shell = new SshShell(login, connection, session, listener, whenEnded);
            shell.pump(node);
            return shell;
        } catch (LoginFailure e) {
            throw HalabException.of(e.problem(), e);
        } catch (IOException e) {
            login.close();
            throw HalabException.of(
                    new Problem("%s gives no shell".formatted(node), String.valueOf(e.getMessage()), "halab status"),
                    e);
        }
    }

    private static SessionChannel start(Connection connection, Size size, Deadline deadline) throws IOException {
        Session session = connection.session(deadline);
        session.allocatePTY(TERM, size.columns(), size.rows(), 0, 0, Map.of());
        preferUtf8(session);
        if (session.startShell() instanceof SessionChannel shell) {
            return shell;
        }
        throw new IOException("sshj made another kind of session than is known");
    }

    /// As ssh(1) does. A server that takes no variables has a locale of its own.
    private static void preferUtf8(Session session) throws IOException {
        try {
            session.setEnvVar("LANG", "C.UTF-8");
        } catch (ConnectionException e) {
            if (!session.isOpen()) {
                throw e;
            }
        }
    }

    private void pump(String node) {
        Thread.ofPlatform().name("shell of " + node + ", reading").daemon().start(this::read);
        Thread.ofPlatform().name("shell of " + node + ", writing").daemon().start(this::write);
    }

    private void read() {
        String why = "the node closed it";
        try {
            InputStream stream = session.getInputStream();
            byte[] chunk = new byte[CHUNK];
            for (int n = stream.read(chunk); n >= 0; n = stream.read(chunk)) {
                listener.received(chunk, n);
            }
        } catch (IOException e) {
            why = "the connection broke: " + message(e);
        } finally {
            end(why);
        }
    }

    private void end(String why) {
        outbox.close();
        OptionalInt status = closedHere.get() ? OptionalInt.empty() : awaitStatus();
        login.close();
        whenEnded.run();
        told.countDown();
        listener.closed(
                closedHere.get()
                        ? "it was closed here"
                        : status.isPresent() ? "it ended with status " + status.getAsInt() : why);
    }

    /// A server may send the status after the end of the output.
    private OptionalInt awaitStatus() {
        return Exchange.status(session, connection::alive, Deadline.in(Duration.ofSeconds(2)));
    }

    private void write() {
        try {
            OutputStream stream = session.getOutputStream();
            for (Optional<Outbox.Item> item = outbox.take(); item.isPresent(); item = outbox.take()) {
                switch (item.get()) {
                    case Outbox.Typed typed -> {
                        stream.write(typed.bytes());
                        stream.flush();
                    }
                    case Outbox.Resized resized ->
                        session.changeWindowDimensions(
                                resized.size().columns(), resized.size().rows(), 0, 0);
                }
            }
        } catch (IOException e) {
            // The reading thread finds out as well, and says why.
            outbox.close();
        }
    }

    @Override
    public void send(byte[] bytes) {
        outbox.put(new Outbox.Typed(bytes.clone()));
    }

    @Override
    public void resize(Size size) {
        outbox.put(new Outbox.Resized(size));
    }

    @Override
    public OptionalInt status() {
        return Exchange.statusNow(session);
    }

    @Override
    public void close() {
        if (told.getCount() > 0 && closedHere.compareAndSet(false, true)) {
            outbox.close();
            Thread.startVirtualThread(login::close);
        }
    }

    private static String message(IOException e) {
        String message = e.getMessage();
        return message == null || message.isBlank() ? "no reason was given" : message;
    }
}
