package dev.halab.check.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.halab.check.FieldProblem;
import dev.halab.check.Given;
import dev.halab.check.Scope;
import dev.halab.check.Trial;
import dev.halab.fact.Fact;
import dev.halab.fact.Facts;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ServiceKindTest {
    private static final Fact UNIT = Facts.unit("lb-1", "haproxy.service");
    private static final Fact CONFIG = Facts.file("lb-1", "/etc/haproxy/haproxy.cfg");

    @ParameterizedTest
    @CsvSource({
        "active, running, enabled, pass",
        "reloading, reload, enabled, pass",
        "failed, failed, enabled, svc.inactive",
        "inactive, dead, enabled, svc.inactive",
        "activating, auto-restart, enabled, svc.inactive",
        "activating, start, enabled, wait svc.inactive",
        "active, running, disabled, svc.not-enabled",
        "active, running, enabled-runtime, svc.not-enabled",
        "active, running, static, svc.not-enabled",
        "active, running, masked, svc.not-enabled",
        "active, running, '', svc.not-enabled",
        "active, running, alias, pass"
    })
    void runs_and_starts_at_boot(String active, String sub, String file, String word) {
        Trial trial = trial("active", true, "enabled", true);

        assertThat(trial.word(Given.nothing().text(UNIT, unit(active, sub, file))))
                .isEqualTo(word);
    }

    @ParameterizedTest
    @CsvSource({
        "inactive, dead, disabled, pass",
        "active, running, disabled, svc.active",
        "inactive, dead, enabled, svc.enabled"
    })
    void may_have_to_be_off(String active, String sub, String file, String word) {
        Trial trial = trial("active", false, "enabled", false);

        assertThat(trial.word(Given.nothing().text(UNIT, unit(active, sub, file))))
                .isEqualTo(word);
    }

    @Test
    void a_unit_that_does_not_exist_neither_runs_nor_starts() {
        Given given =
                Given.nothing().text(UNIT, "LoadState=not-found\nActiveState=inactive\nSubState=dead\nNRestarts=0\n");

        assertThat(trial("active", true).word(given)).isEqualTo("svc.missing");
        assertThat(trial("active", false, "enabled", false).word(given)).isEqualTo("pass");
    }

    @ParameterizedTest
    @CsvSource({
        // saved, main process, youngest process: a reload makes a new worker
        "1000.0, 1500.2, 1500.4, pass",
        "2000.0, 1500.2, 1500.4, svc.stale-config",
        "2000.0, 1500.2, 2000.3, pass",
        "2000.9, 1500.2, 2000.1, pass",
        "2000.0, 1500.2, 1999.0, pass",
        "2000.0, 1500.2, 1998.9, svc.stale-config"
    })
    void is_newer_than_its_configuration(String saved, String started, String youngest, String word) {
        Given given = Given.nothing()
                .text(
                        UNIT,
                        unit("active", "running", "enabled") + "Started=%s\nYoungest=%s\n".formatted(started, youngest))
                .text(CONFIG, "regular 0644 root root 0 " + saved);

        assertThat(trial("newerThan", List.of("/etc/haproxy/haproxy.cfg")).word(given))
                .isEqualTo(word);
    }

    @Test
    void a_process_that_a_service_started_later_does_not_count_as_a_restart() {
        Fact unit = Facts.unit("cp-1", "containerd.service");
        Fact config = Facts.file("cp-1", "/etc/containerd/config.toml");
        Trial trial = Trial.of(
                new ServiceKind(),
                "on",
                Trial.nodes("cp-1"),
                "unit",
                "containerd.service",
                "newerThan",
                List.of("/etc/containerd/config.toml"));
        Given given = Given.nothing()
                .text(unit, unit("active", "running", "enabled") + "Started=1000.0\nYoungest=3000.0\n")
                .text(config, "regular 0644 root root 0 2000.0");

        assertThat(trial.word(given)).isEqualTo("svc.stale-config");
    }

    @Test
    void a_stale_configuration_shows_both_times() {
        Given given = Given.nothing()
                .text(UNIT, unit("active", "running", "enabled") + "Started=0.5\nYoungest=0.5\n")
                .text(CONFIG, "regular 0644 root root 0 60.0");

        var mismatch = trial("newerThan", List.of("/etc/haproxy/haproxy.cfg")).failure(given);

        assertThat(mismatch.actual()).contains("00:00:00", "00:01:00");
        assertThat(mismatch.where()).isEqualTo("lb-1:/etc/haproxy/haproxy.cfg");
    }

    @Test
    void without_a_process_or_a_file_nothing_is_newer() {
        Trial trial = trial("newerThan", List.of("/etc/haproxy/haproxy.cfg"));
        String running = unit("active", "running", "enabled");

        assertThat(trial.word(Given.nothing()
                        .text(UNIT, unit("failed", "failed", "enabled"))
                        .text(CONFIG, "absent")))
                .isEqualTo("svc.inactive");
        assertThat(trial.word(
                        Given.nothing().text(UNIT, running + "Youngest=5\n").text(CONFIG, "absent")))
                .isEqualTo("svc.stale-config");
        assertThat(trial.word(Given.nothing().text(UNIT, running).text(CONFIG, "regular 0644 root root 0 5.0")))
                .isEqualTo("unknown");
    }

    @Test
    void restarts_count_since_the_task_was_opened() {
        Given given = Given.nothing()
                .text(UNIT, unit("active", "running", "enabled").replace("NRestarts=0", "NRestarts=7"))
                .atOpening(UNIT, unit("active", "running", "enabled").replace("NRestarts=0", "NRestarts=6"));
        Scope since = new Scope("l/t/c", Trial.STANDARD, "1.35", true);
        Object[] fields = {"on", Trial.nodes("lb"), "unit", "haproxy", "restartsAtMost", 1L};

        assertThat(Trial.in(since, new ServiceKind(), fields).word(given)).isEqualTo("pass");
        assertThat(Trial.of(new ServiceKind(), fields).word(given)).isEqualTo("svc.restarts");
    }

    @Test
    void is_unknown_when_systemd_said_nothing_of_use() {
        Given given = Given.nothing().text(UNIT, "Failed to connect to bus");

        assertThat(trial("active", true).word(given)).isEqualTo("unknown");
        assertThat(trial("restartsAtMost", 0L).word(given)).isEqualTo("unknown");
    }

    @ParameterizedTest
    @ValueSource(strings = {"NRestarts=[not set]", "NRestarts=", "NRestarts=12345678901", "Restarts=0"})
    void is_unknown_when_systemd_does_not_count_restarts(String line) {
        String text = unit("active", "running", "enabled").replace("NRestarts=0", line);

        assertThat(trial("restartsAtMost", 0L).word(Given.nothing().text(UNIT, text)))
                .isEqualTo("unknown");
    }

    @Test
    void is_unknown_when_the_start_is_no_time() {
        Given given = Given.nothing()
                .text(UNIT, unit("active", "running", "enabled") + "Youngest=yesterday\n")
                .text(CONFIG, "regular 0644 root root 0 5.0");

        assertThat(trial("newerThan", List.of("/etc/haproxy/haproxy.cfg")).word(given))
                .isEqualTo("unknown");
    }

    @Test
    void fields_that_make_no_sense_are_refused() {
        assertThatThrownBy(() -> trial()).isInstanceOf(FieldProblem.class);
        assertThatThrownBy(() -> trial("active", false, "newerThan", List.of("/a")))
                .isInstanceOf(FieldProblem.class);
        assertThatThrownBy(() ->
                        Trial.of(new ServiceKind(), "on", Trial.nodes("lb"), "unit", "a b; reboot", "active", true))
                .isInstanceOf(FieldProblem.class);
    }

    @Test
    void the_title_says_all_that_is_claimed() {
        String title = trial("active", true, "enabled", true, "newerThan", List.of("/a"), "restartsAtMost", 0L)
                .claim()
                .title();

        assertThat(title)
                .isEqualTo("haproxy on lb-1 runs, starts at boot, has read its configuration and does not crash");
        assertThat(trial("active", false, "enabled", false).claim().title())
                .isEqualTo("haproxy on lb-1 is stopped and does not start at boot");
    }

    private static String unit(String active, String sub, String file) {
        return "LoadState=loaded\nActiveState=%s\nSubState=%s\nUnitFileState=%s\nMainPID=174\nNRestarts=0\n"
                .formatted(active, sub, file);
    }

    private static Trial trial(Object... more) {
        Object[] all = new Object[more.length + 4];
        System.arraycopy(new Object[] {"on", Trial.nodes("lb"), "unit", "haproxy"}, 0, all, 0, 4);
        System.arraycopy(more, 0, all, 4, more.length);
        return Trial.of(new ServiceKind(), all);
    }
}
