package dev.halab.check.node;

import static org.assertj.core.api.Assertions.assertThat;

import dev.halab.cluster.Loopback;
import dev.halab.cluster.wire.Vantage;
import dev.halab.cluster.wire.WireProber;
import dev.halab.fact.Fact;
import dev.halab.fact.Reading;
import dev.halab.fact.Redaction;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Writes what the servers of `observed/http/record.sh` answer; runs for that script alone.
@EnabledIfSystemProperty(named = "observed.http", matches = "\\d+")
final class HttpRecordingTest {
    private static final Path FOLDER = Path.of("src/test/resources/observed/http");

    static List<HttpCase> cases() {
        return HttpCase.all();
    }

    /// The first calls of a Java that has just begun may take longer than a connection may.
    @BeforeAll
    static void warms_up() {
        HttpCase first = cases().getFirst();
        for (int i = 0; i < 5; i++) {
            assertThat(read(first)).isNotNull();
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void an_answer_is_written_beside_its_case(HttpCase each) {
        Reading reading = read(each);

        assertThat(reading).isInstanceOfSatisfying(Reading.Seen.class, seen -> write(each, seen.text()));
    }

    private static Reading read(HttpCase each) {
        Fact call = each.call();
        Vantage vantage = new Vantage("w-1", Loopback.to(Integer.getInteger("observed.http") + each.number()));
        WireProber prober = new WireProber(host -> List.of(vantage), InstantSource.system());
        return Objects.requireNonNull(
                prober.read(List.of(call), Duration.ofSeconds(4)).get(call));
    }

    private static void write(HttpCase each, String text) {
        try {
            Files.writeString(FOLDER.resolve(each.name() + ".json"), Redaction.reduce(text) + "\n");
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
