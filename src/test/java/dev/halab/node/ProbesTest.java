package dev.halab.node;

import static org.assertj.core.api.Assertions.assertThat;

import dev.halab.fact.Fact;
import dev.halab.fact.Facts;
import dev.halab.fact.Reading;
import dev.halab.fact.Reading.Seen;
import dev.halab.fact.Reading.Unseen;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The probes run on this machine.
final class ProbesTest {
    @TempDir
    Path dir;

    private LocalProbes probes;

    @BeforeEach
    void preparePrograms() throws IOException {
        probes = new LocalProbes(Files.createDirectory(dir.resolve("programs")));
    }

    @Test
    void a_file_has_its_kind_mode_owner_size_time_and_bytes() throws IOException {
        Path file = write("hosts", "127.0.0.1 localhost\nno newline at the end");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));
        Files.setLastModifiedTime(file, FileTime.from(Instant.parse("2026-11-23T09:00:00.125Z")));
        String owner = Files.getOwner(file).getName();

        String text = probes.seen(file(file)).text();

        assertThat(text).matches("(?s)regular 0640 " + owner + " \\S+ 41 1795424400\\.125000000\n.*");
        assertThat(text).endsWith("\n127.0.0.1 localhost\nno newline at the end");
    }

    @Test
    void what_is_not_there_is_absent_and_so_are_dangling_and_circular_links() throws IOException {
        Files.createSymbolicLink(dir.resolve("dangling"), dir.resolve("nowhere"));
        Files.createSymbolicLink(dir.resolve("loop"), dir.resolve("loop"));

        for (String name : List.of("nothing", "dangling", "loop")) {
            assertThat(probes.seen(file(dir.resolve(name))).text()).isEqualTo("absent\n");
        }
        assertThat(probes.seen(Facts.file("cp-1", "relative")).text()).isEqualTo("absent\n");
    }

    @Test
    void pipes_devices_and_directories_are_named_and_never_opened() throws Exception {
        Path fifo = dir.resolve("fifo");
        assertThat(new ProcessBuilder("mkfifo", fifo.toString()).start().waitFor())
                .isZero();
        Files.createSymbolicLink(dir.resolve("zero"), Path.of("/dev/zero"));

        assertThat(probes.seen(file(fifo)).text()).startsWith("fifo ").hasLineCount(1);
        assertThat(probes.seen(file(dir.resolve("zero"))).text())
                .startsWith("char ")
                .hasLineCount(1);
        assertThat(probes.seen(file(dir)).text()).startsWith("directory ").hasLineCount(1);
        assertThat(probes.seen(Facts.key("cp-1", fifo.toString())).text())
                .startsWith("fifo ")
                .hasLineCount(1);
        assertThat(probes.seen(Facts.kubeconfig("cp-1", fifo.toString())).text())
                .hasLineCount(1);
    }

    @Test
    void of_a_file_with_certificates_nothing_else_is_told() throws IOException {
        String certificate = "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n";
        Path both = write(
                "both.pem",
                "a note\n" + certificate + "-----BEGIN PRIVATE KEY-----\nBBBB\n-----END PRIVATE KEY-----\n");
        Path none = write("none.pem", "-----BEGIN PRIVATE KEY-----\nBBBB\n-----END PRIVATE KEY-----\n");

        assertThat(probes.seen(Facts.certificates("cp-1", both.toString())).text())
                .endsWith("\n" + certificate)
                .hasLineCount(4);
        assertThat(probes.seen(Facts.certificates("cp-1", none.toString())).text())
                .hasLineCount(1);
        assertThat(probes.seen(Facts.certificates("cp-1", dir.resolve("x").toString()))
                        .text())
                .isEqualTo("absent\n");
    }

    @Test
    void manifests_are_all_files_that_the_kubelet_would_read() throws IOException {
        Path manifests = Files.createDirectory(dir.resolve("manifests"));
        Files.writeString(manifests.resolve("etcd.yaml"), "kind: Pod\n");
        Files.writeString(manifests.resolve("etcd.yaml.bak"), "");
        Files.writeString(manifests.resolve(".etcd.yaml.swp"), "hidden");
        Files.createDirectory(manifests.resolve("old files"));
        Fact fact = new Fact("cp-1", "manifests", List.of(manifests.toString()));
        Fact nowhere =
                new Fact("cp-1", "manifests", List.of(dir.resolve("nowhere").toString()));

        assertThat(probes.seen(fact).text()).isEqualTo("etcd.yaml a2luZDogUG9kCg==\netcd.yaml.bak \nold files -\n");
        assertThat(probes.seen(nowhere).status()).isEqualTo(2);
    }

    @Test
    void of_a_file_over_64_KiB_only_the_first_line_is_told() throws IOException {
        Path big = dir.resolve("big");
        try (var file = new java.io.RandomAccessFile(big.toFile(), "rw")) {
            file.setLength(100L * 1024 * 1024);
        }
        Path just = Files.write(dir.resolve("just"), new byte[64 * 1024]);

        assertThat(probes.seen(file(big)).text())
                .startsWith("regular ")
                .contains(" 104857600 ")
                .hasLineCount(1);
        assertThat(probes.seen(file(just)).text()).endsWith("\0".repeat(64 * 1024));
    }

    @Test
    void every_byte_of_a_file_arrives() throws IOException {
        byte[] ascii = new byte[128];
        for (int i = 0; i < ascii.length; i++) {
            ascii[i] = (byte) i;
        }
        Path garbage = Files.write(dir.resolve("garbage"), ascii);
        Path invalid = Files.write(dir.resolve("invalid"), new byte[] {(byte) 0xff, (byte) 0xfe, 'x'});

        assertThat(probes.seen(file(garbage)).text()).endsWith("\n" + new String(ascii, StandardCharsets.US_ASCII));
        assertThat(probes.seen(file(invalid)).text()).endsWith("\uFFFD\uFFFDx");
    }

    @Test
    void names_are_data_whatever_they_hold() throws IOException {
        Path mark = dir.resolve("mark");
        List<String> names = List.of(
                "a b",
                "it's",
                "\"quoted\"",
                "$(touch " + mark.getFileName() + ")",
                "`id`",
                "new\nline",
                "tab\there",
                "bar|bar",
                "back\\slash",
                "-n",
                "ünï",
                "end\n",
                "*",
                "?",
                "[a]",
                "~",
                "%s%n",
                ";id",
                "a\\0101");
        List<Fact> facts = new ArrayList<>();
        for (String name : names) {
            facts.add(file(write(name, "this is " + name)));
        }

        Map<Fact, Reading> readings = probes.read(facts);

        for (int i = 0; i < names.size(); i++) {
            assertThat(seenIn(readings, facts.get(i)).text()).endsWith("\nthis is " + names.get(i));
        }
        assertThat(mark).doesNotExist();
    }

    @Test
    void the_same_strange_names_harm_no_other_probe() {
        String evil = "$(touch " + dir.resolve("mark") + ");'\"\n|*";
        probes.program("systemctl", "echo called >&2; exit 1").program("haproxy", "exit 0");
        var facts = List.of(
                Facts.unit("n", evil),
                Facts.debianPackage("n", evil),
                Facts.sysctl("n", evil),
                Facts.sysctlFiles("n", evil),
                Facts.module("n", evil),
                Facts.resolve("n", evil),
                Facts.reach("n", evil, 1),
                Facts.haproxyVerify("n", evil),
                Facts.haproxyStat("n", evil),
                Facts.processes("n", evil),
                Facts.listing("n", evil),
                Facts.listing("n", "-l"),
                Facts.unit("n", "--version"),
                Facts.resolve("n", "--help"),
                Facts.debianPackage("n", "d*"),
                Facts.sysctl("n", "../../etc/passwd"),
                Facts.module("n", ".."));

        Map<Fact, Reading> readings = probes.read(facts);

        assertThat(dir.resolve("mark")).doesNotExist();
        assertThat(readings.values()).allSatisfy(reading -> assertThat(reading).isInstanceOf(Seen.class));
        assertThat(seenIn(readings, Facts.debianPackage("n", "d*")).text()).isEqualTo("absent\n");
        assertThat(seenIn(readings, Facts.sysctl("n", "../../etc/passwd")).status())
                .isOne();
        assertThat(seenIn(readings, Facts.listing("n", "-l")).status()).isEqualTo(2);
    }

    @Test
    void a_kubeconfig_comes_without_its_secrets_however_they_are_written() throws IOException {
        Path config = write("admin.conf", """
                apiVersion: v1
                clusters:
                - cluster:
                    certificate-authority-data: LS0tLS1CRUdJTiBDRVJUSUZJQ0FURS0tLS0t
                    server: https://k8s-api.lab:6443
                users:
                - name: admin
                  user:
                    client-certificate-data: LS0tLS1CRUdJTiBDRVJUSUZJQ0FURS0tLS0t
                    client-key-data: SECRET1
                - name: folded
                  user:
                    client-key-data: |
                      SECRET2
                      SECRET3

                      SECRET4
                    username: kept
                - user: {token: SECRET5, username: gone}
                - user: {"token": "SECRET6, \\"SECRET7", "username": "kept too"}
                - token:
                    SECRET8
                  "password" : 'SECRET9'
                  tokenFile: /kept/file
                - elsewhere: LS0tLS1CRUdJTiBSU0EgUFJJVkFURSBLRVktLS0tLSECRET==
                """);

        String text = probes.seen(Facts.kubeconfig("cp-1", config.toString())).text();

        assertThat(text).doesNotContain("SECRET");
        assertThat(text)
                .contains("server: https://k8s-api.lab:6443", "certificate-authority-data: LS0tLS1CRUdJTiBDRVJU")
                .contains("client-certificate-data: LS0tLS1CRUdJTiBDRVJU", "client-key-data: cut\n")
                .contains("username: kept\n", "\"username\": \"kept too\"}", "tokenFile: /kept/file");
    }

    @Test
    void modules_kernel_parameters_swaps_and_the_clock_can_be_read() throws IOException {
        Map<Fact, Reading> readings = probes.read(List.of(
                Facts.sysctl("n", "kernel.ostype"),
                Facts.sysctl("n", "kernel.no_such"),
                Facts.sysctl("n", "kernel.pid_max"),
                Facts.swaps("n"),
                Facts.clock("n"),
                Facts.module("n", "no-such-module"),
                Facts.addresses("n")));

        assertThat(seenIn(readings, Facts.sysctl("n", "kernel.ostype")).text()).isEqualTo("Linux\n");
        // the kernel gives numbers in one piece only: whoever reads byte by byte gets the first digit
        assertThat(seenIn(readings, Facts.sysctl("n", "kernel.pid_max")).text()).matches("[1-9][0-9]{4,}\n");
        assertThat(seenIn(readings, Facts.sysctl("n", "kernel.no_such")).status())
                .isOne();
        assertThat(seenIn(readings, Facts.swaps("n")).text()).startsWith("Filename");
        assertThat(seenIn(readings, Facts.module("n", "no-such-module")).text()).isEqualTo("no\n");
        assertThat(seenIn(readings, Facts.clock("n")).text()).matches("\\d{10}\\.\\d{3} \\d+\\.\\d{3}\n");
    }

    @Test
    void files_of_sysctl_d_are_applied_like_systemd_does() throws IOException {
        for (String place : List.of("etc", "run", "local", "lib")) {
            Files.createDirectories(dir.resolve(place));
        }
        write("etc/90-lab.conf", "# a comment\nnet.ipv4.ip_forward = 1\n-net/ipv4/ip_forward=0\nbroken\n");
        write("lib/10-first.conf", "net.ipv4.ip_forward=9\n");
        write("lib/50-hidden.conf", "net.ipv4.ip_forward=8\n");
        Files.createSymbolicLink(dir.resolve("etc/50-hidden.conf"), Path.of("/dev/null"));
        write("lib/60-pattern.conf", "net.ipv4.conf.*.rp_filter = 2\n-net.ipv4.conf.lo.rp_filter\n");
        write("etc/note.txt", "net.ipv4.ip_forward=7\n");
        probes.instead(
                "/etc/sysctl.d /run/sysctl.d /usr/local/lib/sysctl.d /usr/lib/sysctl.d",
                "%1$s/etc %1$s/run %1$s/local %1$s/lib".formatted(dir));

        assertThat(probes.seen(Facts.sysctlFiles("n", "net.ipv4.ip_forward")).text())
                .isEqualTo("""
                        %1$s/lib/10-first.conf: net.ipv4.ip_forward = 9
                        %1$s/etc/90-lab.conf: net.ipv4.ip_forward = 1
                        %1$s/etc/90-lab.conf: net.ipv4.ip_forward = 0
                        """.formatted(dir));
        assertThat(probes.seen(Facts.sysctlFiles("n", "net.ipv4.conf.all.rp_filter"))
                        .text())
                .isEqualTo("%s/lib/60-pattern.conf: net.ipv4.conf.all.rp_filter = 2\n".formatted(dir));
        assertThat(probes.seen(Facts.sysctlFiles("n", "net.ipv4.conf.lo.rp_filter"))
                        .text())
                .isEmpty();
        assertThat(probes.seen(Facts.sysctlFiles("n", "net.ipv4.ip_forwardx")).text())
                .isEmpty();
    }

    @Test
    void a_directory_lists_its_names() throws IOException {
        Files.createDirectories(dir.resolve("some/sub"));
        write("some/b", "");
        write("some/.a", "");

        assertThat(probes.seen(Facts.listing("n", dir.resolve("some").toString()))
                        .text())
                .isEqualTo(".a\nb\nsub/\n");
        assertThat(probes.seen(Facts.listing("n", dir.resolve("none").toString()))
                        .status())
                .isEqualTo(2);
    }

    @Test
    void reach_tells_open_from_refused_and_from_names_that_do_not_resolve() throws IOException {
        try (var server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
                var gone = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            gone.close();
            Fact open = Facts.reach("n", "127.0.0.1", server.getLocalPort());
            Fact refused = Facts.reach("n", "localhost", gone.getLocalPort());
            Fact nameless = Facts.reach("n", "no.such.name.invalid", 22);

            Map<Fact, Reading> readings = probes.read(List.of(open, refused, nameless));

            assertThat(seenIn(readings, open).text()).isEqualTo("open\n");
            assertThat(seenIn(readings, refused).text()).isEqualTo("refused\n");
            assertThat(seenIn(readings, nameless).text()).startsWith("error the name does not resolve");
        }
    }

    @Test
    void a_name_that_does_not_resolve_has_status_2() {
        probes.program(
                "getent",
                "[ \"$1\" = ahostsv4 ] && [ \"$3\" = k8s-api.lab ] || exit 2\n"
                        + "echo '192.168.56.10   STREAM k8s-api.lab'");

        assertThat(probes.seen(Facts.resolve("n", "k8s-api.lab")).text()).startsWith("192.168.56.10 ");
        assertThat(probes.seen(Facts.resolve("n", "other.lab")).status()).isEqualTo(2);
    }

    @Test
    void programs_that_hang_cost_their_own_time_only_and_all_at_once() {
        probes.program("getent", "exec sleep 30")
                .program("haproxy", "exec sleep 30")
                .program("containerd", "exec sleep 30")
                .program("systemctl", "exec sleep 30");
        var facts = List.of(
                Facts.resolve("n", "a.lab"),
                Facts.resolve("n", "b.lab"),
                Facts.haproxyVerify("n", "/etc/hosts"),
                Facts.containerdConfig("n"),
                Facts.unit("n", "kubelet"),
                Facts.swaps("n"));

        long start = System.nanoTime();
        Map<Fact, Reading> readings = probes.read(facts);

        assertThat(System.nanoTime() - start).isLessThan(8_000_000_000L);
        assertThat(readings.values()).noneMatch(Unseen.class::isInstance);
        assertThat(seenIn(readings, Facts.resolve("n", "a.lab")).status()).isEqualTo(124);
        assertThat(seenIn(readings, Facts.unit("n", "kubelet")).status()).isEqualTo(124);
        assertThat(seenIn(readings, Facts.swaps("n")).status()).isZero();
    }

    @Test
    void packages_are_asked_together_and_told_apart() {
        // Recorded: dpkg-query 1.21 of Debian 12; kubelet held, haproxy removed but configured, docker-ce only known.
        probes.program("dpkg-query", """
                printf 'haproxy rc 2.6.12-1+deb12u4\\nkubelet hi 1.35.8-1.1\\ndocker-ce un \\n'
                echo 'dpkg-query: no packages found matching nothing' >&2
                exit 1
                """);
        Fact kubelet = Facts.debianPackage("n", "kubelet");
        Fact haproxy = Facts.debianPackage("n", "haproxy");
        Fact docker = Facts.debianPackage("n", "docker-ce");
        Fact nothing = Facts.debianPackage("n", "nothing");

        Map<Fact, Reading> readings = probes.read(List.of(kubelet, nothing, haproxy, docker));

        assertThat(seenIn(readings, kubelet).text()).isEqualTo("hi 1.35.8-1.1\n");
        assertThat(seenIn(readings, haproxy).text()).isEqualTo("rc 2.6.12-1+deb12u4\n");
        assertThat(seenIn(readings, docker).text()).isEqualTo("absent\n");
        assertThat(seenIn(readings, nothing).text()).isEqualTo("absent\n");
    }

    @Test
    void more_than_64_KiB_of_anything_is_unreadable() {
        probes.program("ss", "head -c 200000 /dev/zero | tr '\\000' x");

        assertThat(probes.read(List.of(Facts.sockets("n"))).get(Facts.sockets("n")))
                .isInstanceOfSatisfying(
                        Unseen.class, unseen -> assertThat(unseen.detail()).contains("64 KiB"));
    }

    @Test
    void what_a_program_says_on_its_error_stream_is_kept_apart() {
        probes.program("containerd", "echo out; echo trouble >&2; exit 3");

        Seen seen = probes.seen(Facts.containerdConfig("n"));

        assertThat(seen.status()).isEqualTo(3);
        assertThat(seen.text()).isEqualTo("out\n");
        assertThat(seen.error()).isEqualTo("trouble\n");
    }

    @Test
    void a_kind_that_the_probes_do_not_know_is_unreadable() {
        Fact strange = new Fact("n", "strange", List.of());

        assertThat(probes.read(List.of(strange)).get(strange)).isInstanceOf(Unseen.class);
    }

    @Test
    void of_certificates_only_their_blocks_leave_the_node() throws IOException {
        String one = "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n";
        String key = "-----BEGIN PRIVATE KEY-----\nSECRET\n-----END PRIVATE KEY-----\n";
        Path bundle = write("admin.pem", "subject=CN = admin\n" + one + key + one);

        String text = probes.seen(Facts.certificates("n", bundle.toString())).text();

        assertThat(text.substring(text.indexOf('\n') + 1)).isEqualTo(one + one);
        assertThat(probes.seen(Facts.certificates("n", "/nope")).text()).isEqualTo("absent\n");
    }

    @Test
    void every_manifest_comes_that_the_kubelet_would_run() throws Exception {
        Path manifests = Files.createDirectory(dir.resolve("manifests"));
        probes.instead("directory=${a:-/etc/kubernetes/manifests}", "directory=" + manifests);
        assertThat(probes.seen(Facts.manifests("n")).text()).isEmpty();
        write("manifests/etcd.yaml", "kind: Pod\n");
        write("manifests/etcd.yaml.bak", "");
        write("manifests/.hidden.yaml", "kind: Pod\n");
        Files.write(manifests.resolve("large"), new byte[65 * 1024]);
        Files.createDirectory(manifests.resolve("sub"));
        assertThat(new ProcessBuilder("mkfifo", manifests.resolve("pipe").toString())
                        .start()
                        .waitFor())
                .isZero();

        assertThat(probes.seen(Facts.manifests("n")).text())
                .isEqualTo("etcd.yaml a2luZDogUG9kCg==\netcd.yaml.bak \nlarge -\npipe -\nsub -\n");
        probes.instead("directory=${a:-/etc/kubernetes/manifests}", "directory=/nope");
        assertThat(probes.seen(Facts.manifests("n")).status()).isEqualTo(2);
    }

    @Test
    void reading_changes_nothing() throws Exception {
        write("a", "text");
        Files.createDirectory(dir.resolve("b"));
        List<String> before = state();

        probes.read(List.of(
                file(dir.resolve("a")),
                Facts.listing("n", dir.toString()),
                Facts.key("n", dir.resolve("a").toString()),
                Facts.sockets("n"),
                Facts.clock("n"),
                Facts.haproxyVerify("n", dir.resolve("a").toString())));

        assertThat(state()).isEqualTo(before);
    }

    private List<String> state() throws Exception {
        Process find = new ProcessBuilder("find", dir.toString(), "-printf", "%p %s %m %T@ %C@\n").start();
        String out = new String(find.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        String[] lines = out.split("\n");
        Arrays.sort(lines);
        return List.of(lines);
    }

    private Path write(String name, String text) throws IOException {
        return Files.writeString(dir.resolve(name), text);
    }

    private static Fact file(Path path) {
        return Facts.file("cp-1", path.toString());
    }

    private static Seen seenIn(Map<Fact, Reading> readings, Fact fact) {
        return (Seen) Objects.requireNonNull(readings.get(fact));
    }
}
