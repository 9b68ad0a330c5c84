package dev.halab.check.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.halab.check.FieldProblem;
import dev.halab.check.Given;
import dev.halab.check.Trial;
import dev.halab.fact.Facts;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class KernelKindTest {
    private static final String FORWARD = "net.ipv4.ip_forward";
    private static final String SWAPS = "Filename\t\t\t\tType\t\tSize\t\tUsed\t\tPriority\n";

    @ParameterizedTest
    @CsvSource({
        "0, 1, pass",
        "0, 0, kernel.sysctl",
        "1, '', kernel.sysctl",
        "0, 10, kernel.sysctl",
        "0, '', unknown",
        "0, bash: no such file, unknown",
        "2, 1, unknown"
    })
    void a_parameter_has_its_value_now(int status, String value, String word) {
        Given given = Given.nothing().status(Facts.sysctl("cp-1", FORWARD), status, value + "\n");

        assertThat(trial("sysctl", Map.of(FORWARD, "1")).word(given)).isEqualTo(word);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/etc/sysctl.d/k8s.conf: net.ipv4.ip_forward = 1 | pass",
                "'' | kernel.not-persisted",
                "/etc/sysctl.d/k8s.conf: net.ipv4.ip_forward = 1;/etc/sysctl.d/99-sysctl.conf: net.ipv4.ip_forward=0 | kernel.not-persisted",
                "/etc/sysctl.d/10.conf: net.ipv4.ip_forward = 0;/etc/sysctl.d/k8s.conf: net.ipv4.ip_forward=1 | pass",
                "/etc/sysctl.d/k8s.conf: net.ipv4.ip_forward = 1;; | pass",
                "bash: warning: setlocale: LC_ALL=C | unknown",
                "/etc/sysctl.d/k8s.conf: net.ipv4.ip_forward | unknown"
            })
    void the_last_file_decides_the_value_after_a_reboot(String files, String word) {
        Given given = Given.nothing()
                .text(Facts.sysctl("cp-1", FORWARD), "1\n")
                .text(Facts.sysctlFiles("cp-1", FORWARD), files.replace(';', '\n'));

        assertThat(trial("sysctl", Map.of(FORWARD, "1"), "persisted", true).word(given))
                .isEqualTo(word);
    }

    @Test
    void the_file_that_undoes_a_value_is_named() {
        Given given = Given.nothing()
                .text(Facts.sysctl("cp-1", FORWARD), "1")
                .text(Facts.sysctlFiles("cp-1", FORWARD), "/etc/sysctl.d/99-x.conf: net.ipv4.ip_forward = 0\n");

        var mismatch = trial("sysctl", Map.of(FORWARD, "1"), "persisted", true).failure(given);

        assertThat(mismatch.where()).isEqualTo("cp-1:/etc/sysctl.d/99-x.conf");
        assertThat(mismatch.actual()).isEqualTo("net.ipv4.ip_forward = 0 is applied last");
    }

    @ParameterizedTest
    @CsvSource({"yes, pass", "no, kernel.module", "maybe, unknown"})
    void a_module_is_loaded(String answer, String word) {
        Given given = Given.nothing().text(Facts.module("cp-1", "br_netfilter"), answer + "\n");

        assertThat(trial("modules", List.of("br_netfilter")).word(given)).isEqualTo(word);
    }

    @Test
    void a_missing_module_is_named_before_the_parameter_it_brings() {
        String bridge = "net.bridge.bridge-nf-call-iptables";
        Given given = Given.nothing()
                .text(Facts.module("cp-1", "br_netfilter"), "no")
                .status(Facts.sysctl("cp-1", bridge), 1, "");

        assertThat(trial("modules", List.of("br_netfilter"), "sysctl", Map.of(bridge, "1"))
                        .word(given))
                .isEqualTo("kernel.module");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'' | '' | pass",
                "/dev/sda2  partition 1 0 -2 | '' | kernel.swap",
                "'' | UUID=1 / ext4 defaults 0 1 | pass",
                "'' | #/swap.img none swap sw 0 0 | pass",
                "'' | /swap.img none swap sw 0 0 | kernel.not-persisted",
                "'' | /swap.img none swap | kernel.not-persisted",
                "'' | swap swap | pass",
                "'' | /swap.img none swap sw,noauto 0 0 | pass"
            })
    void swap_is_off_now_and_after_a_reboot(String swaps, String fstab, String word) {
        Given given = Given.nothing()
                .text(Facts.swaps("cp-1"), SWAPS + swaps + "\n")
                .file(Facts.file("cp-1", "/etc/fstab"), fstab + "\n");

        assertThat(trial("swap", "off", "persisted", true).word(given)).isEqualTo(word);
    }

    @Test
    void the_line_that_turns_swap_on_again_is_shown() {
        Given given = Given.nothing()
                .text(Facts.swaps("cp-1"), SWAPS)
                .file(Facts.file("cp-1", "/etc/fstab"), "UUID=1 / ext4 defaults 0 1\n/swap.img none swap sw 0 0\n");

        var mismatch = trial("swap", "off", "persisted", true).failure(given);

        assertThat(mismatch.actual()).isEqualTo("'/swap.img none swap sw 0 0' turns it on again");
        assertThat(mismatch.where()).isEqualTo("cp-1:/etc/fstab:2");
    }

    @Test
    void what_happens_at_boot_is_only_read_where_it_counts() {
        Object[] fields = {"sysctl", Map.of(FORWARD, "1"), "swap", "off"};

        assertThat(trial(fields).claim().facts()).containsExactly(Facts.sysctl("cp-1", FORWARD), Facts.swaps("cp-1"));
        assertThat(trial("sysctl", Map.of(FORWARD, "1"), "persisted", true)
                        .claim()
                        .facts())
                .containsExactly(Facts.sysctl("cp-1", FORWARD), Facts.sysctlFiles("cp-1", FORWARD));
    }

    @Test
    void the_title_says_all_that_is_claimed() {
        String all = trial(
                        "sysctl", Map.of(FORWARD, "1"), "modules", List.of("overlay"), "swap", "off", "persisted", true)
                .claim()
                .title();

        assertThat(all)
                .isEqualTo("net.ipv4.ip_forward is 1, overlay is loaded and swap is off on cp-1, also after a reboot");
        assertThat(trial("modules", List.of("overlay")).claim().title()).isEqualTo("overlay is loaded on cp-1");
    }

    @Test
    void a_node_without_fstab_has_no_swap_at_boot() {
        Given given = Given.nothing().text(Facts.swaps("cp-1"), SWAPS).text(Facts.file("cp-1", "/etc/fstab"), "absent");

        assertThat(trial("swap", "off", "persisted", true).word(given)).isEqualTo("pass");
        assertThat(trial("swap", "off").word(given)).isEqualTo("pass");
    }

    @Test
    void fields_that_make_no_sense_are_refused() {
        assertThatThrownBy(() -> trial()).isInstanceOf(FieldProblem.class);
        assertThatThrownBy(() -> trial("modules", List.of("overlay"), "persisted", true))
                .isInstanceOf(FieldProblem.class);
    }

    private static Trial trial(Object... more) {
        Object[] all = new Object[more.length + 2];
        System.arraycopy(new Object[] {"on", Trial.nodes("cp-1")}, 0, all, 0, 2);
        System.arraycopy(more, 0, all, 2, more.length);
        return Trial.of(new KernelKind(), all);
    }
}
