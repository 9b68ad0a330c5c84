package dev.halab.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.halab.fact.Facts;
import dev.halab.fact.Reading.Seen;
import dev.halab.fact.Reading.Unseen;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// How programs are asked for their version.
final class ProbesOfVersionsTest {
    @TempDir
    Path dir;

    private LocalProbes probes;

    @BeforeEach
    void preparePrograms() throws IOException {
        probes = new LocalProbes(Files.createDirectory(dir.resolve("programs")));
    }

    @ParameterizedTest
    @CsvSource({"haproxy, -v", "nginx, -v", "keepalived, --version"})
    void the_first_line_comes_whichever_stream_it_is_printed_on(String program, String option) {
        probes.program(program, "echo \"args $*\" >&2; echo more; echo 'and more'");

        Seen seen = probes.seen(Facts.version("n", program));

        assertThat(seen.status()).isZero();
        assertThat(seen.text()).isEqualTo("args %s\n".formatted(option));
        assertThat(seen.error()).isEmpty();
    }

    @Test
    void a_program_that_fails_tells_its_status() {
        probes.program("haproxy", "echo broken; exit 3");

        assertThat(probes.seen(Facts.version("n", "haproxy")).status()).isEqualTo(3);
        assertThat(probes.seen(Facts.version("n", "haproxy")).text()).isEqualTo("broken\n");
    }

    @Test
    void no_program_has_status_127() {
        assumeThat(Path.of("/usr/sbin/haproxy")).doesNotExist();

        assertThat(probes.seen(Facts.version("n", "haproxy")).status()).isEqualTo(127);
    }

    @Test
    void no_other_program_is_run() {
        probes.program("reboot", "echo started");

        assertThat(probes.read(List.of(Facts.version("n", "reboot"))).get(Facts.version("n", "reboot")))
                .isInstanceOf(Unseen.class);
    }

    @ParameterizedTest
    @CsvSource({"nginx, nginx version: nginx/1.", "keepalived, Keepalived v2."})
    void the_installed_program_is_the_one_that_is_asked(String program, String start) {
        assumeThat(Path.of("/usr/sbin", program)).exists();

        assertThat(probes.seen(Facts.version("n", program)).text())
                .startsWith(start)
                .hasLineCount(1);
    }
}
