package dev.halab.machine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.halab.problem.ExitStatus;
import dev.halab.problem.HalabException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class DelayTest {
    @TempDir
    private Path path;

    @ParameterizedTest
    @CsvSource({"800ms, 800", "2s, 2000", "1MS, 1", "60s, 60000"})
    void a_length_is_read_with_its_unit(String text, long milliseconds) {
        assertThat(Delay.of(text, 0).length()).isEqualTo(Duration.ofMillis(milliseconds));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "800", "0ms", "61s", "-1s", "1m", "1.5s", "1s; reboot", "99999999999s"})
    void what_is_no_length_is_refused(String text) {
        assertThatExceptionOfType(HalabException.class)
                .isThrownBy(() -> Delay.of(text, 0))
                .satisfies(e -> assertThat(e.status()).isEqualTo(ExitStatus.USAGE));
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 91, 100})
    void what_would_be_a_partition_is_refused(int loss) {
        assertThatExceptionOfType(HalabException.class).isThrownBy(() -> new Delay(Duration.ofSeconds(1), loss));
    }

    @Test
    void the_script_delays_the_interface_with_the_address_and_undoes_it() throws Exception {
        program(
                "ip",
                "echo '1: lo inet 127.0.0.1/8 scope host lo'; echo '7: eth1 inet 192.168.56.11/24 brd x';"
                        + " echo '8: eth2 inet 192.168.56.1/24 brd x'");
        program("tc", """
                echo "$*" >>"$PATH_OF_TEST/calls"
                case $2 in
                  show) cat "$PATH_OF_TEST/qdisc" ;;
                  replace) echo 'qdisc netem 8001: root delay 800ms' >"$PATH_OF_TEST/qdisc" ;;
                  del) echo 'qdisc noqueue 0: root' >"$PATH_OF_TEST/qdisc" ;;
                esac
                """);
        Files.writeString(path.resolve("qdisc"), "qdisc noqueue 0: root\n");

        assertThat(run(new Delay(Duration.ofMillis(800), 5).arguments("192.168.56.11")))
                .isZero();
        assertThat(Files.readString(path.resolve("calls")))
                .contains("qdisc replace dev eth1 root netem delay 800ms loss 5%");
        assertThat(run(Delay.undoing("192.168.56.11"))).isZero();
        assertThat(Files.readString(path.resolve("qdisc"))).contains("noqueue");
        assertThat(run(Delay.undoing("192.168.56.11"))).as("twice").isZero();
        assertThat(run(Delay.undoing("192.168.56.99"))).as("no such address").isEqualTo(4);
    }

    @ParameterizedTest
    @CsvSource({
        "Error: Specified qdisc kind is unknown., 5",
        "RTNETLINK answers: No such file or directory, 5",
        "RTNETLINK answers: Operation not permitted, 6"
    })
    void the_script_tells_a_kernel_without_netem_from_other_trouble(String said, int status) throws Exception {
        program("ip", "echo '7: eth1 inet 192.168.56.11/24 brd x'");
        program("tc", "echo '%s' >&2; exit 2".formatted(said));

        assertThat(run(Delay.USUAL.arguments("192.168.56.11"))).isEqualTo(status);
    }

    private void program(String name, String script) throws IOException {
        Path file = Files.writeString(path.resolve(name), "#!/bin/sh\n" + script + "\n");
        assertThat(file.toFile().setExecutable(true)).isTrue();
    }

    private int run(List<String> arguments) throws Exception {
        List<String> argv = new ArrayList<>(List.of("/bin/sh", "-c", Delay.script(), "delay.sh"));
        argv.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(argv).inheritIO();
        builder.environment().put("PATH", path + ":/usr/bin:/bin");
        builder.environment().put("PATH_OF_TEST", path.toString());
        Process process = builder.start();
        assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
        return process.exitValue();
    }
}
