package dev.halab;

import dev.halab.problem.HalabException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.SocketException;
import java.util.function.Function;
import javax.net.SocketFactory;
import org.jspecify.annotations.Nullable;

/// A socket that knows only when it is connected through which machine it has to go.
final class RoutedSocket extends Socket {
    private final Function<InetSocketAddress, SocketFactory> routes;

    // guarded by this
    private @Nullable Socket tunnel;
    private int timeout;
    private boolean closed;

    RoutedSocket(Function<InetSocketAddress, SocketFactory> routes) {
        this.routes = routes;
    }

    @Override
    public void connect(SocketAddress address) throws IOException {
        connect(address, 0);
    }

    @Override
    public void connect(SocketAddress address, int limit) throws IOException {
        if (!(address instanceof InetSocketAddress to)) {
            throw new IllegalArgumentException("a tunnel needs an Internet address, not " + address);
        }
        Socket chosen = route(to).createSocket();
        synchronized (this) {
            if (closed) {
                chosen.close();
                throw new SocketException("Socket closed");
            }
            tunnel = chosen;
            chosen.setSoTimeout(timeout);
        }
        chosen.connect(to, limit);
    }

    /// A machine that is not there is trouble on the way, like one that does not answer; it says nothing of the
    /// target.
    private SocketFactory route(InetSocketAddress to) throws IOException {
        try {
            return routes.apply(to);
        } catch (HalabException e) {
            throw new IOException(
                    "%s: %s".formatted(e.problem().what(), e.problem().why()), e);
        }
    }

    private synchronized Socket tunnel() throws SocketException {
        Socket there = tunnel;
        if (there == null) {
            throw new SocketException("Socket is not connected");
        }
        return there;
    }

    @Override
    public InputStream getInputStream() throws IOException {
        return tunnel().getInputStream();
    }

    @Override
    public OutputStream getOutputStream() throws IOException {
        return tunnel().getOutputStream();
    }

    @Override
    public void shutdownInput() throws IOException {
        tunnel().shutdownInput();
    }

    @Override
    public void shutdownOutput() throws IOException {
        tunnel().shutdownOutput();
    }

    @Override
    public synchronized void close() throws IOException {
        closed = true;
        if (tunnel != null) {
            tunnel.close();
        }
    }

    @Override
    public synchronized boolean isConnected() {
        return tunnel != null && tunnel.isConnected();
    }

    @Override
    public synchronized boolean isClosed() {
        return closed || (tunnel != null && tunnel.isClosed());
    }

    @Override
    public synchronized boolean isInputShutdown() {
        return tunnel != null && tunnel.isInputShutdown();
    }

    @Override
    public synchronized boolean isOutputShutdown() {
        return tunnel != null && tunnel.isOutputShutdown();
    }

    @Override
    public synchronized void setSoTimeout(int millis) throws SocketException {
        timeout = millis;
        if (tunnel != null) {
            tunnel.setSoTimeout(millis);
        }
    }

    @Override
    public synchronized int getSoTimeout() {
        return timeout;
    }

    /// Tunnels have no such buffer of their own: SSH sends at once.
    @Override
    public void setTcpNoDelay(boolean on) {}

    @Override
    public synchronized @Nullable SocketAddress getRemoteSocketAddress() {
        return tunnel == null ? null : tunnel.getRemoteSocketAddress();
    }

    @Override
    public synchronized @Nullable InetAddress getInetAddress() {
        return tunnel == null ? null : tunnel.getInetAddress();
    }

    @Override
    public synchronized int getPort() {
        return tunnel == null ? 0 : tunnel.getPort();
    }
}
