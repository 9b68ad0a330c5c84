package dev.halab.node.ssh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.halab.node.Command;
import dev.halab.node.Node;
import dev.halab.node.Shell;
import dev.halab.problem.HalabException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
final class SshShellTest {
    private static final Shell.Size SIZE = new Shell.Size(100, 30);

    /// Gathers what comes, and may hold the shell up.
    private static final class Ear implements Shell.Listener {
        /// A character for each byte: one of two bytes may come in two pieces.
        private final StringBuilder heard = new StringBuilder();
        private final List<String> closed = new ArrayList<>();
        private long bytes;
        private volatile CountDownLatch held = new CountDownLatch(0);

        @Override
        public void received(byte[] chunk, int length) {
            synchronized (this) {
                bytes += length;
                if (heard.length() < 1_000_000) {
                    heard.append(new String(chunk, 0, length, StandardCharsets.ISO_8859_1));
                } else {
                    heard.delete(0, 900_000);
                }
                notifyAll();
            }
            try {
                held.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        @Override
        public synchronized void closed(String why) {
            closed.add(why);
            notifyAll();
        }

        synchronized Ear hears(String text) throws InterruptedException {
            long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
            String bytesOfIt = new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
            while (heard.indexOf(bytesOfIt) < 0) {
                long left = (end - System.nanoTime()) / 1_000_000;
                assertThat(left)
                        .as("waiting for '%s', heard '%s', closed %s", text, heard, closed)
                        .isPositive();
                wait(left);
            }
            return this;
        }

        synchronized String why() throws InterruptedException {
            long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
            while (closed.isEmpty()) {
                long left = (end - System.nanoTime()) / 1_000_000;
                assertThat(left).as("waiting for the end").isPositive();
                wait(left);
            }
            assertThat(closed).hasSize(1);
            return closed.getFirst();
        }

        /// How much has come when nothing more comes.
        synchronized long settled() throws InterruptedException {
            long before = -1;
            while (before != bytes) {
                before = bytes;
                wait(300);
            }
            return bytes;
        }
    }

    @TempDir
    Path dir;

    private TestSshd sshd;
    private TestProxy proxy;
    private SshNodes nodes;
    private Node node;
    private final Ear ear = new Ear();

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

    private static void type(Shell shell, String text) {
        shell.send(text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void a_shell_is_the_learners_with_a_terminal_of_the_size_asked_for() throws Exception {
        try (Shell shell = node.shell(SIZE, ear)) {
            ear.hears("xterm-256color as learner, 100x30, C.UTF-8");
            type(shell, "hällo\n");
            ear.hears("hällo");
            assertThat(shell.status()).isEmpty();
        }
    }

    @Test
    void another_size_is_told_to_the_shell_in_order_with_the_keys() throws Exception {
        try (Shell shell = node.shell(SIZE, ear)) {
            type(shell, "before\n");
            shell.resize(new Shell.Size(132, 50));
            ear.hears("resized 132x50");
            type(shell, "after\n");
            ear.hears("after");
        }
    }

    @Test
    void the_status_is_known_when_it_has_ended() throws Exception {
        try (Shell shell = node.shell(SIZE, ear)) {
            type(shell, "exit 7\n");

            assertThat(ear.why()).isEqualTo("it ended with status 7");
            assertThat(shell.status()).hasValue(7);
            ear.hears("bye");
            type(shell, "nobody reads this\n");
            shell.resize(SIZE);
        }
    }

    @Test
    void shells_have_connections_of_their_own_and_end_alone() throws Exception {
        var other = new Ear();
        try (Shell shell = node.shell(SIZE, ear);
                Shell second = node.shell(SIZE, other)) {
            assertThat(sshd.logins()).isGreaterThanOrEqualTo(2);
            shell.close();

            assertThat(ear.why()).isEqualTo("it was closed here");
            type(second, "still here\n");
            other.hears("still here");
            assertThat(node.run(Command.asLearner("echo well", Duration.ofSeconds(10)))
                            .out())
                    .isEqualTo("well\n");
        }
    }

    @Test
    void a_connection_that_is_cut_says_so() throws Exception {
        try (Shell shell = node.shell(SIZE, ear)) {
            type(shell, "cut\n");

            assertThat(ear.why()).isNotEqualTo("it was closed here").doesNotContain("status");
            assertThat(shell.status()).isEmpty();
        }
    }

    @Test
    void a_machine_that_is_switched_off_is_noticed() throws Exception {
        ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
        var login = new Login(sshd.access(proxy.port()), "learner", new ModernConfig(), clock, 1);
        var ended = new CountDownLatch(1);
        try (Shell shell = SshShell.open(login, "cp-1", SIZE, ear, ended::countDown)) {
            ear.hears("xterm");
            proxy.stallAfter(0);

            assertThat(ear.why()).startsWith("the connection broke: ");
            assertThat(ended.getCount()).isZero();
        } finally {
            clock.shutdownNow();
        }
    }

    @Test
    void a_node_cannot_print_faster_than_it_is_read_and_ctrl_c_comes_through() throws Exception {
        try (Shell shell = node.shell(SIZE, ear)) {
            ear.hears("xterm");
            ear.held = new CountDownLatch(1);
            type(shell, "flood\n");
            long first = ear.settled();
            assertThat(first).isLessThan(300_000);
            ear.held.countDown();
            ear.held = new CountDownLatch(0);
            type(shell, "\u0003");

            ear.hears("stopped");
        }
    }

    @Test
    void typing_waits_for_nobody_while_there_is_room() throws Exception {
        try (Shell shell = node.shell(SIZE, ear)) {
            type(shell, "deaf\n");
            ear.hears("deaf");
            for (int i = 0; i < 100; i++) {
                type(shell, "x".repeat(1000));
            }
            shell.close();
            assertThat(ear.why()).isEqualTo("it was closed here");
        }
    }

    @Test
    void closing_the_node_closes_its_shells() throws Exception {
        try (Shell shell = node.shell(SIZE, ear)) {
            ear.hears("xterm");
            node.close();

            assertThat(ear.why()).isNotBlank();
            assertThat(shell.status()).isEmpty();
        }
    }

    @Test
    void no_shell_is_a_problem_in_three_parts() {
        sshd.refuseSessions();

        assertThatThrownBy(() -> node.shell(SIZE, ear))
                .isInstanceOfSatisfying(
                        HalabException.class,
                        e -> assertThat(e.problem().what()).isEqualTo("cp-1 gives no shell"));
    }

    @Test
    void who_may_not_log_in_gets_told_why() {
        sshd.refuseLogins();

        assertThatThrownBy(() -> node.shell(SIZE, ear))
                .isInstanceOfSatisfying(
                        HalabException.class,
                        e -> assertThat(e.problem().what()).contains("learner"));
    }
}
