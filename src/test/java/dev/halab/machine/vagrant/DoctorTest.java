package dev.halab.machine.vagrant;

import static org.assertj.core.api.Assertions.assertThat;

import dev.halab.machine.Finding;
import dev.halab.machine.Finding.Grade;
import dev.halab.machine.host.Host;
import dev.halab.topology.Topology;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class DoctorTest {
    private static final Topology MINI = Topology.of("mini", "192.168.56").orElseThrow();

    private final FakeVagrant programs = new FakeVagrant();
    private final List<String> addresses = new ArrayList<>(List.of("eth0 192.0.2.7", "lo 127.0.0.1"));
    private String system = "Linux";
    private String machine = "amd64";
    private boolean labIsThere;

    @TempDir
    private Path root;

    @BeforeEach
    void has_a_good_host() throws IOException {
        programs.onPath.add("apt-get");
        file("proc/cpuinfo", "processor : 0\nflags\t\t: fpu vmx sse2\n");
        file("proc/meminfo", "MemTotal: 16000000 kB\nMemAvailable:   8192000 kB\n");
        file("dev/kvm", "");
        Files.createDirectories(root.resolve("var/lib/libvirt"));
    }

    @AfterEach
    void stops() throws IOException {
        programs.close();
    }

    private void file(String name, String text) throws IOException {
        Path file = root.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    @Test
    void a_good_host_gets_no_bad_word() {
        assertThat(examine("libvirt")).extracting(Finding::grade).containsOnly(Grade.OK);
        assertThat(examine("libvirt"))
                .extracting(Finding::subject)
                .contains("vagrant", "hypervisor", "virtualisation", "memory", "disk", "lab network");
    }

    @ParameterizedTest
    @CsvSource({"2.2.9, BLOCKS", "2.2.10, OK", "2.2.19, OK", "2.3.4, OK", "2.4.9, OK", "3.0.0, OK", "1.9.9, BLOCKS"})
    void old_versions_are_refused(String version, Grade grade) {
        programs.version = "Vagrant " + version + "\n";

        assertThat(of(examine("libvirt"), "vagrant").grade()).isEqualTo(grade);
    }

    @Test
    void something_else_that_is_called_vagrant_is_shown_as_it_is() {
        programs.version = "bash: bad interpreter\n";

        Finding finding = of(examine("libvirt"), "vagrant");

        assertThat(finding.grade()).isEqualTo(Grade.BLOCKS);
        assertThat(finding.observed()).contains("bad interpreter");
    }

    @Test
    void a_missing_plugin_is_named_with_the_command_that_installs_it() {
        programs.plugins = "vagrant-vbguest (0.30.0, global)\n";

        Finding finding = of(examine("libvirt"), "hypervisor");

        assertThat(finding.grade()).isEqualTo(Grade.BLOCKS);
        assertThat(finding.observed()).isEqualTo("libvirt lacks Vagrant's plugin vagrant-libvirt");
        assertThat(finding.mend()).isEqualTo("vagrant plugin install vagrant-libvirt");
    }

    @Test
    void a_missing_hypervisor_is_to_be_installed() {
        Finding finding = of(examine("virtualbox"), "hypervisor");

        assertThat(finding.grade()).isEqualTo(Grade.BLOCKS);
        assertThat(finding.observed()).contains("VBoxManage");
        assertThat(finding.mend()).isEqualTo("sudo apt-get install -y virtualbox");
    }

    @Test
    void without_a_flavour_the_best_that_is_there_is_named() {
        assertThat(of(examine(""), "hypervisor").observed()).isEqualTo("libvirt");
        programs.onPath.remove("virsh");
        programs.onPath.add("VBoxManage");
        assertThat(of(examine(""), "hypervisor").observed()).isEqualTo("virtualbox");
    }

    @Test
    void where_nothing_is_there_each_says_what_it_lacks_in_the_order_of_this_host() {
        programs.onPath.remove("virsh");
        system = "Mac OS X";
        machine = "aarch64";

        Finding finding = of(examine(""), "hypervisor");

        assertThat(finding.grade()).isEqualTo(Grade.BLOCKS);
        assertThat(finding.observed())
                .startsWith("virtualbox lacks the program VBoxManage; vmware_desktop lacks")
                .contains("parallels lacks", "utm lacks");
    }

    @Test
    void too_little_memory_is_said_with_numbers() throws IOException {
        file("proc/meminfo", "MemAvailable:   2048000 kB\n");

        Finding finding = of(examine("libvirt"), "memory");

        assertThat(finding.grade()).isEqualTo(Grade.HURTS);
        assertThat(finding.observed()).isEqualTo("2000 MiB free, the machines of 'mini' take about 4608 MiB");
        assertThat(finding.mend()).contains("HALAB_PROFILE=small");
    }

    @Test
    void a_network_that_virtualbox_kept_is_no_clash() {
        addresses.add("vboxnet0 192.168.56.1");

        assertThat(of(examine("virtualbox"), "lab network").grade()).isEqualTo(Grade.OK);
    }

    @Test
    void virtualbox_allows_its_own_range_by_default() {
        assertThat(of(examine("virtualbox"), "host-only ranges").grade()).isEqualTo(Grade.OK);
    }

    @Test
    void a_range_that_virtualbox_does_not_allow_is_named_with_the_line_that_mends_it() throws IOException {
        file("etc/vbox/networks.conf", "# ours\n* 10.0.0.0/8 172.16.0.0/12\n* 2001::/64\n");

        Finding finding = of(examine("virtualbox"), "host-only ranges");

        assertThat(finding.grade()).isEqualTo(Grade.BLOCKS);
        assertThat(finding.mend()).isEqualTo("echo '* 192.168.56.0/24' | sudo tee -a /etc/vbox/networks.conf");
    }

    @ParameterizedTest
    @ValueSource(strings = {"192.168.56.0/21", "192.168.0.0/16", "0.0.0.0/0", "192.168.56.0/24"})
    void a_range_covers_what_lies_in_it(String range) {
        assertThat(Ranges.covers(range, "192.168.56.0")).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"192.168.56.0/25", "192.168.57.0/24", "10.0.0.0/8", "2001::/64", "everything", ""})
    void a_range_covers_nothing_else(String range) {
        assertThat(Ranges.covers(range, "192.168.56.0")).isFalse();
    }

    private List<Finding> examine(String flavour) {
        Host host = new Host(root, system, machine, addresses, path -> OptionalLong.of(500_000));
        return new Doctor(programs, host, flavour, labIsThere).examine(MINI, 4608);
    }

    private static Finding of(List<Finding> findings, String subject) {
        return findings.stream()
                .filter(f -> f.subject().equals(subject))
                .findFirst()
                .orElseThrow();
    }
}
