package dev.halab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.halab.cluster.wire.Vantage;
import dev.halab.cluster.wire.WireProber;
import dev.halab.fact.Fact;
import dev.halab.fact.Facts;
import dev.halab.fact.Reading;
import dev.halab.problem.HalabException;
import dev.halab.problem.Problem;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class RoutedSocketTest {
    private static final HalabException GONE = HalabException.of(
            new Problem("there is no machine 'w-1'", "it was never brought up here", "halab up --only w-1"));

    @Test
    void a_machine_that_is_not_there_is_no_word_of_the_target() throws IOException {
        try (RoutedSocket socket = new RoutedSocket(to -> {
            throw GONE;
        })) {
            assertThatExceptionOfType(IOException.class)
                    .isThrownBy(() -> socket.connect(new InetSocketAddress("127.0.0.1", 6443)))
                    .withMessage("there is no machine 'w-1': it was never brought up here")
                    .satisfies(e -> assertThat(e).isNotInstanceOf(ConnectException.class));
        }
    }

    @Test
    void connections_through_machines_that_are_not_there_are_unseen() {
        Fact fact = Facts.https("192.168.56.10", 6443, "/readyz", 2);
        Vantage nobody = new Vantage("w-1", new RoutedSockets(to -> {
            throw GONE;
        }));

        Map<Fact, Reading> readings = new WireProber(host -> List.of(nobody), InstantSource.system())
                .read(List.of(fact), Duration.ofSeconds(2));

        assertThat(readings.get(fact))
                .isInstanceOfSatisfying(
                        Reading.Unseen.class,
                        unseen -> assertThat(unseen.reason()).isEqualTo(Reading.Reason.UNREACHABLE));
    }
}
