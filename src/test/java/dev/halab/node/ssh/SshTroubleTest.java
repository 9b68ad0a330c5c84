package dev.halab.node.ssh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.halab.fact.Fact;
import dev.halab.fact.Facts;
import dev.halab.fact.Reading;
import dev.halab.fact.Reading.Reason;
import dev.halab.fact.Reading.Seen;
import dev.halab.fact.Reading.Unseen;
import dev.halab.machine.Access;
import dev.halab.node.Command;
import dev.halab.node.Node;
import dev.halab.problem.HalabException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Everything that can go wrong between halab and a node. Each gives a reading for every fact, in time.
final class SshTroubleTest {
    private static final Fact OS = Facts.sysctl("cp-1", "kernel.ostype");
    private static final Fact SWAPS = Facts.swaps("cp-1");
    private static final List<Fact> FACTS = List.of(OS, SWAPS);
    private static final Duration LONG = Duration.ofSeconds(20);
    private static final Duration SHORT = Duration.ofSeconds(2);

    @TempDir
    Path dir;

    private TestSshd sshd;
    private TestProxy proxy;
    private SshNodes nodes;
    private Node node;

    @BeforeEach
    void startServer() {
        sshd = new TestSshd(dir);
        proxy = new TestProxy(sshd.port());
        nodes = new SshNodes();
        node = nodes.open(sshd.access(proxy.port()));
    }

    @AfterEach
    void stopServer() {
        node.close();
        nodes.close();
        proxy.close();
        sshd.close();
    }

    @Test
    void a_banner_and_the_noise_of_a_login_shell_are_ignored() {
        sshd.behaves((command, streams) -> {
            streams.say("Last login: yesterday\n\033[31mwelcome\033[0m no newline");
            streams.err().write("stdin: is not a tty\n".getBytes(StandardCharsets.US_ASCII));
            return TestSshd.LOCAL_SHELL.run(command, streams);
        });

        assertThat(read(LONG).values()).allMatch(Seen.class::isInstance);
    }

    @Test
    void a_node_that_never_answers_costs_the_deadline_and_no_more() {
        read(LONG);
        sshd.behaves((command, streams) -> {
            streams.in().readAllBytes();
            Thread.currentThread().join();
            return 0;
        });

        long start = System.nanoTime();
        Map<Fact, Reading> readings = read(SHORT);

        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(SHORT.plusMillis(1500));
        allUnseen(readings, Reason.NO_ANSWER);
    }

    @Test
    void after_a_hang_the_next_round_is_read_again() {
        sshd.behaves((command, streams) -> {
            Thread.currentThread().join();
            return 0;
        });
        read(Duration.ofSeconds(1));
        sshd.behaves(TestSshd.LOCAL_SHELL);

        assertThat(read(LONG).values()).allMatch(Seen.class::isInstance);
    }

    @Test
    void what_arrived_before_a_hang_is_kept() {
        sshd.behaves((command, streams) -> {
            byte[] answer = streams.answer(command);
            streams.say(upToRecord(answer, 1));
            Thread.currentThread().join();
            return 0;
        });

        Map<Fact, Reading> readings = read(SHORT);

        assertThat(readings.get(OS)).isInstanceOf(Seen.class);
        assertThat(readings.get(SWAPS))
                .isInstanceOfSatisfying(
                        Unseen.class, unseen -> assertThat(unseen.reason()).isEqualTo(Reason.NO_ANSWER));
    }

    @Test
    void a_connection_cut_in_the_middle_of_a_record_is_tried_once_more_if_it_had_worked() {
        read(LONG);
        var rounds = new AtomicInteger();
        sshd.behaves((command, streams) -> {
            if (rounds.getAndIncrement() > 0) {
                return TestSshd.LOCAL_SHELL.run(command, streams);
            }
            byte[] answer = streams.answer(command);
            streams.out().write(Arrays.copyOf(answer, answer.length / 2));
            streams.out().flush();
            streams.cut();
            return 0;
        });

        assertThat(read(LONG).values()).allMatch(Seen.class::isInstance);
        assertThat(rounds).hasValue(2);
    }

    @Test
    void a_connection_that_is_cut_again_and_again_is_unreachable_after_two_tries() {
        read(LONG);
        var rounds = new AtomicInteger();
        sshd.behaves((command, streams) -> {
            rounds.incrementAndGet();
            streams.cut();
            return 0;
        });

        allUnseen(read(LONG), Reason.UNREACHABLE);
        assertThat(rounds).hasValue(2);
    }

    @Test
    void a_kept_connection_that_died_between_rounds_is_replaced() {
        read(LONG);
        sshd.cutAll();

        assertThat(read(LONG).values()).allMatch(Seen.class::isInstance);
    }

    @Test
    void a_machine_that_went_dark_is_no_answer_within_the_deadline() {
        read(LONG);
        proxy.stallAfter(0);

        long start = System.nanoTime();
        allUnseen(read(SHORT), Reason.NO_ANSWER);

        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(SHORT.plusMillis(1500));
    }

    @Test
    void a_server_that_stalls_at_any_byte_keeps_the_deadline() {
        for (int bytes : new int[] {0, 1, 20, 100, 700, 1200, 1500, 2000, 2600, 3500}) {
            try (var stalling = new TestProxy(sshd.port());
                    Node stalled = nodes.open(sshd.access(stalling.port()))) {
                stalling.stallAfter(bytes);

                long start = System.nanoTime();
                Map<Fact, Reading> readings = stalled.read(FACTS, Duration.ofMillis(700));

                assertThat(Duration.ofNanos(System.nanoTime() - start))
                        .as("stalled after %d bytes", bytes)
                        .isLessThan(Duration.ofMillis(2500));
                assertThat(readings).as("stalled after %d bytes", bytes).containsOnlyKeys(FACTS);
            }
        }
    }

    @Test
    void a_port_where_nobody_listens_is_unreachable() throws Exception {
        int port;
        try (var gone = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = gone.getLocalPort();
        }
        try (Node nowhere = nodes.open(sshd.access(port))) {
            allUnseen(nowhere.read(FACTS, LONG), Reason.UNREACHABLE);
            assertThatThrownBy(() -> nowhere.run(Command.asLearner("true", LONG)))
                    .isInstanceOf(HalabException.class)
                    .hasMessageContaining("cannot be reached");
        }
    }

    @Test
    void a_refused_login_is_denied_and_not_tried_twice() {
        sshd.refuseLogins();

        Map<Fact, Reading> readings = read(LONG);

        allUnseen(readings, Reason.DENIED);
        assertThat(unseenIn(readings, OS).detail()).contains("does not let 'halab' log in", "halab up --only cp-1");
    }

    @Test
    void another_host_key_is_a_hard_stop_with_both_fingerprints() throws Exception {
        Access before = sshd.access();
        sshd.newHostKey();
        try (Node changed = nodes.open(before)) {
            Map<Fact, Reading> readings = changed.read(FACTS, LONG);

            allUnseen(readings, Reason.DENIED);
            assertThat(unseenIn(readings, OS).detail()).containsPattern("SHA256:\\S{43}.*SHA256:\\S{43}");
            assertThatThrownBy(() -> changed.run(Command.asLearner("true", LONG)))
                    .isInstanceOfSatisfying(HalabException.class, e -> {
                        assertThat(e.problem().what()).contains("another host key");
                        assertThat(e.problem().why()).containsPattern("SHA256:\\S{43}.*SHA256:\\S{43}");
                    });
            assertThatThrownBy(() -> changed.tunnels().createSocket("127.0.0.1", 1))
                    .hasMessageContaining("another host key");
        }
        assertThat(sshd.logins()).isZero();
        assertThat(sshd.commands()).isZero();
    }

    @Test
    void a_flood_is_unreadable() {
        sshd.behaves((command, streams) -> {
            byte[] chunk = new byte[64 * 1024];
            while (true) {
                streams.out().write(chunk);
            }
        });

        allUnseen(read(LONG), Reason.UNREADABLE);
    }

    @Test
    void a_flood_on_the_error_stream_is_unreadable() {
        sshd.behaves((command, streams) -> {
            byte[] chunk = new byte[64 * 1024];
            while (true) {
                streams.err().write(chunk);
            }
        });

        allUnseen(read(LONG), Reason.UNREADABLE);
    }

    @Test
    void a_shell_that_exits_before_the_end_leaves_only_the_missing_unread() {
        sshd.behaves((command, streams) -> {
            streams.say(upToRecord(streams.answer(command), 1));
            return 137;
        });

        Map<Fact, Reading> readings = read(LONG);

        assertThat(readings.get(OS)).isInstanceOf(Seen.class);
        assertThat(readings.get(SWAPS)).isInstanceOfSatisfying(Unseen.class, unseen -> {
            assertThat(unseen.reason()).isEqualTo(Reason.UNREADABLE);
            assertThat(unseen.detail()).contains("status 137");
        });
    }

    @Test
    void sudo_that_wants_a_password_is_denied_with_the_line_that_mends_it() {
        sshd.behaves((command, streams) -> {
            streams.err().write("sudo: a password is required\n".getBytes(StandardCharsets.US_ASCII));
            streams.err().flush();
            return 1;
        });

        Map<Fact, Reading> readings = read(LONG);

        allUnseen(readings, Reason.DENIED);
        assertThat(unseenIn(readings, OS).detail())
                .contains("a password is required", "echo 'halab ALL=(ALL) NOPASSWD: ALL' > /etc/sudoers.d/halab");
    }

    @Test
    void a_server_that_opens_no_session_is_unreachable() {
        sshd.refuseSessions();

        allUnseen(read(LONG), Reason.UNREACHABLE);
    }

    private Map<Fact, Reading> read(Duration limit) {
        return node.read(FACTS, limit);
    }

    private static void allUnseen(Map<Fact, Reading> readings, Reason reason) {
        assertThat(readings).containsOnlyKeys(FACTS);
        assertThat(readings.values())
                .allSatisfy(reading -> assertThat(reading)
                        .isInstanceOfSatisfying(
                                Unseen.class,
                                unseen -> assertThat(unseen.reason()).isEqualTo(reason)));
    }

    /// The first lines of an answer, `records` of them being records.
    private static String upToRecord(byte[] answer, int records) {
        List<String> lines = new String(answer, StandardCharsets.US_ASCII)
                .lines()
                .filter(line -> !line.isBlank())
                .toList();
        return String.join("\n", lines.subList(0, records)) + "\n";
    }

    private static Unseen unseenIn(Map<Fact, Reading> readings, Fact fact) {
        return (Unseen) Objects.requireNonNull(readings.get(fact));
    }
}
