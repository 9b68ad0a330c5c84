package dev.halab.node.ssh;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import net.schmizz.sshj.connection.channel.OpenFailException;
import net.schmizz.sshj.connection.channel.direct.DirectConnection;
import org.jspecify.annotations.Nullable;

/// A socket whose far end is opened by a node: an SSH channel of type direct-tcpip. Names are resolved by the node.
final class TunnelSocket extends Socket {
    private static final Duration LONGEST_CONNECT = Duration.ofSeconds(10);

    /// An open channel with the connection it belongs to.
    private record Open(Connection connection, DirectConnection channel) {
        void release() {
            Thread.startVirtualThread(() -> connection.release(channel));
        }
    }

    private final String node;
    private final Login login;
    private final TunnelInput input = new TunnelInput();
    private @Nullable Open open;
    private @Nullable InetSocketAddress target;
    private boolean closed;
    private boolean outputShut;

    TunnelSocket(String node, Login login) {
        this.node = node;
        this.login = login;
    }

    @Override
    public void connect(SocketAddress address) throws IOException {
        connect(address, 0);
    }

    @Override
    public void connect(SocketAddress address, int timeout) throws IOException {
        if (!(address instanceof InetSocketAddress to)) {
            throw new IllegalArgumentException("A tunnel needs an Internet address, not " + address);
        }
        synchronized (this) {
            checkOpen();
            if (target != null) {
                throw new SocketException("Already connected");
            }
            target = to;
        }
        Duration limit = timeout > 0 ? Duration.ofMillis(timeout) : LONGEST_CONNECT;
        Open opened = await(to, limit);
        synchronized (this) {
            if (closed) {
                opened.release();
                throw new SocketException("Socket closed");
            }
            open = opened;
        }
        input.pump(opened.channel().getInputStream());
    }

    /// Opens the channel on a thread of its own, because the node may take minutes to find out that nobody answers.
    private Open await(InetSocketAddress to, Duration limit) throws IOException {
        Deadline deadline = Deadline.in(limit);
        var opening = new CompletableFuture<Open>();
        Thread.startVirtualThread(() -> open(to, deadline, opening));
        try {
            return opening.get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw failed(to, e.getCause());
        } catch (TimeoutException e) {
            var unused = opening.thenAccept(Open::release);
            throw new SocketTimeoutException("%s got no answer from %s:%d within %d ms"
                    .formatted(node, to.getHostString(), to.getPort(), limit.toMillis()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            var unused = opening.thenAccept(Open::release);
            throw new SocketException("interrupted while connecting");
        }
    }

    private void open(InetSocketAddress to, Deadline deadline, CompletableFuture<Open> opening) {
        try {
            Connection connection = login.connection(deadline);
            opening.complete(new Open(connection, connection.tunnel(to.getHostString(), to.getPort(), deadline)));
        } catch (IOException | RuntimeException e) {
            opening.completeExceptionally(e);
        }
    }

    /// A `ConnectException` is what the target did; all else is this node's own trouble (see `Node.tunnels`).
    private IOException failed(InetSocketAddress to, @Nullable Throwable cause) {
        String why = switch (cause) {
            case OpenFailException e -> reason(e);
            case LoginFailure e -> e.detail();
            case null -> "unknown";
            case Throwable e -> String.valueOf(e.getMessage());
        };
        String text = "%s could not connect to %s:%d: %s".formatted(node, to.getHostString(), to.getPort(), why);
        boolean target =
                cause instanceof OpenFailException e && e.getReason() == OpenFailException.Reason.CONNECT_FAILED;
        IOException failed = target ? new ConnectException(text) : new SocketException(text);
        failed.initCause(cause);
        return failed;
    }

    /// What sshd says, without what sshj says before it.
    private static String reason(OpenFailException e) {
        String message = String.valueOf(e.getMessage());
        return switch (e.getReason()) {
            case ADMINISTRATIVELY_PROHIBITED -> "sshd forbids tunnels (AllowTcpForwarding): " + message;
            case CONNECT_FAILED -> message.isBlank() ? "connect failed" : message;
            case RESOURCE_SHORTAGE, UNKNOWN_CHANNEL_TYPE, UNKNOWN -> message;
        };
    }

    @Override
    public InputStream getInputStream() throws IOException {
        channel();
        return input.stream(this::close, this::getSoTimeout);
    }

    @Override
    public OutputStream getOutputStream() throws IOException {
        return new TunnelOutput(channel().getOutputStream(), this);
    }

    /// Tells the far end that no more comes; reading goes on.
    @Override
    public void shutdownOutput() throws IOException {
        DirectConnection channel = channel();
        synchronized (this) {
            outputShut = true;
        }
        channel.getOutputStream().close();
    }

    @Override
    public void shutdownInput() throws IOException {
        channel();
        input.shut();
    }

    @Override
    public void close() {
        Open was;
        synchronized (this) {
            if (closed) {
                return;
            }
            closed = true;
            was = open;
        }
        input.fail(new SocketException("Socket closed"));
        if (was != null) {
            was.release();
        }
    }

    private synchronized DirectConnection channel() throws SocketException {
        checkOpen();
        if (open == null) {
            throw new SocketException("Socket is not connected");
        }
        return open.channel();
    }

    private void checkOpen() throws SocketException {
        if (closed) {
            throw new SocketException("Socket closed");
        }
    }

    @Override
    public synchronized boolean isConnected() {
        return open != null;
    }

    @Override
    public synchronized boolean isClosed() {
        return closed;
    }

    @Override
    public synchronized boolean isOutputShutdown() {
        return outputShut;
    }

    @Override
    public boolean isInputShutdown() {
        return input.isShut();
    }

    private int soTimeout;

    @Override
    public synchronized void setSoTimeout(int timeout) {
        soTimeout = timeout;
    }

    @Override
    public synchronized int getSoTimeout() {
        return soTimeout;
    }

    @Override
    public synchronized @Nullable SocketAddress getRemoteSocketAddress() {
        return target;
    }

    @Override
    public synchronized @Nullable InetAddress getInetAddress() {
        return target == null ? null : target.getAddress();
    }

    @Override
    public synchronized int getPort() {
        return target == null ? 0 : target.getPort();
    }

    @Override
    public String toString() {
        return "tunnel from %s to %s".formatted(node, getRemoteSocketAddress());
    }
}
