package dev.halab.check.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.halab.check.Given;
import dev.halab.check.HostPort;
import dev.halab.check.Trial;
import dev.halab.fact.Facts;
import dev.halab.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// On what trials told of a real cluster; the name of a file says what comes of it.
final class ApiWriteRecordingTest {
    private static final Path FOLDER = Path.of("src/test/resources/observed/api-write");

    static List<Path> recordings() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.filter(f -> f.toString().endsWith(".json")).sorted().toList();
        }
    }

    @ParameterizedTest
    @MethodSource("recordings")
    void is_judged_as_its_name_says(Path recording) throws IOException {
        String text = Files.readString(recording);
        HostPort server = server(text);
        ApiWriteClaim claim = new ApiWriteClaim(server.host(), server);
        Given given = Given.nothing().text(Facts.write(server.host(), server.port()), text);

        String word = new Trial(new ApiWriteKind(), claim).word(given);

        String name = recording.getFileName().toString();
        assertThat(name)
                .startsWith(
                        switch (word) {
                            case "pass" -> "passes-";
                            case "unknown" -> "unknown-";
                            default -> "fails-" + word + "-";
                        });
    }

    private static HostPort server(String text) {
        String[] parts = Json.parse(text).text("server").orElseThrow().split(":");
        return new HostPort(parts[0], Integer.parseInt(parts[1]));
    }

    @Test
    void there_are_some_of_each() throws IOException {
        assertThat(recordings())
                .extracting(f -> f.getFileName().toString().replaceFirst("-.*", ""))
                .contains("passes", "fails", "unknown");
    }
}
