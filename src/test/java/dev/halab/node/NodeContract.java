package dev.halab.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.halab.fact.Fact;
import dev.halab.fact.Facts;
import dev.halab.fact.Reading;
import dev.halab.fact.Reading.Seen;
import dev.halab.fact.Reading.Unseen;
import dev.halab.problem.HalabException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// What every node promises. Implemented by a test of each kind of node; the node runs on this very machine or acts so.
public interface NodeContract {
    /// A node that knows `Facts.sysctl(name, "kernel.ostype")`, and whose commands end as a real shell's would.
    Node node();

    @Test
    default void reads_what_it_is_asked() {
        Fact fact = Facts.sysctl(node().name(), "kernel.ostype");

        Reading reading = node().read(List.of(fact), Duration.ofSeconds(20)).get(fact);

        assertThat(reading)
                .isInstanceOfSatisfying(
                        Seen.class, seen -> assertThat(seen.text()).isEqualTo("Linux\n"));
    }

    @Test
    default void has_a_reading_for_every_fact_that_is_asked() {
        Fact known = Facts.sysctl(node().name(), "kernel.ostype");
        Fact strange = new Fact(node().name(), "strange", List.of());
        Fact impossible = Facts.file(node().name(), "/a\0b");

        Map<Fact, Reading> readings = node().read(List.of(known, strange, impossible), Duration.ofSeconds(20));

        assertThat(readings).containsOnlyKeys(known, strange, impossible);
        assertThat(readings.get(strange)).isInstanceOf(Unseen.class);
        assertThat(readings.get(impossible)).isInstanceOf(Unseen.class);
        assertThat(node().read(List.of(), Duration.ofSeconds(1))).isEmpty();
    }

    @Test
    default void passes_input_output_and_status_of_a_command_through() {
        var command = new Command(
                Command.User.LEARNER,
                "read -r line; echo \"got $line 'it''s'\"; echo trouble >&2; exit 7",
                "input\n",
                Duration.ofSeconds(20));

        assertThat(node().run(command)).isEqualTo(new Outcome(7, "got input 'it''s'\n", "trouble\n"));
    }

    @Test
    default void a_command_that_does_not_end_in_time_is_a_problem_in_three_parts() {
        assertThatThrownBy(() -> node().run(Command.asLearner("sleep 60", Duration.ofMillis(300))))
                .isInstanceOfSatisfying(
                        HalabException.class,
                        e -> assertThat(e.problem().what()).isNotBlank());
    }

    @Test
    default void a_tunnel_carries_bytes_both_ways_and_a_refused_one_says_so() throws IOException {
        try (var server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            Thread.ofVirtual().start(() -> echo(server));
            try (Socket socket = node().tunnels().createSocket("127.0.0.1", server.getLocalPort())) {
                socket.getOutputStream().write("hello".getBytes(StandardCharsets.US_ASCII));

                assertThat(socket.getInputStream().readNBytes(5)).asString().isEqualTo("hello");
            }
            int port = server.getLocalPort();
            server.close();

            assertThatThrownBy(() -> node().tunnels().createSocket("127.0.0.1", port))
                    .isInstanceOf(ConnectException.class);
        }
    }

    @Test
    default void closing_twice_is_closing_once() {
        assertThatCode(() -> {
                    node().close();
                    node().close();
                })
                .doesNotThrowAnyException();
    }

    private static void echo(ServerSocket server) {
        try (Socket socket = server.accept()) {
            socket.getInputStream().transferTo(socket.getOutputStream());
        } catch (IOException e) {
            // The test is over.
        }
    }
}
