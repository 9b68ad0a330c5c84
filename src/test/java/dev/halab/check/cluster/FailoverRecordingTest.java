package dev.halab.check.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.halab.check.Given;
import dev.halab.check.HostPort;
import dev.halab.check.Trial;
import dev.halab.check.Verdict;
import dev.halab.fact.Fact;
import dev.halab.fact.Facts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// On what drills told of a real cluster; the name of a file says what comes of it.
final class FailoverRecordingTest {
    private static final Path FOLDER = Path.of("src/test/resources/observed/failover");
    private static final Fact FACT = Facts.failover("kill", "cp-1", "k8s-api.lab", 6443, 20, 90);

    static List<Path> recordings() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.filter(f -> f.toString().endsWith(".json")).sorted().toList();
        }
    }

    private static Trial trial() {
        return Trial.of(
                new FailoverKind(),
                "fault",
                "kill",
                "on",
                "cp-1",
                "endpoint",
                new HostPort("k8s-api.lab", 6443),
                "maxOutage",
                Duration.ofSeconds(15));
    }

    private static Given given(Path recording) throws IOException {
        return Given.nothing().text(FACT, Files.readString(recording));
    }

    @ParameterizedTest
    @MethodSource("recordings")
    void is_judged_as_its_name_says(Path recording) throws IOException {
        String name = recording.getFileName().toString();

        String word = trial().word(given(recording));

        assertThat(name).startsWith(word.equals("pass") ? "passes-" : "fails-" + word + "-");
    }

    @Test
    void there_are_some() throws IOException {
        assertThat(recordings()).hasSizeGreaterThan(1);
    }

    @ParameterizedTest
    @MethodSource("recordings")
    void tells_nothing_any_more_without_its_probes(Path recording) throws IOException {
        String text = Files.readString(recording).replaceFirst("\"probes\":\\[[^]]*]", "\"probes\":[]");

        assertThat(trial().judge(Given.nothing().text(FACT, text))).isInstanceOf(Verdict.Unknown.class);
    }
}
