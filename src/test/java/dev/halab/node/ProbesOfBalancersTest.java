package dev.halab.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.halab.fact.Facts;
import dev.halab.fact.Reading.Seen;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The probes of nginx, keepalived and neighbours.
final class ProbesOfBalancersTest {
    @TempDir
    Path dir;

    private LocalProbes probes;

    @BeforeEach
    void preparePrograms() throws IOException {
        probes = new LocalProbes(Files.createDirectory(dir.resolve("programs")));
    }

    @Test
    void nginx_leaves_nothing_behind_of_what_it_makes_when_it_is_asked() throws Exception {
        Process may = new ProcessBuilder("unshare", "-m", "mount", "-t", "tmpfs", "none", "/mnt").start();
        assumeThat(may.waitFor()).as("mounts of its own need root").isZero();
        Path trace = Path.of("/run/halab-probe-" + ProcessHandle.current().pid());
        probes.program("nginx", "echo \"args $*\"; echo 'nginx: [emerg] bad' >&2; echo > %s; exit 1".formatted(trace));

        Seen seen = probes.seen(Facts.nginxConfig("n"));

        assertThat(seen.status()).isOne();
        assertThat(seen.text()).isEqualTo("args -T\n");
        assertThat(seen.error()).isEqualTo("nginx: [emerg] bad\n");
        assertThat(trace).doesNotExist();
    }

    @Test
    void nginx_is_not_started_where_it_would_leave_something_behind() {
        probes.program("nginx", "echo started").program("mount", "exit 1");
        probes.instead("/run/nginx.pid", dir.resolve("none").toString());

        Seen seen = probes.seen(Facts.nginxConfig("n"));

        assertThat(seen.status()).isNotZero().isNotEqualTo(127);
        assertThat(seen.text()).isEmpty();
    }

    @Test
    void no_nginx_has_status_127() {
        probes.instead("command -v nginx", "command -v halab-no-nginx");

        assertThat(probes.seen(Facts.nginxConfig("n")).status()).isEqualTo(127);
    }

    @Test
    void keepalived_is_asked_about_a_file_and_both_its_streams_are_kept() throws IOException {
        probes.program("keepalived", "echo \"args $*\"; echo 'Unknown keyword' >&2; exit 5");
        Path config = write("keepalived.conf", "x\n");

        Seen seen = probes.seen(Facts.keepalivedVerify("n", config.toString()));

        assertThat(seen.status()).isEqualTo(5);
        assertThat(seen.text()).isEqualTo("args -t -f %s\nUnknown keyword\n".formatted(config));
        assertThat(probes.seen(Facts.keepalivedVerify("n", "/dev/zero")).text()).isEmpty();
    }

    @Test
    void the_configuration_of_keepalived_comes_with_what_it_includes_and_the_scripts_it_names() throws Exception {
        Path script = write("check me.sh", "unused\n");
        Files.writeString(dir.resolve("check.sh"), "#!/bin/sh\ncurl -f x");
        Files.createDirectories(dir.resolve("conf.d/deep"));
        Path one = write("conf.d/a.conf", "vrrp_script a {\n  script \"%s/check.sh -x\"\n}\n".formatted(dir));
        write("conf.d/b.conf", "include deep/*.conf # more\ninclude ../keepalived.conf\n");
        write("conf.d/deep/c.conf", "! deep\n script /dev/zero\n script \"%s/large\"\n".formatted(dir));
        write("large", "x".repeat(70_000));
        Process pipe =
                new ProcessBuilder("mkfifo", dir.resolve("conf.d/pipe.conf").toString()).start();
        assertThat(pipe.waitFor()).isZero();
        Path config = write("keepalived.conf", "# include none.conf\ninclude conf.d/*.conf\n\tindented");

        String text =
                probes.seen(Facts.keepalivedConfig("n", config.toString())).text();

        assertThat(script).exists();
        assertThat(text).isEqualTo("""
                        file DIR/keepalived.conf
                        \t# include none.conf
                        \tinclude conf.d/*.conf
                        \t\tindented
                        file DIR/conf.d/a.conf
                        \tvrrp_script a {
                        \t  script "DIR/check.sh -x"
                        \t}
                        file DIR/conf.d/b.conf
                        \tinclude deep/*.conf # more
                        \tinclude ../keepalived.conf
                        file DIR/conf.d/deep/c.conf
                        \t! deep
                        \t script /dev/zero
                        \t script "DIR/large"
                        script 644 DIR/check.sh
                        \t#!/bin/sh
                        \tcurl -f x
                        """.replace("DIR", dir.toString()));
        assertThat(one).exists();
    }

    @Test
    void a_configuration_that_is_not_there_has_status_2_and_a_long_one_is_named() throws IOException {
        Path large = write("keepalived.conf", "# \n".repeat(30_000));

        assertThat(probes.seen(Facts.keepalivedConfig("n", dir.resolve("none").toString()))
                        .status())
                .isEqualTo(2);
        assertThat(probes.seen(Facts.keepalivedConfig("n", "/dev/zero")).status())
                .isEqualTo(2);
        assertThat(probes.seen(Facts.keepalivedConfig("n", large.toString())).text())
                .isEqualTo("unread %s\n".formatted(large));
    }

    @Test
    void neighbours_are_what_ip_prints() {
        probes.program("ip", "echo \"$*\"");

        assertThat(probes.seen(Facts.neighbours("n")).text()).isEqualTo("-j -4 neigh\n");
    }

    @Test
    void rules_of_both_packet_filters_are_read_and_the_older_one_only_where_it_has_tables() throws IOException {
        probes.program("iptables-legacy-save", "echo \"legacy $*\"").program("nft", "echo \"nft $*\"");
        Path names = write("names", "natural\nnat\n");
        probes.instead("/proc/net/ip_tables_names", names.toString());
        probes.instead("[ ! -d /sys/module/nf_tables ]", "false");

        assertThat(probes.seen(Facts.detours("n")).text())
                .isEqualTo("legacy\nlegacy -t nat\nnftables\nnft -n -s list ruleset\nend\n");

        Files.delete(names);
        probes.program("nft", "echo cut; exit 1");
        assertThat(probes.seen(Facts.detours("n")).text()).isEqualTo("nftables\ncut\n");
        assertThat(probes.seen(Facts.detours("n")).status()).isOne();
    }

    private Path write(String name, String text) throws IOException {
        return Files.writeString(dir.resolve(name), text);
    }
}
