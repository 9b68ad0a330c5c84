package dev.halab.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The prompt in a program of its own, since it takes that program's input.
final class LinePromptTest {
    /// Repeats lines until `quit` or the end.
    public static final class Echo {
        public static void main(String[] arguments) {
            try (LinePrompt prompt =
                    LinePrompt.open(System.getenv(), Path.of(arguments[0]), line -> List.of("check", "hint"))) {
                Optional<String> line = prompt.line("halab> ");
                while (line.isPresent() && !line.get().equals("quit")) {
                    prompt.print("got [" + line.get() + "]\n");
                    line = prompt.line("halab> ");
                }
                prompt.print(line.isPresent() ? "quit\n" : "end\n");
            }
        }
    }

    @TempDir
    Path dir;

    @ParameterizedTest
    @ValueSource(strings = {"dumb", "xterm-256color"})
    void without_a_terminal_lines_are_read_as_they_come(String term) throws Exception {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var builder = new ProcessBuilder(
                java,
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                Echo.class.getName(),
                dir.resolve("history").toString());
        builder.environment().putAll(Map.of("TERM", term));
        Process echo = builder.redirectErrorStream(true).start();
        echo.getOutputStream().write("hällo !! $x\n\nch\n".getBytes(StandardCharsets.UTF_8));
        echo.getOutputStream().close();

        String said = new String(echo.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(echo.waitFor(20, TimeUnit.SECONDS)).isTrue();
        assertThat(said)
                .contains("got [hällo !! $x]")
                .contains("got []")
                .contains("got [ch]")
                .contains("end");
        if (term.equals("dumb")) {
            assertThat(said).doesNotContain("\u001b");
        }
        assertThat(Files.readString(dir.resolve("history"))).contains("hällo !! $x");
    }
}
