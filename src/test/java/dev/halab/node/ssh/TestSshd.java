package dev.halab.node.ssh;

import dev.halab.machine.Access;
import dev.halab.machine.SshKeyPair;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.sshd.client.future.DefaultOpenFuture;
import org.apache.sshd.client.future.OpenFuture;
import org.apache.sshd.common.NamedResource;
import org.apache.sshd.common.channel.Channel;
import org.apache.sshd.common.channel.exception.SshChannelOpenException;
import org.apache.sshd.common.config.keys.FilePasswordProvider;
import org.apache.sshd.common.keyprovider.KeyPairProvider;
import org.apache.sshd.common.session.Session;
import org.apache.sshd.common.util.buffer.Buffer;
import org.apache.sshd.common.util.security.SecurityUtils;
import org.apache.sshd.server.Environment;
import org.apache.sshd.server.ExitCallback;
import org.apache.sshd.server.SshServer;
import org.apache.sshd.server.channel.ChannelSession;
import org.apache.sshd.server.channel.ChannelSessionFactory;
import org.apache.sshd.server.command.Command;
import org.apache.sshd.server.forward.AcceptAllForwardingFilter;
import org.apache.sshd.server.forward.DirectTcpipFactory;

/// An SSH server in this JVM. It runs commands in the local shell without sudo, or behaves as badly as it is told.
final class TestSshd implements AutoCloseable {
    /// What the server does with a command instead of running it.
    interface Behaviour {
        /// @return the exit status
        int run(String command, Streams streams) throws IOException, InterruptedException;
    }

    /// The three streams of a command, and the session to break.
    record Streams(InputStream in, OutputStream out, OutputStream err, ChannelSession channel) {
        void say(String text) throws IOException {
            out.write(text.getBytes(StandardCharsets.UTF_8));
            out.flush();
        }

        /// Reads the script and answers it like a node, in bytes.
        byte[] answer(String command) throws IOException, InterruptedException {
            Process shell = shell(command);
            try (OutputStream input = shell.getOutputStream()) {
                in.transferTo(input);
            }
            byte[] answer = shell.getInputStream().readAllBytes();
            shell.waitFor();
            return answer;
        }

        void cut() {
            channel.getSession().close(true);
        }
    }

    static final Behaviour LOCAL_SHELL = TestSshd::local;

    private final SshServer server = SshServer.setUpDefaultServer();
    private final AtomicInteger commands = new AtomicInteger();
    private final AtomicInteger logins = new AtomicInteger();
    private final Path keyFile;
    private String hostKey;
    private volatile Behaviour behaviour = LOCAL_SHELL;
    private volatile boolean refuseLogins;
    private volatile boolean refuseSessions;

    TestSshd(Path dir) {
        try {
            SshKeyPair user = SshKeys.generate();
            keyFile = Files.writeString(dir.resolve("key-" + System.nanoTime()), user.privateKey());
            hostKey = "";
            newHostKey();
            KeyPair accepted = pair(user);
            server.setHost("127.0.0.1");
            server.setPublickeyAuthenticator((name, key, session) -> {
                logins.incrementAndGet();
                return !refuseLogins && List.of("halab", "learner").contains(name) && key.equals(accepted.getPublic());
            });
            server.setCommandFactory((channel, line) -> new ScriptedCommand(channel, line));
            server.setShellFactory(channel -> new TestShell());
            server.setForwardingFilter(AcceptAllForwardingFilter.INSTANCE);
            server.setChannelFactories(List.of(new Sessions(), DirectTcpipFactory.INSTANCE));
            server.start();
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    int port() {
        return server.getPort();
    }

    Access access() {
        return access(port());
    }

    Access access(int port) {
        return new Access("cp-1", "127.0.0.1", port, keyFile, hostKey, "machine-1");
    }

    void behaves(Behaviour badly) {
        behaviour = badly;
    }

    void refuseLogins() {
        refuseLogins = true;
    }

    void refuseSessions() {
        refuseSessions = true;
    }

    /// Another host key, as if the machine had been made again; connections stay.
    void newHostKey() throws IOException, GeneralSecurityException {
        SshKeyPair host = SshKeys.generate();
        server.setKeyPairProvider(KeyPairProvider.wrap(pair(host)));
        hostKey = host.authorizedKey().substring(0, host.authorizedKey().lastIndexOf(' '));
    }

    int commands() {
        return commands.get();
    }

    int logins() {
        return logins.get();
    }

    void cutAll() {
        server.getActiveSessions().forEach(session -> session.close(true));
    }

    private static KeyPair pair(SshKeyPair keys) throws IOException, GeneralSecurityException {
        return SecurityUtils.loadKeyPairIdentities(
                        null,
                        NamedResource.ofName("key"),
                        new ByteArrayInputStream(keys.privateKey().getBytes(StandardCharsets.US_ASCII)),
                        FilePasswordProvider.EMPTY)
                .iterator()
                .next();
    }

    @Override
    public void close() {
        try {
            server.stop(true);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Process shell(String command) throws IOException {
        return new ProcessBuilder("setsid", "/bin/sh", "-c", command.replaceAll("(/usr/bin/)?sudo -n ", "")).start();
    }

    private static int local(String command, Streams streams) throws IOException, InterruptedException {
        Process shell = shell(command);
        Thread input = Thread.ofVirtual().start(() -> copy(streams.in(), shell.getOutputStream(), true));
        Thread error = Thread.ofVirtual().start(() -> copy(shell.getErrorStream(), streams.err(), false));
        copy(shell.getInputStream(), streams.out(), false);
        error.join();
        int status = shell.waitFor();
        input.interrupt();
        return status;
    }

    private static void copy(InputStream from, OutputStream to, boolean closing) {
        byte[] chunk = new byte[8192];
        try {
            for (int n = from.read(chunk); n >= 0; n = from.read(chunk)) {
                to.write(chunk, 0, n);
                to.flush();
            }
            if (closing) {
                to.close();
            }
        } catch (IOException e) {
            // One side went away; the other will notice.
        }
    }

    private final class Sessions extends ChannelSessionFactory {
        @Override
        public Channel createChannel(Session session) throws IOException {
            if (!refuseSessions) {
                return super.createChannel(session);
            }
            return new ChannelSession() {
                @Override
                public OpenFuture open(long recipient, long window, long packet, Buffer buffer) {
                    var refused = new DefaultOpenFuture(this, this);
                    refused.setException(new SshChannelOpenException(recipient, 1, "open failed"));
                    return refused;
                }
            };
        }
    }

    private final class ScriptedCommand implements Command {
        private final ChannelSession channel;
        private final String line;
        private InputStream in = InputStream.nullInputStream();
        private OutputStream out = OutputStream.nullOutputStream();
        private OutputStream err = OutputStream.nullOutputStream();
        private ExitCallback exit = (status, message, immediately) -> {};

        ScriptedCommand(ChannelSession channel, String line) {
            this.channel = channel;
            this.line = line;
        }

        @Override
        public void setInputStream(InputStream in) {
            this.in = in;
        }

        @Override
        public void setOutputStream(OutputStream out) {
            this.out = out;
        }

        @Override
        public void setErrorStream(OutputStream err) {
            this.err = err;
        }

        @Override
        public void setExitCallback(ExitCallback exit) {
            this.exit = exit;
        }

        @Override
        public void start(ChannelSession session, Environment environment) {
            commands.incrementAndGet();
            Thread.ofPlatform().daemon().start(this::run);
        }

        private void run() {
            try {
                exit.onExit(behaviour.run(line, new Streams(in, out, err, channel)));
            } catch (IOException e) {
                exit.onExit(1);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        @Override
        public void destroy(ChannelSession session) {}
    }
}
