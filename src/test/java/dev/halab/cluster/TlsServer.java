package dev.halab.cluster;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;

/// A server on loopback that talks as a test tells it, byte by byte, one request a connection.
public final class TlsServer implements AutoCloseable {
    private static final int LONGEST_FAREWELL = 2000;
    private static final Pattern LENGTH = Pattern.compile("(?i)\r\nContent-Length: (\\d{1,6})\r\n");

    private final ServerSocket listener;
    private final Layer layer;
    private final Talk talk;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final CountDownLatch closed = new CountDownLatch(1);

    /// What is put upon a connection.
    private interface Layer {
        Socket over(Socket raw) throws IOException;
    }

    private TlsServer(ServerSocket listener, Layer layer, Talk talk) {
        this.listener = listener;
        this.layer = layer;
        this.talk = talk;
    }

    /// What the server does with a connection after the request was read, its head with the body behind.
    @FunctionalInterface
    public interface Talk {
        void answer(TlsServer server, String request, OutputStream out) throws IOException, InterruptedException;
    }

    public static TlsServer start(SSLContext tls, Talk talk) {
        try {
            return start(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()), raw -> secured(tls, raw), talk);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /// The same without TLS.
    public static TlsServer plain(Talk talk) {
        try {
            return start(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()), raw -> raw, talk);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static Socket secured(SSLContext tls, Socket raw) throws IOException {
        SSLSocket secured = (SSLSocket) tls.getSocketFactory().createSocket(raw, null, raw.getPort(), false);
        secured.setUseClientMode(false);
        secured.setWantClientAuth(true);
        return secured;
    }

    private static TlsServer start(ServerSocket listener, Layer layer, Talk talk) {
        TlsServer server = new TlsServer(listener, layer, talk);
        Thread.ofVirtual().start(server::accept);
        return server;
    }

    /// Answers every request with a status and a body.
    public static Talk says(int status, String body) {
        return (server, request, out) -> out.write(response(status, body));
    }

    public static byte[] response(int status, String body) {
        return "HTTP/1.1 %d Some Words\r\nContent-Type: application/json\r\nDate: Mon, 23 Nov 2026 09:00:00 GMT\r\nContent-Length: %d\r\nConnection: close\r\n\r\n%s"
                .formatted(status, body.getBytes(StandardCharsets.UTF_8).length, body)
                .getBytes(StandardCharsets.UTF_8);
    }

    public int port() {
        return listener.getLocalPort();
    }

    public String url() {
        return "https://127.0.0.1:" + port();
    }

    /// The first lines of all requests so far.
    public List<String> requests() {
        return requests;
    }

    /// Waits until the server is closed.
    public void hang() throws InterruptedException {
        closed.await();
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                Socket socket = listener.accept();
                open.add(socket);
                Thread.ofVirtual().start(() -> serve(socket));
            } catch (IOException e) {
                return;
            }
        }
    }

    private void serve(Socket raw) {
        try (raw) {
            try {
                serveOn(layer.over(raw));
            } catch (SSLException e) {
                // Closed at once, the client might not see the alert: what it still sends would reset the connection.
                raw.shutdownOutput();
                raw.setSoTimeout(LONGEST_FAREWELL);
                raw.getInputStream().transferTo(OutputStream.nullOutputStream());
            }
        } catch (IOException e) {
            // the client broke off, as some tests make it do
        }
    }

    private void serveOn(Socket socket) throws IOException {
        try {
            String head = head(socket.getInputStream());
            if (!head.isEmpty()) {
                requests.add(head.lines().findFirst().orElse(""));
            }
            talk.answer(this, head, socket.getOutputStream());
            socket.getOutputStream().flush();
            socket.close();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static String head(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int c = in.read();
            if (c < 0 || (head.isEmpty() && c < ' ')) {
                return head.toString();
            }
            head.append((char) c);
        }
        Matcher length = LENGTH.matcher(head);
        return length.find()
                ? head + new String(in.readNBytes(Integer.parseInt(length.group(1))), StandardCharsets.UTF_8)
                : head.toString();
    }

    @Override
    public void close() throws IOException {
        closed.countDown();
        listener.close();
        for (Socket socket : open) {
            socket.close();
        }
    }
}
