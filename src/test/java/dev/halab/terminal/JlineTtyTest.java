package dev.halab.terminal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.halab.problem.HalabException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// A program in a real terminal, which script(1) makes.
final class JlineTtyTest {
    private static final Pattern STTY = Pattern.compile("<<([0-9a-f:]+)>>");
    private static final Pattern MODE = Pattern.compile("\u001b\\[\\?(\\d+)([hl])");

    /// The driver within a shell that says what the terminal is set to before and after.
    private static final class Driven implements AutoCloseable {
        private final Process script;
        private final ByteArrayOutputStream seen = new ByteArrayOutputStream();

        Driven(String options, String arguments) throws IOException {
            String java =
                    Path.of(System.getProperty("java.home"), "bin", "java").toString();
            String driver =
                    "'%s' -Xshare:auto -XX:TieredStopAtLevel=1 --enable-native-access=ALL-UNNAMED %s -cp '%s' %s %s"
                            .formatted(
                                    java,
                                    options,
                                    System.getProperty("java.class.path"),
                                    TtyDriver.class.getName(),
                                    arguments);
            String line = "stty rows 20 cols 70; echo \"<<$(stty -g)>>\"; " + driver
                    + "; echo \"status $?\"; echo \"<<$(stty -g)>>\"; echo over";
            // a build that a shell runs in the background hands down that SIGINT is not heard
            script = new ProcessBuilder("env", "--default-signal=INT", "script", "-q", "-e", "-c", line, "/dev/null")
                    .redirectErrorStream(true)
                    .start();
            Thread.ofVirtual().start(this::read);
        }

        private void read() {
            byte[] chunk = new byte[4096];
            try (InputStream out = script.getInputStream()) {
                for (int n = out.read(chunk); n >= 0; n = out.read(chunk)) {
                    synchronized (this) {
                        seen.write(chunk, 0, n);
                        notifyAll();
                    }
                }
            } catch (IOException e) {
                // It has ended.
            }
        }

        synchronized String seen() {
            return seen.toString(StandardCharsets.UTF_8);
        }

        synchronized Driven until(String text) throws InterruptedException {
            long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
            while (!seen().contains(text)) {
                long left = (end - System.nanoTime()) / 1_000_000;
                assertThat(left).as("waiting for '%s', seen: %s", text, seen()).isPositive();
                wait(left);
            }
            return this;
        }

        Driven type(String text) throws IOException {
            script.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
            script.getOutputStream().flush();
            return this;
        }

        /// The driver itself, below script and its shell.
        ProcessHandle driver() {
            return script.descendants()
                    .filter(each -> each.info().command().orElse("").endsWith("java"))
                    .findFirst()
                    .orElseThrow();
        }

        void signal(String name) throws IOException, InterruptedException {
            new ProcessBuilder("kill", "-" + name, Long.toString(driver().pid()))
                    .start()
                    .waitFor();
        }

        /// Sets the size of the driver's terminal, which tells the driver.
        void resize(int rows, int columns) throws IOException, InterruptedException {
            String terminal = "/proc/" + driver().pid() + "/fd/0";
            new ProcessBuilder("sh", "-c", "stty rows %d cols %d <%s".formatted(rows, columns, terminal))
                    .start()
                    .waitFor();
        }

        void isRestored() throws InterruptedException {
            until("over");
            Matcher stty = STTY.matcher(seen());
            List<String> settings = new ArrayList<>();
            while (stty.find()) {
                settings.add(stty.group(1));
            }
            assertThat(settings).hasSize(2);
            assertThat(settings.get(1)).isEqualTo(settings.get(0));
            Map<String, String> modes = new TreeMap<>();
            Matcher mode = MODE.matcher(seen());
            while (mode.find()) {
                modes.put(mode.group(1), mode.group(2));
            }
            assertThat(modes)
                    .isEqualTo(Map.of(
                            "1049", "l", "2004", "l", "1004", "l", "1002", "l", "1006", "l", "25", "h", "2026", "l"));
        }

        @Override
        public void close() {
            script.descendants().forEach(ProcessHandle::destroyForcibly);
            script.destroyForcibly();
        }
    }

    private static Driven driven(String arguments) throws IOException, InterruptedException {
        return driven("", arguments);
    }

    private static Driven driven(String options, String arguments) throws IOException, InterruptedException {
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/script")), "script(1) is not installed");
        return new Driven(options, arguments).until("ready 70x20");
    }

    @Test
    void keys_come_as_they_were_pressed_also_those_that_mean_a_signal() throws Exception {
        try (Driven driven = driven("")) {
            driven.type("a\r\n\u0003\u001a\u001c\u0013\u0011\u0016\u000f\u001b[A\u001bx漢")
                    .until("<漢>")
                    .type("\u001b")
                    .until("<ESCAPE>")
                    .type("\u001b[200~two\rlines\u001b[201~\u001b[<0;10;5M")
                    .until("<press0@9,4>")
                    .type("q");
            driven.isRestored();
            assertThat(driven.seen().replaceAll("\\s+", ""))
                    .contains(
                            "<a><ENTER><C-j><C-c><C-z><C-\\><C-s><C-q><C-v><C-o><UP><A-x><漢><ESCAPE><paste:two⏎lines>");
            assertThat(driven.seen()).contains("status 0");
        }
    }

    @ParameterizedTest
    @CsvSource({"q, 0", "x, 1", "e, 3"})
    void the_terminal_is_restored_however_the_program_ends(String key, int status) throws Exception {
        try (Driven driven = driven("")) {
            driven.type(key).isRestored();
            assertThat(driven.seen()).contains("status " + status);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"TERM", "HUP"})
    void a_signal_to_end_restores_the_terminal_and_tells_the_program(String signal) throws Exception {
        try (Driven driven = driven("")) {
            driven.signal(signal);
            if (signal.equals("HUP")) {
                // The terminal is still there, so the program may go on to say good-bye.
                driven.type("q");
            }
            driven.isRestored();
        }
    }

    @Test
    void an_interrupt_from_elsewhere_restores_the_terminal() throws Exception {
        try (Driven driven = driven("")) {
            driven.signal("INT");
            driven.isRestored();
            assertThat(driven.seen()).contains("status 130");
        }
    }

    @Test
    void another_size_is_told() throws Exception {
        try (Driven driven = driven("")) {
            driven.type("a").until("<a>");
            driven.resize(30, 90);
            driven.until("<resized 90x30>").type("q").isRestored();
        }
    }

    @Test
    void where_no_library_can_be_loaded_from_a_folder_java_steps_in() throws Exception {
        assumeTrue(Runtime.version().feature() >= 22, "Java has no foreign functions yet");
        try (Driven driven = driven("-Djline.tmpdir=/proc/self/nowhere", "")) {
            driven.type("a").until("<a>").type("q");
            driven.isRestored();
        }
    }

    @Test
    void a_program_that_does_not_listen_ends_all_the_same() throws Exception {
        try (Driven driven = driven("deaf")) {
            driven.signal("TERM");
            driven.isRestored();
            assertThat(driven.seen()).contains("status 143");
        }
    }

    @Test
    void who_stops_the_program_finds_the_terminal_restored_and_leaves_it_entered_again() throws Exception {
        try (Driven driven = driven("")) {
            // Without job control nothing stops, and all else is as when it does.
            driven.type("z").until("<signal CONTINUE>").type("q").isRestored();
            assertThat(driven.seen().split("\u001b\\[\\?1049h", -1)).hasSize(3);
        }
    }

    @Test
    void entering_and_leaving_twice_is_doing_it_once() throws Exception {
        try (Driven driven = driven("")) {
            driven.type("l").until("<l>").type("q").isRestored();
            assertThat(driven.seen().split("\u001b\\[\\?1049h", -1)).hasSize(3);
            assertThat(driven.seen().split("\u001b\\[\\?1049l", -1)).hasSize(3);
        }
    }

    @Test
    void without_a_terminal_it_says_so_in_three_parts() {
        assertThatThrownBy(() -> JlineTty.open(Map.of(), () -> {}))
                .isInstanceOfSatisfying(
                        HalabException.class,
                        e -> assertThat(e.problem().next()).contains("--plain"));
    }

    @ParameterizedTest
    @CsvSource({"25, 25", "0, 1", "soon, 50", "99999, 50", ", 50"})
    void the_delay_of_a_lone_escape_is_taken_from_the_environment(String configured, int millis) {
        assertThat(JlineTty.escapeMillis(configured)).isEqualTo(millis);
    }
}
