package dev.halab.cluster;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.SocketException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntSupplier;
import java.util.function.Supplier;
import javax.net.SocketFactory;

/// Makes connections as a node's tunnels do.
public final class Loopback extends SocketFactory {
    private final Supplier<Socket> sockets;

    private Loopback(Supplier<Socket> sockets) {
        this.sockets = sockets;
    }

    /// Every connection goes to a port of this host, whatever was asked for.
    public static SocketFactory to(int port) {
        return to(() -> port);
    }

    /// The same to a port that may change.
    public static SocketFactory to(IntSupplier port) {
        return new Loopback(() -> new Socket() {
            @Override
            public void connect(SocketAddress address, int timeout) throws IOException {
                super.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port.getAsInt()), timeout);
            }
        });
    }

    /// Every connection fails so.
    public static SocketFactory failing(Supplier<IOException> trouble) {
        return new Loopback(() -> new Socket() {
            @Override
            public void connect(SocketAddress address, int timeout) throws IOException {
                throw trouble.get();
            }
        });
    }

    /// No connection to another machine ever opens, and nobody says so.
    public static SocketFactory silent() {
        return new Loopback(() -> new Socket() {
            @Override
            public void connect(SocketAddress address, int timeout) throws IOException {
                refuseOwn(address);
                hang();
            }
        });
    }

    /// The node itself hangs: none of its connections opens.
    public static SocketFactory hanging() {
        return new Loopback(() -> new Socket() {
            @Override
            public void connect(SocketAddress address, int timeout) throws IOException {
                hang();
            }
        });
    }

    /// Every connection to another machine goes to a port of this host, after that time.
    public static SocketFactory slowly(Duration time, int port) {
        return new Loopback(() -> new Socket() {
            @Override
            public void connect(SocketAddress address, int timeout) throws IOException {
                refuseOwn(address);
                LockSupport.parkNanos(time.toNanos());
                super.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), timeout);
            }
        });
    }

    private static void refuseOwn(SocketAddress address) throws IOException {
        if (((InetSocketAddress) address).getHostString().equals("127.0.0.1")) {
            throw new ConnectException("Connection refused");
        }
    }

    private static void hang() throws IOException {
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException e) {
            throw new InterruptedIOException();
        }
    }

    /// Every connection opens, and then the tunnel that it is made of is lost.
    public static SocketFactory losing() {
        return new Loopback(() -> new Socket() {
            @Override
            public void connect(SocketAddress address, int timeout) {
                // it is connected
            }

            @Override
            public boolean isConnected() {
                return true;
            }

            @Override
            public OutputStream getOutputStream() {
                return OutputStream.nullOutputStream();
            }

            @Override
            public InputStream getInputStream() {
                return new InputStream() {
                    @Override
                    public int read() throws IOException {
                        var lost = new SocketException("Broken transport; encountered EOF");
                        lost.initCause(new IOException("Broken transport; encountered EOF"));
                        throw lost;
                    }
                };
            }
        });
    }

    @Override
    public Socket createSocket() {
        return sockets.get();
    }

    @Override
    public Socket createSocket(String host, int port) throws IOException {
        Socket socket = createSocket();
        socket.connect(InetSocketAddress.createUnresolved(host, port), 0);
        return socket;
    }

    @Override
    public Socket createSocket(InetAddress host, int port) throws IOException {
        Socket socket = createSocket();
        socket.connect(new InetSocketAddress(host, port), 0);
        return socket;
    }

    @Override
    public Socket createSocket(String host, int port, InetAddress local, int localPort) throws IOException {
        return createSocket(host, port);
    }

    @Override
    public Socket createSocket(InetAddress host, int port, InetAddress local, int localPort) throws IOException {
        return createSocket(host, port);
    }
}
