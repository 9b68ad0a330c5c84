package dev.halab.machine.host;

import static org.assertj.core.api.Assertions.assertThat;

import dev.halab.machine.Finding;
import dev.halab.machine.Finding.Grade;
import dev.halab.topology.Topology;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Each finding of each system, with the host's files and programs as fakes.
final class PreflightTest {
    private static final String ROUTES = "Iface\tDestination\tGateway \tFlags\tRefCnt\tUse\tMetric\tMask\t\tMTU\n";

    private final FakePrograms programs = new FakePrograms();
    private final List<String> addresses =
            new ArrayList<>(List.of("eth0 192.0.2.7", "lo 127.0.0.1", "lo 0:0:0:0:0:0:0:1"));
    private String network = "192.168.56";
    private String system = "Linux";
    private String machine = "amd64";
    private Needs.Cpu processor = Needs.Cpu.NOTHING;
    private boolean labIsThere;
    private OptionalLong room = OptionalLong.of(20 * 1024);

    @TempDir
    private Path root;

    @BeforeEach
    void has_a_good_host() throws IOException {
        file("proc/cpuinfo", "processor\t: 0\nflags\t\t: fpu vmx sse2\n\nprocessor\t: 1\nflags\t\t: fpu vmx sse2\n");
        file("proc/meminfo", "MemTotal: 16000000 kB\nMemAvailable:   8192000 kB\n");
        file("proc/net/route", ROUTES + "eth0\t00000000\t010200C0\t0003\t0\t0\t0\t00000000\t0\n");
        file("dev/kvm", "");
        file("sys/fs/cgroup/cgroup.controllers", "cpu memory pids\n");
        file("proc/sys/fs/inotify/max_user_watches", "1048576\n");
        file("proc/sys/fs/inotify/max_user_instances", "8192\n");
        file("proc/sys/net/netfilter/nf_conntrack_max", "131072\n");
        programs.having("docker", "Docker version 27.5.1, build 9f9e405\n")
                .having("timedatectl", "yes\n")
                .having("apt-get", "");
    }

    private void file(String name, String text) throws IOException {
        Path file = root.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    private void delete(String name) throws IOException {
        Files.delete(root.resolve(name));
    }

    @Test
    void a_good_host_gets_no_bad_word() {
        assertThat(examine()).allSatisfy(f -> {
            assertThat(f.grade()).isEqualTo(Grade.OK);
            assertThat(f.mend()).isEmpty();
        });
        assertThat(examine())
                .extracting(Finding::subject)
                .containsExactly(
                        "container engines",
                        "hypervisors",
                        "memory",
                        "disk",
                        "lab network",
                        "pod and service ranges",
                        "cgroups",
                        "inotify",
                        "conntrack",
                        "time");
    }

    @Test
    void a_host_that_tells_nothing_is_not_blamed_for_it() throws IOException {
        for (String name :
                List.of("proc/cpuinfo", "proc/meminfo", "proc/net/route", "proc/sys/net/netfilter/nf_conntrack_max")) {
            delete(name);
        }
        programs.prints.clear();
        room = OptionalLong.empty();

        assertThat(examine()).extracting(Finding::grade).containsOnly(Grade.OK);
        assertThat(examine()).extracting(Finding::subject).doesNotContain("memory", "disk", "conntrack", "time");
    }

    @Test
    void engines_and_hypervisors_are_named_with_their_versions() {
        programs.having("podman", "podman version 4.3.1\n")
                .having("virsh", "9.0.0\n")
                .having("VBoxManage", "WARNING: The vboxdrv kernel module is not loaded\n7.0.10r158379\n")
                .having("vmrun", "vmrun version 1.17.0 build-24238078\n")
                .having("prlctl", "prlctl version 19.1.0 (54729)\n");

        assertThat(of("container engines").observed()).isEqualTo("docker 27.5.1, podman 4.3.1");
        assertThat(of("hypervisors").observed())
                .isEqualTo("libvirt 9.0.0, virtualbox 7.0.10, vmware_desktop 1.17.0, parallels 19.1.0");
    }

    @ParameterizedTest
    @ValueSource(strings = {FakePrograms.HANGS, "status 1", "garbage", ""})
    void a_program_that_tells_no_version_is_named_without_one(String output) {
        programs.prints.clear();
        programs.having("virsh", output);

        assertThat(of("hypervisors").observed()).isEqualTo("libvirt (tells no version)");
        assertThat(of("container engines").observed()).isEqualTo("none");
    }

    @Test
    void on_windows_hyper_v_counts_where_its_service_runs() {
        system = "Windows 11";
        programs.having("powershell.exe", "Running\n");
        assertThat(of("hypervisors").observed()).isEqualTo("hyperv");

        programs.having("powershell.exe", "Stopped\n");
        assertThat(of("hypervisors").observed()).isEqualTo("none");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "7.2.6r1 | OK    | virtualbox: 7.2.6;                                        | ''",
                "7.1.0r1 | OK    | virtualbox: 7.1.0;                                        | ''",
                "7.0.18r1| HURTS | virtualbox: 7.0.18, and 7.1 is the first that does;       | brew upgrade --cask virtualbox",
                "''      | HURTS | virtualbox: is not here; vmware_desktop: is not here;     | brew install --cask virtualbox"
            })
    void on_apple_silicon_hypervisors_are_ranked_with_the_reason_of_each(
            String version, Grade grade, String observed, String mend) {
        apple();
        if (!version.isEmpty()) {
            programs.having("VBoxManage", version);
        }

        Finding finding = of("Apple Silicon");

        assertThat(finding.grade()).isEqualTo(grade);
        assertThat(finding.observed()).startsWith("best first: " + observed).contains("parallels: ", "utm: ");
        assertThat(finding.mend()).isEqualTo(mend);
    }

    @Test
    void one_that_does_is_enough_on_apple_silicon() {
        apple();
        programs.having("VBoxManage", "6.1.50r1").having("utmctl", "4.5.3");

        assertThat(of("Apple Silicon").grade()).isEqualTo(Grade.OK);
    }

    @Test
    void other_macs_need_no_ranking() {
        apple();
        machine = "x86_64";

        assertThat(examine()).extracting(Finding::subject).doesNotContain("Apple Silicon");
    }

    @ParameterizedTest
    @CsvSource({"vmx, sudo modprobe kvm_intel", "svm, sudo modprobe kvm_amd", "sse, switch it on in the firmware"})
    void without_kvm_machines_are_slow_and_the_module_of_this_processor_is_named(String flag, String mend)
            throws IOException {
        processor = Needs.Cpu.KVM;
        delete("dev/kvm");
        file("proc/cpuinfo", "processor : 0\nflags\t\t: fpu %s nosvm\n".formatted(flag));

        Finding finding = of("virtualisation");

        assertThat(finding.grade()).isEqualTo(Grade.HURTS);
        assertThat(finding.observed()).contains("emulated");
        assertThat(finding.mend()).startsWith(mend);
    }

    @Test
    void containers_need_nothing_of_the_processor() {
        assertThat(examine()).extracting(Finding::subject).doesNotContain("virtualisation");
    }

    @ParameterizedTest
    @CsvSource({"fpu vmx, OK", "fpu svm, OK", "fpu nosvm, BLOCKS", "vmxish, BLOCKS"})
    void a_hypervisor_cannot_do_without_the_processors_help(String flags, Grade grade) throws IOException {
        processor = Needs.Cpu.VIRTUALISATION;
        file("proc/cpuinfo", "flags\t\t: %s\n".formatted(flags));

        assertThat(of("virtualisation").grade()).isEqualTo(grade);
    }

    @ParameterizedTest
    @CsvSource({
        "Mac OS X, sysctl, 1, OK",
        "Mac OS X, sysctl, 0, BLOCKS",
        "Windows 11, powershell.exe, True, OK",
        "Windows 11, powershell.exe, False, BLOCKS"
    })
    void other_systems_are_asked_about_their_processor(String name, String program, String said, Grade grade) {
        system = name;
        processor = Needs.Cpu.VIRTUALISATION;
        programs.having(program, said + "\n");

        assertThat(of("virtualisation").grade()).isEqualTo(grade);
    }

    @Test
    void too_little_memory_is_said_with_numbers_and_what_helps() throws IOException {
        file("proc/meminfo", "MemAvailable:   %d kB\n".formatted(1499 * 1024));

        Finding finding = of("memory");
        processor = Needs.Cpu.VIRTUALISATION;

        assertThat(finding.grade()).isEqualTo(Grade.HURTS);
        assertThat(finding.observed()).isEqualTo("1499 MiB free, the machines of 'mini' take about 1500 MiB");
        assertThat(finding.mend()).contains("close other programs");
        assertThat(of("memory").mend()).contains("HALAB_PROFILE=small");
        file("proc/meminfo", "MemAvailable:   %d kB\n".formatted(1500 * 1024));
        assertThat(of("memory").grade()).isEqualTo(Grade.OK);
    }

    @Test
    void memory_is_seen_on_macos_and_windows_too() {
        system = "Mac OS X";
        programs.having(
                "vm_stat",
                "Mach Virtual Memory Statistics: (page size of 16384 bytes)\n"
                        + "Pages free:                               10000.\n"
                        + "Pages active:                            300000.\n"
                        + "Pages inactive:                           50000.\n"
                        + "Pages speculative:                         4000.\n");
        assertThat(of("memory").observed()).startsWith("1000 MiB free");

        system = "Windows 11";
        programs.having("powershell.exe", "2097152\n");
        assertThat(of("memory").observed()).startsWith("2048 MiB free");
    }

    @Test
    void too_little_disk_is_said_with_what_makes_room() {
        room = OptionalLong.of(9 * 1024);

        Finding finding = of("disk");

        assertThat(finding.grade()).isEqualTo(Grade.HURTS);
        assertThat(finding.observed()).isEqualTo("9 GiB free, a lab takes up to 10");
        assertThat(finding.mend()).isEqualTo("make room, for instance: docker system prune");
    }

    @Test
    void an_interface_in_the_lab_network_blocks_unless_it_is_the_labs() {
        addresses.add("wlan0 192.168.56.77");

        assertThat(of("lab network").grade()).isEqualTo(Grade.BLOCKS);
        assertThat(of("lab network").observed()).contains("interface wlan0 192.168.56.77");
        assertThat(of("lab network").mend()).contains("config.yaml");
        labIsThere = true;
        assertThat(of("lab network").grade()).isEqualTo(Grade.OK);
    }

    @ParameterizedTest
    @ValueSource(strings = {"vboxnet0 192.168.56.1", "halablc0a838 192.168.56.1", "wlan0 192.168.57.1"})
    void networks_that_were_kept_and_our_own_are_no_clash(String address) {
        addresses.add(address);

        assertThat(of("lab network").grade()).isEqualTo(Grade.OK);
    }

    @Test
    void a_route_into_the_lab_network_blocks() throws IOException {
        // 192.168.56.0/25 by tun0
        file("proc/net/route", ROUTES + "tun0\t0038A8C0\t00000000\t0001\t0\t0\t0\t80FFFFFF\t0\n");

        assertThat(of("lab network").grade()).isEqualTo(Grade.BLOCKS);
        assertThat(of("lab network").observed()).contains("a route to 192.168.56.0/25 by tun0");
    }

    @Test
    void a_network_around_the_labs_is_said_to_be_hidden_in_part() throws IOException {
        // 192.168.0.0/16 by tun0
        file("proc/net/route", ROUTES + "tun0\t0000A8C0\t00000000\t0001\t0\t0\t0\t0000FFFF\t0\n");

        assertThat(of("lab network").grade()).isEqualTo(Grade.HURTS);
        assertThat(of("lab network").observed()).contains("lies in 192.168.0.0/16", "by tun0");
    }

    @ParameterizedTest
    @CsvSource({
        "Mac OS X, netstat, '192.168.56         link#12    UCS   en7', BLOCKS",
        "Mac OS X, netstat, '192.168.56/25      10.0.0.1   UGSc  utun3', BLOCKS",
        "Mac OS X, netstat, '192.168.0/16       10.0.0.1   UGSc  utun3', HURTS",
        "Mac OS X, netstat, 'default            192.0.2.1  UGScg en0', OK",
        "Mac OS X, netstat, '10                 10.0.0.1   UGSc  utun3', OK",
        "Windows 11, route.exe, '   192.168.56.0    255.255.255.0   On-link   192.168.57.9    281', BLOCKS",
        "Windows 11, route.exe, '    192.168.0.0      255.255.0.0   10.8.0.1     10.8.0.5     25', HURTS",
        "Windows 11, route.exe, '        0.0.0.0          0.0.0.0   192.0.2.1   192.0.2.7     25', OK"
    })
    void routes_are_read_on_other_systems_too(String name, String program, String route, Grade grade) {
        system = name;
        programs.having(program, "Routing tables\n\nInternet:\n" + route + "\n");

        assertThat(of("lab network").grade()).isEqualTo(grade);
    }

    @ParameterizedTest
    @CsvSource({"10.244.7, pods", "10.96.0, services", "10.111.255, services"})
    void a_lab_network_where_pods_or_services_are_blocks(String prefix, String what) {
        network = prefix;

        Finding finding = of("pod and service ranges");

        assertThat(finding.grade()).isEqualTo(Grade.BLOCKS);
        assertThat(finding.observed()).contains(prefix, what);
        assertThat(Preflight.network(topology())).contains(finding);
    }

    @ParameterizedTest
    @CsvSource({"tun0 10.244.1.2, pods", "tun0 10.100.3.4, services"})
    void what_pods_and_services_hide_of_this_host_is_named(String address, String what) {
        addresses.add(address);

        Finding finding = of("pod and service ranges");

        assertThat(finding.grade()).isEqualTo(Grade.HURTS);
        assertThat(finding.observed()).contains(address, what);
    }

    @Test
    void a_route_of_a_vpn_over_pods_and_services_is_named() throws IOException {
        // 10.0.0.0/8 by tun0
        file("proc/net/route", ROUTES + "tun0\t0000000A\t00000000\t0001\t0\t0\t0\t000000FF\t0\n");

        assertThat(of("pod and service ranges").grade()).isEqualTo(Grade.HURTS);
        assertThat(of("pod and service ranges").observed()).contains("10.0.0.0/8 by tun0");
        assertThat(of("lab network").grade()).isEqualTo(Grade.OK);
    }

    @ParameterizedTest
    @CsvSource({
        "apt-get, update-grub",
        "grubby, 'sudo grubby --update-kernel=ALL --args=systemd.unified_cgroup_hierarchy=1, then reboot'",
        "pacman, boot this host with the kernel parameter"
    })
    void the_first_version_of_cgroups_hurts_and_each_system_has_its_way_to_the_second(String program, String mend)
            throws IOException {
        programs.prints.remove("apt-get");
        programs.having(program, "");
        delete("sys/fs/cgroup/cgroup.controllers");

        assertThat(of("cgroups").grade()).isEqualTo(Grade.HURTS);
        assertThat(of("cgroups").mend()).contains(mend);
    }

    @Test
    void too_few_watches_of_inotify_are_to_be_raised_and_up_raises_the_instances() throws IOException {
        file("proc/sys/fs/inotify/max_user_watches", "8192\n");
        file("proc/sys/fs/inotify/max_user_instances", "128\n");

        Finding finding = of("inotify");

        assertThat(finding.grade()).isEqualTo(Grade.HURTS);
        assertThat(finding.observed()).isEqualTo("8192 watches, 128 instances (`halab up` raises that)");
        assertThat(finding.mend()).isEqualTo("sudo sysctl -w fs.inotify.max_user_watches=524288");
    }

    @Test
    void a_limit_of_connections_that_is_not_kube_proxys_is_set_by_up() throws IOException {
        file("proc/sys/net/netfilter/nf_conntrack_max", "262144\n");

        assertThat(of("conntrack").grade()).isEqualTo(Grade.OK);
        assertThat(of("conntrack").observed()).contains("262144 connections", "sets that to 131072");
        file("proc/cpuinfo", "processor : 0\n".repeat(16));
        file("proc/sys/net/netfilter/nf_conntrack_max", "524288\n");
        assertThat(of("conntrack").observed()).isEqualTo("524288 connections");
    }

    @Test
    void kernels_of_virtual_machines_are_their_own() {
        processor = Needs.Cpu.KVM;

        assertThat(examine()).extracting(Finding::subject).doesNotContain("cgroups", "inotify", "conntrack");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Linux      | timedatectl | no                          | sudo timedatectl set-ntp true",
                "Linux      | timedatectl | yes                         | ''",
                "Mac OS X   | systemsetup | Network Time: Off           | sudo systemsetup -setusingnetworktime on",
                "Mac OS X   | systemsetup | Network Time: On            | ''",
                "Windows 11 | w32tm.exe   | Source: Local CMOS Clock    | w32tm /resync",
                "Windows 11 | w32tm.exe   | Source: time.example.invalid| ''"
            })
    void a_clock_that_nothing_sets_hurts(String name, String program, String said, String mend) {
        system = name;
        programs.having(program, said + "\n");

        assertThat(of("time").grade()).isEqualTo(mend.isEmpty() ? Grade.OK : Grade.HURTS);
        assertThat(of("time").mend()).isEqualTo(mend);
    }

    @ParameterizedTest
    @CsvSource({
        "apt-get, virtualbox, sudo apt-get install -y virtualbox",
        "apt-get, libvirt, sudo apt-get install -y vagrant-libvirt libvirt-daemon-system",
        "apt-get, engine, sudo apt-get install -y docker.io",
        "dnf, vagrant, sudo dnf install -y vagrant",
        "dnf, engine, sudo dnf install -y podman",
        "pacman, virtualbox, sudo pacman -S --noconfirm virtualbox",
        "pacman, engine, sudo pacman -S --noconfirm docker",
        "brew, utm, brew install --cask utm",
        "brew, vmware_desktop, brew install --cask vmware-fusion",
        "winget.exe, vagrant, winget install Hashicorp.Vagrant",
        "winget.exe, engine, winget install Docker.DockerDesktop",
        "winget.exe, libvirt, install libvirt by your system's package manager",
        "none, engine, install Docker or Podman by your system's package manager"
    })
    void each_system_installs_by_its_own_command(String program, String what, String command) {
        FakePrograms only = new FakePrograms().having(program, "");

        assertThat(Installer.command(only, what)).isEqualTo(command);
    }

    /// Files below /proc/sys are read as a whole or not at all, which no file of a test is.
    @Test
    @EnabledOnOs(OS.LINUX)
    void limits_of_the_kernel_are_read_whole() throws Exception {
        String path = "proc/sys/kernel/pid_max";
        Process cat = new ProcessBuilder("cat", "/" + path).start();
        long said = Long.parseLong(new String(cat.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip());

        assertThat(Host.here().number(path)).hasValue(said);
        assertThat(said).isGreaterThan(9);
    }

    private void apple() {
        system = "Mac OS X";
        machine = "aarch64";
        programs.prints.clear();
        programs.having("brew", "");
    }

    private Topology topology() {
        return Topology.of("mini", network).orElseThrow();
    }

    private List<Finding> examine() {
        Host host = new Host(root, system, machine, addresses, path -> room);
        Needs needs = new Needs(1500, 10 * 1024, "var/lib", "docker system prune", processor, labIsThere);
        return new Preflight(programs, host).examine(topology(), needs);
    }

    private Finding of(String subject) {
        return examine().stream()
                .filter(f -> f.subject().equals(subject))
                .findFirst()
                .orElseThrow();
    }
}
