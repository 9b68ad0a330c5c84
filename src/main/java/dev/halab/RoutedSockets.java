package dev.halab;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.function.Function;
import javax.net.SocketFactory;

/// Sockets into the lab: each goes through the machine that `routes` names for its target.
final class RoutedSockets extends SocketFactory {
    private final Function<InetSocketAddress, SocketFactory> routes;

    RoutedSockets(Function<InetSocketAddress, SocketFactory> routes) {
        this.routes = routes;
    }

    @Override
    public Socket createSocket() {
        return new RoutedSocket(routes);
    }

    @Override
    public Socket createSocket(String host, int port) throws IOException {
        return connected(InetSocketAddress.createUnresolved(host, port));
    }

    @Override
    public Socket createSocket(String host, int port, InetAddress local, int localPort) throws IOException {
        return createSocket(host, port);
    }

    @Override
    public Socket createSocket(InetAddress host, int port) throws IOException {
        return connected(new InetSocketAddress(host, port));
    }

    @Override
    public Socket createSocket(InetAddress host, int port, InetAddress local, int localPort) throws IOException {
        return createSocket(host, port);
    }

    private Socket connected(InetSocketAddress to) throws IOException {
        Socket socket = createSocket();
        socket.connect(to);
        return socket;
    }
}
