package dev.halab.node.ssh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.halab.node.Node;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class TunnelTest {
    @TempDir
    Path dir;

    private TestSshd sshd;
    private SshNodes nodes;
    private Node node;
    private ServerSocket server;

    @BeforeEach
    void startServers() throws IOException {
        sshd = new TestSshd(dir);
        nodes = new SshNodes();
        node = nodes.open(sshd.access());
        server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    }

    @AfterEach
    void stopServers() throws IOException {
        server.close();
        node.close();
        nodes.close();
        sshd.close();
    }

    @Test
    void a_read_times_out_and_the_socket_can_still_be_read() throws IOException {
        try (Socket socket = connect();
                Socket far = server.accept()) {
            socket.setSoTimeout(200);
            long start = System.nanoTime();

            assertThatThrownBy(() -> socket.getInputStream().read()).isInstanceOf(SocketTimeoutException.class);

            assertThat(Duration.ofNanos(System.nanoTime() - start))
                    .isBetween(Duration.ofMillis(190), Duration.ofSeconds(3));
            socket.setSoTimeout(10_000);
            far.getOutputStream().write('x');
            assertThat(socket.getInputStream().read()).isEqualTo('x');
        }
    }

    @Test
    void closing_from_another_thread_ends_a_read() throws Exception {
        try (Socket socket = connect();
                Socket far = server.accept()) {
            var reading = CompletableFuture.supplyAsync(() -> {
                try {
                    return "read " + socket.getInputStream().read();
                } catch (IOException e) {
                    return e.getClass().getSimpleName() + ": " + e.getMessage();
                }
            });

            socket.close();

            assertThat(reading.get(5, TimeUnit.SECONDS)).isEqualTo("SocketException: Socket closed");
            assertThat(socket.isClosed()).isTrue();
            assertThatThrownBy(socket::getOutputStream).isInstanceOf(SocketException.class);
            assertThat(far.getInputStream().read()).isEqualTo(-1);
        }
    }

    @Test
    void half_closing_lets_the_far_end_answer_after_the_end() throws IOException {
        try (Socket socket = connect();
                Socket far = server.accept()) {
            socket.getOutputStream().write("question".getBytes(StandardCharsets.US_ASCII));
            socket.shutdownOutput();

            assertThat(far.getInputStream().readAllBytes()).asString().isEqualTo("question");
            far.getOutputStream().write("answer".getBytes(StandardCharsets.US_ASCII));
            far.close();
            assertThat(socket.getInputStream().readAllBytes()).asString().isEqualTo("answer");
            assertThat(socket.isOutputShutdown()).isTrue();
            assertThatThrownBy(() -> socket.getOutputStream().write(1)).isInstanceOf(SocketException.class);
        }
    }

    @Test
    void megabytes_arrive_whole_even_if_they_are_read_late() throws IOException {
        byte[] much = new byte[3_000_000];
        for (int i = 0; i < much.length; i++) {
            much[i] = (byte) (i * 31);
        }
        try (Socket socket = connect();
                Socket far = server.accept()) {
            Thread.ofVirtual().start(() -> {
                try {
                    far.getOutputStream().write(much);
                    far.close();
                } catch (IOException e) {
                    throw new java.io.UncheckedIOException(e);
                }
            });

            assertThat(socket.getInputStream().readAllBytes()).isEqualTo(much);
        }
    }

    @Test
    void a_refused_connection_says_who_refused_what() throws IOException {
        int port = server.getLocalPort();
        server.close();

        assertThatThrownBy(() -> node.tunnels().createSocket().connect(new InetSocketAddress("127.0.0.1", port), 5000))
                .isInstanceOf(ConnectException.class)
                .hasMessageStartingWith("cp-1 could not connect to 127.0.0.1:" + port + ": ");
    }

    @Test
    void names_are_resolved_by_the_node() throws IOException {
        var unresolved = InetSocketAddress.createUnresolved("localhost", server.getLocalPort());
        try (Socket socket = node.tunnels().createSocket()) {
            socket.connect(unresolved, 5000);

            assertThat(socket.isConnected()).isTrue();
            assertThat(socket.getRemoteSocketAddress()).isEqualTo(unresolved);
        }
    }

    @Test
    void a_server_that_is_silent_costs_the_connect_timeout() throws IOException {
        try (var silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
                Node dark = nodes.open(sshd.access(silent.getLocalPort()))) {
            long start = System.nanoTime();

            assertThatThrownBy(() -> dark.tunnels().createSocket().connect(new InetSocketAddress("127.0.0.1", 1), 500))
                    .isInstanceOf(IOException.class);

            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(3));
        }
    }

    @Test
    void sixteen_tunnels_are_open_at_most_and_a_closed_one_makes_room() throws IOException {
        List<Socket> open = new ArrayList<>();
        for (int i = 0; i < 16; i++) {
            open.add(connect());
        }
        var address = new InetSocketAddress("127.0.0.1", server.getLocalPort());

        assertThatThrownBy(() -> node.tunnels().createSocket().connect(address, 300))
                .isInstanceOf(IOException.class);
        open.getFirst().close();
        try (Socket one = node.tunnels().createSocket()) {
            one.connect(address, 5000);
            assertThat(one.isConnected()).isTrue();
        }
        for (Socket socket : open) {
            socket.close();
        }
    }

    private Socket connect() throws IOException {
        Socket socket = node.tunnels().createSocket();
        socket.connect(new InetSocketAddress("127.0.0.1", server.getLocalPort()), 10_000);
        return socket;
    }
}
