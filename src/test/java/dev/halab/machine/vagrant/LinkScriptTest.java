package dev.halab.machine.vagrant;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `link.sh` with an `ip` that stands in for a machine whose network is systemd-networkd's: an address goes with its
/// link, and comes back with it (seen on Debian 12).
final class LinkScriptTest {
    private static final String ADDRESS = "192.168.57.11";
    private static final String REACHED = "10.213.57.41";

    @TempDir
    private Path path;

    @BeforeEach
    void stands() throws IOException {
        Path ip = Files.writeString(path.resolve("ip"), """
                #!/bin/sh
                case $* in
                  "-o -4 address show")
                    echo '2: eth0 inet 10.213.57.41/24 brd x'
                    [ -e "$HALAB_RUN/down" ] || echo '3: eth1 inet 192.168.57.11/24 brd x' ;;
                  "-o link show dev eth1")
                    if [ -e "$HALAB_RUN/down" ]; then echo '3: eth1: <BROADCAST>'; else echo '3: eth1: <BROADCAST,UP>'; fi ;;
                  "link set dev eth1 down") : >"$HALAB_RUN/down" ;;
                  "link set dev eth1 up") rm -f "$HALAB_RUN/down" ;;
                  *) exit 1 ;;
                esac
                """);
        assertThat(ip.toFile().setExecutable(true)).isTrue();
    }

    @Test
    void a_machine_whose_address_goes_with_its_link_is_joined_again() throws Exception {
        assertThat(run("down", ADDRESS, REACHED)).isZero();
        assertThat(path.resolve("down")).exists();

        assertThat(run("up", ADDRESS, REACHED)).isZero();

        assertThat(path.resolve("down")).doesNotExist();
        assertThat(path.resolve("halab-cut")).doesNotExist();
        assertThat(run("up", ADDRESS, REACHED)).as("once more").isZero();
    }

    @Test
    void the_interface_by_which_the_machine_is_reached_stays_up() throws Exception {
        assertThat(run("down", ADDRESS, ADDRESS)).isEqualTo(6);
        assertThat(path.resolve("down")).doesNotExist();
    }

    @Test
    void an_address_that_no_interface_has_is_told() throws Exception {
        assertThat(run("down", "192.168.57.99", REACHED)).isEqualTo(4);
    }

    private int run(String... arguments) throws Exception {
        List<String> argv = Stream.concat(Stream.of("/bin/sh", "-c", LabLink.script(), "link.sh"), Stream.of(arguments))
                .toList();
        ProcessBuilder builder = new ProcessBuilder(argv).inheritIO();
        builder.environment().put("PATH", path + ":/usr/bin:/bin");
        builder.environment().put("HALAB_RUN", path.toString());
        Process process = builder.start();
        assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
        return process.exitValue();
    }
}
