package dev.halab.onscreen;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.locks.LockSupport;

/// The way to a node's SSH server. It can be far away, shut, and dead: then it takes what comes and passes nothing on,
/// like
/// a machine whose power was cut.
final class Door implements AutoCloseable {
    private record Piece(long due, byte[] bytes) {}

    private final int target;
    private final int port;
    private final List<Socket> sockets = new CopyOnWriteArrayList<>();
    private ServerSocket listener;
    private Thread accepting;
    private volatile long delay;
    private volatile boolean dead;

    Door(int target) {
        this.target = target;
        listener = listen(0);
        port = listener.getLocalPort();
        accepting = accepting(listener);
    }

    int port() {
        return port;
    }

    /// How long everything takes in each direction.
    void isFar(Duration oneWay) {
        delay = oneWay.toNanos();
    }

    void dies() {
        dead = true;
    }

    /// Breaks all connections and takes no others. A thread that still waits for one would keep the port.
    void shuts() {
        closed(listener);
        try {
            accepting.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        sockets.forEach(Door::closed);
        sockets.clear();
    }

    void opens() {
        shuts();
        dead = false;
        listener = listen(port);
        accepting = accepting(listener);
    }

    private static ServerSocket listen(int at) {
        try {
            return new ServerSocket(at, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Thread accepting(ServerSocket from) {
        return Thread.ofPlatform().daemon().start(() -> accept(from));
    }

    private void accept(ServerSocket from) {
        try {
            while (true) {
                Socket client = from.accept();
                sockets.add(client);
                var server = new Socket(InetAddress.getLoopbackAddress(), target);
                sockets.add(server);
                client.setTcpNoDelay(true);
                server.setTcpNoDelay(true);
                relay(client, server);
                relay(server, client);
            }
        } catch (IOException e) {
            // Shut.
        }
    }

    private void relay(Socket from, Socket to) {
        BlockingQueue<Piece> pieces = new LinkedBlockingQueue<>(64);
        Thread.ofPlatform().daemon().start(() -> take(from, pieces));
        Thread.ofPlatform().daemon().start(() -> pass(pieces, to));
    }

    private void take(Socket from, BlockingQueue<Piece> pieces) {
        byte[] chunk = new byte[8192];
        try {
            try {
                InputStream in = from.getInputStream();
                for (int n = in.read(chunk); n >= 0; n = in.read(chunk)) {
                    byte[] bytes = new byte[n];
                    System.arraycopy(chunk, 0, bytes, 0, n);
                    pieces.put(new Piece(System.nanoTime() + delay, bytes));
                }
            } catch (IOException e) {
                // It broke, which is its end as well.
            }
            pieces.put(new Piece(System.nanoTime() + delay, new byte[0]));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void pass(BlockingQueue<Piece> pieces, Socket to) {
        try {
            for (Piece piece = pieces.take(); piece.bytes().length > 0; piece = pieces.take()) {
                for (long left = piece.due() - System.nanoTime(); left > 0; left = piece.due() - System.nanoTime()) {
                    LockSupport.parkNanos(left);
                }
                if (!dead) {
                    to.getOutputStream().write(piece.bytes());
                }
            }
        } catch (IOException e) {
            // The other side has gone.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (!dead) {
            closed(to);
        }
    }

    private static void closed(AutoCloseable socket) {
        try {
            socket.close();
        } catch (Exception e) {
            // It is as good as closed.
        }
    }

    @Override
    public void close() {
        shuts();
    }
}
