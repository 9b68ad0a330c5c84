package dev.halab.store.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.halab.attempt.Event;
import dev.halab.attempt.Recorded;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// P1: acknowledged progress survives kill -9, also while another process writes.
@Timeout(120)
final class KilledProcessTest {
    private static final int ROUNDS = 10;

    @TempDir
    Path folder;

    private final Map<Long, String> acknowledged = new HashMap<>();

    private final List<Process> started = new ArrayList<>();

    @AfterEach
    void end_what_is_left() {
        started.forEach(Process::destroyForcibly);
    }

    @Test
    void every_acknowledged_event_survives_twenty_kills_of_two_processes_writing_at_once() throws Exception {
        Random random = new Random(7);
        Path file = folder.resolve("halab.db");

        for (int round = 0; round < ROUNDS; round++) {
            Writer one = new Writer(file, "one-" + round);
            Writer two = new Writer(file, "two-" + round);
            one.killAfter(1 + random.nextInt(40));
            two.killAfter(1 + random.nextInt(40));
        }

        Map<Long, String> found = new HashMap<>();
        try (SqliteEvents events = SqliteEvents.open(file)) {
            for (Recorded recorded : events.events()) {
                Event.Answered answered = (Event.Answered) recorded.event();
                found.put(recorded.number(), answered.check() + " " + answered.value());
            }
        }
        assertThat(acknowledged).hasSizeGreaterThan(ROUNDS);
        assertThat(found).containsAllEntriesOf(acknowledged);
        assertThat(found.size() - acknowledged.size())
                .as("events that were written and not acknowledged: at most the one in flight of each process")
                .isLessThanOrEqualTo(2 * ROUNDS);
    }

    private final class Writer {
        private final String name;
        private final Process process;

        Writer(Path file, String name) throws IOException {
            this.name = name;
            this.process = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-Xshare:auto",
                            "-XX:TieredStopAtLevel=1",
                            "-XX:+UseSerialGC",
                            "--enable-native-access=ALL-UNNAMED",
                            "-cp",
                            System.getProperty("java.class.path"),
                            AppendingProcess.class.getName(),
                            file.toString(),
                            name)
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            started.add(process);
        }

        /// Kills it once it has acknowledged so many events, and takes note of all that it had acknowledged.
        void killAfter(int count) throws IOException, InterruptedException {
            List<String> lines = new ArrayList<>();
            try (BufferedReader out =
                    new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
                while (lines.size() < count) {
                    String line = out.readLine();
                    assertThat(line).as("a line of " + name).isNotNull();
                    lines.add(line);
                }
                // not Process.destroyForcibly, which closes the stream that is still to be read
                process.toHandle().destroyForcibly();
                for (String line = out.readLine(); line != null; line = out.readLine()) {
                    lines.add(line);
                }
            }
            assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
            for (String line : lines) {
                String[] parts = line.split(" ", 2);
                acknowledged.put(Long.parseLong(parts[0]), name + " " + parts[1]);
            }
        }
    }
}
