package dev.halab.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.halab.fact.Fact;
import dev.halab.fact.Facts;
import dev.halab.fact.Reading;
import dev.halab.fact.Reading.Seen;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The probes of processes, units, keys, HAProxy and etcd.
final class ProbesOfProgramsTest {
    /// The kernel counts starts in hundredths of a second, and a busy machine adds to that.
    private static final double TICKS = 0.06;

    @TempDir
    Path dir;

    private final List<Process> started = new ArrayList<>();
    private LocalProbes probes;

    @BeforeEach
    void preparePrograms() throws IOException {
        probes = new LocalProbes(Files.createDirectory(dir.resolve("programs")));
    }

    @AfterEach
    void endProcesses() {
        started.forEach(Process::destroyForcibly);
    }

    @Test
    void a_process_is_found_by_its_executable_with_its_arguments_and_its_start() throws IOException {
        Path sleeper = Files.copy(Path.of("/bin/sleep"), dir.resolve("halab-sleeper"));
        double before = now();
        Process process = start(sleeper.toString(), "300", "1");
        double after = now();

        String text = probes.seen(Facts.processes("n", "halab-sleeper")).text();

        List<String> lines = text.lines().toList();
        assertThat(lines.getFirst()).matches(process.pid() + " \\S+ " + sleeper);
        assertThat(Double.parseDouble(lines.getFirst().split(" ")[1])).isBetween(before - TICKS, after + TICKS);
        assertThat(lines.subList(1, lines.size())).containsExactly("\t" + sleeper, "\t300", "\t1");
    }

    @Test
    void no_process_is_an_empty_answer_and_part_of_a_name_is_not_the_name() throws IOException {
        start(Files.copy(Path.of("/bin/sleep"), dir.resolve("halab-sleeper2")).toString(), "300");

        assertThat(probes.seen(Facts.processes("n", "sleeper2")))
                .satisfies(seen -> assertThat(seen.text()).isEmpty())
                .satisfies(seen -> assertThat(seen.status()).isZero());
    }

    @Test
    void a_unit_tells_the_start_of_its_main_and_of_its_youngest_process() throws Exception {
        // This very process is the main one: it started well before the worker.
        ProcessHandle main = ProcessHandle.current();
        double beforeWorker = now();
        Process worker = start("sleep", "300");
        double afterWorker = now();
        Path group = Files.createDirectories(dir.resolve("cgroup/system.slice/haproxy.service"));
        Files.writeString(group.resolve("cgroup.procs"), main.pid() + "\n" + worker.pid() + "\n999999999\n");
        // Recorded: systemd 252 of Debian 12; the order of the properties is systemd's own.
        probes.instead("/sys/fs/cgroup /sys/fs/cgroup/systemd", dir.resolve("cgroup") + " /sys/fs/cgroup/systemd")
                .program("systemctl", """
                        printf 'MainPID=%d\\nNRestarts=0\\nControlGroup=/system.slice/haproxy.service\\n'
                        printf 'LoadState=loaded\\nActiveState=active\\nSubState=running\\nUnitFileState=enabled\\n\\n'
                        printf 'MainPID=0\\nNRestarts=0\\nControlGroup=\\nLoadState=not-found\\nActiveState=inactive\\n'
                        printf 'SubState=dead\\nUnitFileState=\\n'
                        """.formatted(main.pid()));
        Fact haproxy = Facts.unit("n", "haproxy.service");
        Fact nginx = Facts.unit("n", "nginx.service");

        Map<Fact, Reading> readings = probes.read(List.of(haproxy, nginx));

        List<String> lines = seenIn(readings, haproxy).text().lines().toList();
        assertThat(lines.subList(0, 6))
                .containsExactly(
                        "LoadState=loaded",
                        "ActiveState=active",
                        "SubState=running",
                        "UnitFileState=enabled",
                        "MainPID=" + main.pid(),
                        "NRestarts=0");
        double jvmStarted = ManagementFactory.getRuntimeMXBean().getStartTime() / 1000.0;
        assertThat(value(lines, "Started")).isBetween(jvmStarted - 5, jvmStarted + TICKS);
        assertThat(value(lines, "Youngest")).isBetween(beforeWorker - TICKS, afterWorker + TICKS);
        assertThat(seenIn(readings, nginx).text())
                .isEqualTo(
                        "LoadState=not-found\nActiveState=inactive\nSubState=dead\nUnitFileState=\nMainPID=0\nNRestarts=0\n");
    }

    @Test
    void a_node_without_systemd_says_so_for_every_unit() {
        probes.program("systemctl", "echo 'System has not been booted with systemd as init system' >&2; exit 1");

        Seen seen = probes.seen(Facts.unit("n", "kubelet"));

        assertThat(seen.status()).isOne();
        assertThat(seen.error()).contains("has not been booted with systemd");
    }

    @Test
    void the_clock_is_the_clock() {
        double before = now();
        String[] words = probes.seen(Facts.clock("n")).text().strip().split(" ");
        double after = now();

        assertThat(Double.parseDouble(words[0])).isBetween(before - 0.01, after + 0.01);
        assertThat(Double.parseDouble(words[1])).isPositive();
    }

    @Test
    void the_halves_of_a_key_pair_and_their_certificate_have_one_public_sum() throws Exception {
        for (String algorithm : List.of("RSA", "EC")) {
            KeyPair pair = KeyPairGenerator.getInstance(algorithm).generateKeyPair();
            String expected = sha256(pair.getPublic().getEncoded());
            Path key = write("sa.key", pem("PRIVATE KEY", pair.getPrivate().getEncoded()));
            Path pub = write("sa.pub", pem("PUBLIC KEY", pair.getPublic().getEncoded()));
            Path crt = dir.resolve("ca.crt");
            assertThat(new ProcessBuilder(
                                    "openssl",
                                    "req",
                                    "-x509",
                                    "-new",
                                    "-key",
                                    key.toString(),
                                    "-subj",
                                    "/CN=ca",
                                    "-out",
                                    crt.toString())
                            .start()
                            .waitFor())
                    .isZero();

            for (Path file : List.of(key, pub, crt)) {
                assertThat(probes.seen(Facts.key("n", file.toString())).text())
                        .matches("(?s)regular 0644 [^\n]*\nsha256 " + sha256(Files.readAllBytes(file)) + "\npublic "
                                + expected + "\n");
            }
        }
    }

    @Test
    void a_damaged_certificate_has_a_sum_only_and_takes_no_other_one_with_it() throws Exception {
        Path key = dir.resolve("ca.key");
        Path good = dir.resolve("ca.crt");
        assertThat(new ProcessBuilder(
                                "openssl",
                                "req",
                                "-x509",
                                "-newkey",
                                "rsa:2048",
                                "-nodes",
                                "-keyout",
                                key.toString(),
                                "-subj",
                                "/CN=ca",
                                "-out",
                                good.toString())
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start()
                        .waitFor())
                .isZero();
        // the SEQUENCE that is the issuer's name becomes a SET
        String[] lines = Files.readString(good).split("\n");
        byte[] der = Base64.getDecoder().decode(String.join("", List.of(lines).subList(1, lines.length - 1)));
        int issuer = HexFormat.of().formatHex(der).indexOf("300d310b300906035504030c026361") / 2;
        der[issuer] = 0x31;
        Path bad = write("bad.crt", pem("CERTIFICATE", der));

        Map<Fact, Reading> readings = probes.read(List.of(key("ca.crt"), key("bad.crt"), key("ca.key")));

        String text = ((Seen) Objects.requireNonNull(readings.get(key("ca.crt")))).text();
        assertThat(text).contains("\npublic ");
        assertThat(((Seen) Objects.requireNonNull(readings.get(key("bad.crt")))).text())
                .contains("\nsha256 ")
                .doesNotContain("public");
        assertThat(((Seen) Objects.requireNonNull(readings.get(key("ca.key")))).text())
                .endsWith(text.substring(text.indexOf("\npublic ")));
    }

    private Fact key(String name) {
        return Facts.key("n", dir.resolve(name).toString());
    }

    @Test
    void a_key_file_that_is_no_key_has_a_sum_only_and_a_locked_one_does_not_wait_for_a_passphrase() throws Exception {
        Path text = write("not.key", "nothing\n");
        Path damaged = write("bad.key", "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n");
        Path locked = dir.resolve("locked.key");
        new ProcessBuilder(
                        "openssl",
                        "genpkey",
                        "-algorithm",
                        "EC",
                        "-pkeyopt",
                        "ec_paramgen_curve:P-256",
                        "-aes256",
                        "-pass",
                        "pass:secret",
                        "-out",
                        locked.toString())
                .start()
                .waitFor();

        for (Path file : List.of(text, damaged, locked)) {
            assertThat(probes.seen(Facts.key("n", file.toString())).text())
                    .contains("\nsha256 ")
                    .doesNotContain("public", "BEGIN")
                    .hasLineCount(2);
        }
        assertThat(probes.seen(Facts.key("n", dir.resolve("none").toString())).text())
                .isEqualTo("absent\n");
    }

    @Test
    void the_statistics_of_haproxy_come_through_the_socket_that_the_file_names() throws Exception {
        Path socket = dir.resolve("admin.sock");
        Path config = write(
                "haproxy.cfg", "global\n  # stats socket /nowhere\n  stats socket %s mode 660\n".formatted(socket));
        try (var server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            server.bind(UnixDomainSocketAddress.of(socket));
            Thread.ofVirtual().start(() -> answer(server, "# pxname,svname\nk8s-cp,cp-1\n\n"));

            assertThat(probes.seen(Facts.haproxyStat("n", config.toString())).text())
                    .isEqualTo("# pxname,svname\nk8s-cp,cp-1\n");
        }
        assertThat(probes.seen(Facts.haproxyStat("n", config.toString())).status())
                .isEqualTo(3);
        Files.delete(socket);
        assertThat(probes.seen(Facts.haproxyStat("n", config.toString())).status())
                .isEqualTo(3);
    }

    @Test
    void haproxy_is_asked_about_a_file_and_both_its_streams_are_kept() throws IOException {
        probes.program("haproxy", "echo \"args $*\"; echo '[ALERT] bad' >&2; exit 1");
        Path config = write("haproxy.cfg", "global\n");

        Seen seen = probes.seen(Facts.haproxyVerify("n", config.toString()));

        assertThat(seen.status()).isOne();
        assertThat(seen.text()).isEqualTo("args -c -V -f %s\n[ALERT] bad\n".formatted(config));
        assertThat(probes.seen(Facts.haproxyVerify("n", "/dev/zero")).text()).isEmpty();
    }

    @Test
    void the_etcd_member_of_the_node_is_asked_by_its_own_certificate() {
        probes.program("curl", """
                case "$*" in
                *http://127.0.0.1:2381/health) printf '{"health":"true","reason":""}\\n200' ;;
                *) echo "$*" ;;
                esac
                """);

        assertThat(probes.seen(Facts.etcdHealth("n")).text()).isEqualTo("200\n{\"health\":\"true\",\"reason\":\"\"}\n");
        assertThat(probes.seen(Facts.etcdMembers("n")).text())
                .contains("--cacert /etc/kubernetes/pki/etcd/ca.crt --cert /etc/kubernetes/pki/etcd/server.crt")
                .endsWith("https://127.0.0.1:2379/v3/cluster/member/list\n");
        assertThat(probes.seen(Facts.etcdAlarms("n")).text()).contains("{\"action\": \"GET\"}");
    }

    @Test
    void a_snapshot_of_etcd_tells_its_magic_number_its_checksum_and_that_of_its_bytes() throws Exception {
        byte[] database = new byte[8192];
        System.arraycopy(HexFormat.of().parseHex("edda0ced"), 0, database, 16, 4);
        byte[] sum = MessageDigest.getInstance("SHA-256").digest(database);
        Path saved = Files.write(dir.resolve("a snapshot.db"), database);
        Files.write(saved, sum, StandardOpenOption.APPEND);

        List<String> lines = probes.seen(Facts.etcdSnapshot("n", saved.toString()))
                .text()
                .lines()
                .toList();

        assertThat(lines.getFirst()).startsWith("regular ").contains(" 8224 ");
        assertThat(lines.subList(1, lines.size()))
                .containsExactly(
                        "magic edda0ced",
                        "end sha256:" + HexFormat.of().formatHex(sum),
                        "sum sha256:" + HexFormat.of().formatHex(sum));
    }

    @Test
    void what_is_too_small_or_no_file_is_only_described() throws IOException {
        Path small = Files.writeString(dir.resolve("small"), "abc");

        assertThat(probes.seen(Facts.etcdSnapshot("n", small.toString())).text())
                .startsWith("regular ")
                .hasLineCount(1);
        assertThat(probes.seen(Facts.etcdSnapshot("n", dir.toString())).text()).startsWith("directory ");
        assertThat(probes.seen(Facts.etcdSnapshot("n", dir + "/none")).text()).isEqualTo("absent\n");
        assertThat(probes.seen(Facts.etcdSnapshot("n", "/dev/zero")).text()).startsWith("char ");
    }

    @Test
    void bytes_are_found_in_a_file_as_they_are_written() throws IOException {
        Path file = Files.write(dir.resolve("db"), "\0\0/registry/a.b/-c\u0010\0".getBytes(StandardCharsets.UTF_8));

        assertThat(probes.seen(Facts.holds("n", file.toString(), "/registry/a.b/-c"))
                        .text())
                .isEqualTo("yes\n");
        assertThat(probes.seen(Facts.holds("n", file.toString(), "/registry/a.b/-c\u0010"))
                        .text())
                .isEqualTo("yes\n");
        assertThat(probes.seen(Facts.holds("n", file.toString(), "/registry/a.b/-\u0010"))
                        .text())
                .isEqualTo("no\n");
        assertThat(probes.seen(Facts.holds("n", file.toString(), "/registry/aXb"))
                        .text())
                .isEqualTo("no\n");
        assertThat(probes.seen(Facts.holds("n", dir + "/none", "a")).status()).isEqualTo(2);
        assertThat(probes.seen(Facts.holds("n", dir.toString(), "a")).status()).isEqualTo(2);
    }

    @Test
    void an_etcd_that_does_not_listen_has_status_7() {
        probes.program("curl", "echo 'curl: (7) Failed to connect to 127.0.0.1 port 2381' >&2; exit 7");

        assertThat(probes.seen(Facts.etcdHealth("n")).status()).isEqualTo(7);
        assertThat(probes.seen(Facts.etcdStatus("n")).status()).isEqualTo(7);
    }

    @Test
    void a_start_is_told_to_a_few_hundredths_of_a_second_time_and_again() throws IOException {
        Process process = start(
                Files.copy(Path.of("/bin/sleep"), dir.resolve("halab-steady")).toString(), "300");
        List<Double> starts = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            String text = probes.seen(Facts.processes("n", "halab-steady")).text();
            starts.add(Double.parseDouble(text.split(" ")[1]));
        }

        assertThat(process.isAlive()).isTrue();
        assertThat(starts).allSatisfy(start -> assertThat(start).isCloseTo(starts.getFirst(), within(TICKS)));
    }

    private Process start(String... command) throws IOException {
        Process process = new ProcessBuilder(command).start();
        started.add(process);
        return process;
    }

    private static void answer(ServerSocketChannel server, String text) {
        try (SocketChannel client = server.accept()) {
            var question = ByteBuffer.allocate(100);
            client.read(question);
            if (new String(question.array(), 0, question.position(), StandardCharsets.US_ASCII).equals("show stat\n")) {
                client.write(StandardCharsets.US_ASCII.encode(text));
            }
        } catch (IOException e) {
            // The test is over.
        }
    }

    private static double now() {
        return System.currentTimeMillis() / 1000.0;
    }

    private static double value(List<String> lines, String name) {
        return lines.stream()
                .filter(line -> line.startsWith(name + "="))
                .map(line -> Double.parseDouble(line.substring(name.length() + 1)))
                .findFirst()
                .orElseThrow();
    }

    private Path write(String name, String text) throws IOException {
        return Files.writeString(dir.resolve(name), text);
    }

    private static String pem(String type, byte[] bytes) {
        return "-----BEGIN %s-----\n%s\n-----END %s-----\n"
                .formatted(type, Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(bytes), type);
    }

    private static String sha256(byte[] bytes) throws Exception {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    }

    private static Seen seenIn(Map<Fact, Reading> readings, Fact fact) {
        return (Seen) Objects.requireNonNull(readings.get(fact));
    }
}
