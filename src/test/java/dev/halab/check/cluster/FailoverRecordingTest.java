package dev.halab.check.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.halab.check.Given;
import dev.halab.check.HostPort;
import dev.halab.check.Trial;
import dev.halab.check.Verdict;
import dev.halab.json.Json;
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

    static List<Path> recordings() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.filter(f -> f.toString().endsWith(".json")).sorted().toList();
        }
    }

    /// A claim of what a recording was made of.
    private static Trial trial(Json told) {
        return Trial.of(
                new FailoverKind(),
                "fault",
                told.text("fault").orElseThrow(),
                "on",
                told.text("on").orElseThrow(),
                "endpoint",
                new HostPort("k8s-api.lab", 6443),
                "maxOutage",
                Duration.ofSeconds(15));
    }

    private static Given given(Trial trial, String text) {
        return Given.nothing().text(trial.claim().facts().iterator().next(), text);
    }

    @ParameterizedTest
    @MethodSource("recordings")
    void is_judged_as_its_name_says(Path recording) throws IOException {
        String name = recording.getFileName().toString();

        String text = Files.readString(recording);
        Trial trial = trial(Json.parse(text));

        String word = trial.word(given(trial, text));

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

        Trial trial = trial(Json.parse(text));

        assertThat(trial.judge(given(trial, text)))
                .isInstanceOfAny(
                        Json.parse(text).text("done").isPresent() ? Verdict.Unknown.class : Verdict.Fail.class);
    }
}
