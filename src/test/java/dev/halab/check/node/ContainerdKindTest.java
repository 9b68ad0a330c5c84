package dev.halab.check.node;

import static org.assertj.core.api.Assertions.assertThat;

import dev.halab.check.Given;
import dev.halab.check.Observed;
import dev.halab.check.Trial;
import dev.halab.fact.Fact;
import dev.halab.fact.Facts;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ContainerdKindTest {
    private static final Fact DUMP = Facts.containerdConfig("cp-1");
    private static final Fact FILE = Facts.file("cp-1", "/etc/containerd/config.toml");
    private static final Fact UNIT = Facts.unit("cp-1", "containerd.service");

    @ParameterizedTest
    @CsvSource({
        "systemd, true, pass",
        "cgroupfs, true, ctd.cgroup-driver",
        "lookalike, true, ctd.cgroup-driver",
        "cri-disabled, true, ctd.cri-disabled",
        "cgroupfs, false, pass"
    })
    void judges_what_containerd_itself_understood(String dump, boolean wanted, String word) {
        Given given = running().text(DUMP, Observed.text("node/containerd-1.6.20-%s.toml".formatted(dump)));

        assertThat(trial(wanted).word(given)).isEqualTo(word);
    }

    @Test
    void understands_the_tables_of_containerd_2() {
        String dump = """
                version = 3
                disabled_plugins = []
                [plugins]
                  [plugins.'io.containerd.cri.v1.runtime']
                    [plugins.'io.containerd.cri.v1.runtime'.containerd]
                      default_runtime_name = 'runc'
                      [plugins.'io.containerd.cri.v1.runtime'.containerd.runtimes.runc.options]
                        SystemdCgroup = true
                """;

        assertThat(trial(true).word(running().text(DUMP, dump))).isEqualTo("pass");
        assertThat(trial(true).word(running().text(DUMP, dump.replace("SystemdCgroup = true", ""))))
                .isEqualTo("ctd.cgroup-driver");
    }

    @ParameterizedTest
    @CsvSource({
        "cri, ctd.cri-disabled",
        "io.containerd.grpc.v1.cri, ctd.cri-disabled",
        "io.containerd.cri.v1.runtime, ctd.cri-disabled",
        "io.containerd.cri.v1.images, ctd.cri-disabled",
        "io.containerd.snapshotter.v1.zfs, pass",
        "critical, pass"
    })
    void only_without_the_cri_plugin_is_nothing_there_for_the_kubelet(String plugin, String word) {
        String dump = Observed.text("node/containerd-1.6.20-systemd.toml")
                .replaceFirst("disabled_plugins = \\[.*]", "disabled_plugins = [\"%s\"]".formatted(plugin));

        assertThat(trial(true).word(running().text(DUMP, dump))).isEqualTo(word);
    }

    @ParameterizedTest
    @CsvSource({"1499.9, pass", "1500.5, pass", "1501.0, pass", "1501.5, ctd.stale"})
    void a_second_may_be_lost_by_rounding(String saved, String word) {
        Given given = running()
                .text(DUMP, Observed.text("node/containerd-1.6.20-systemd.toml"))
                .text(FILE, "regular 0644 root root 0 " + saved);

        assertThat(trial(true).word(given)).isEqualTo(word);
    }

    @Test
    void the_title_names_the_driver() {
        assertThat(trial(true).claim().title()).isEqualTo("containerd uses the systemd cgroup driver on cp-1");
        assertThat(trial(false).claim().title()).isEqualTo("containerd uses the cgroupfs cgroup driver on cp-1");
    }

    @Test
    void fails_when_containerd_runs_with_what_the_file_held_before() {
        Given given = running()
                .text(DUMP, Observed.text("node/containerd-1.6.20-systemd.toml"))
                .text(FILE, "regular 0644 root root 0 2000.0");

        assertThat(trial(true).failure(given).cause()).isEqualTo("ctd.stale");
        assertThat(trial(true).failure(given).actual()).isEqualTo("it was started 500 s before that");
    }

    @Test
    void fails_when_containerd_does_not_run() {
        Given given = running().text(DUMP, Observed.text("node/containerd-1.6.20-systemd.toml"));

        assertThat(trial(true).word(given.text(UNIT, "LoadState=loaded\nActiveState=failed\nSubState=failed\n")))
                .isEqualTo("ctd.inactive");
        assertThat(trial(true)
                        .failure(given.text(UNIT, "LoadState=not-found\nActiveState=inactive\n"))
                        .actual())
                .isEqualTo("systemd knows no containerd.service");
        assertThat(trial(true).word(given.text(UNIT, "LoadState=loaded\nActiveState=active\n")))
                .isEqualTo("unknown");
    }

    @Test
    void fails_when_containerd_cannot_read_its_file_or_is_not_there() {
        String said = "containerd: failed to load TOML: /etc/containerd/config.toml: (2, 2): unexpected token";

        assertThat(trial(true).failure(running().status(DUMP, 1, said)).actual())
                .isEqualTo(said);
        assertThat(trial(true).word(running().status(DUMP, 1, ""))).isEqualTo("ctd.invalid");
        assertThat(trial(true).word(running().status(DUMP, 127, ""))).isEqualTo("ctd.not-installed");
    }

    @Test
    void is_unknown_when_the_dump_is_empty() {
        assertThat(trial(true).word(running().text(DUMP, ""))).isEqualTo("unknown");
        assertThat(trial(true).word(running().status(DUMP, 124, ""))).isEqualTo("unknown");
        assertThat(trial(true).word(running().status(DUMP, 137, ""))).isEqualTo("unknown");
    }

    private static Given running() {
        return Given.nothing()
                .text(FILE, "regular 0644 root root 0 1000.0")
                .text(
                        UNIT,
                        "LoadState=loaded\nActiveState=active\nSubState=running\nStarted=1500.0\nYoungest=9000.0\n");
    }

    private static Trial trial(boolean systemd) {
        return Trial.of(new ContainerdKind(), "on", Trial.nodes("cp-1"), "systemdCgroup", systemd);
    }
}
