package dev.halab.node.ssh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.halab.fact.Fact;
import dev.halab.fact.Facts;
import dev.halab.fact.Reading;
import dev.halab.fact.Reading.Seen;
import dev.halab.node.Command;
import dev.halab.node.Node;
import dev.halab.node.NodeContract;
import dev.halab.node.Outcome;
import dev.halab.problem.HalabException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SshNodeTest implements NodeContract {
    private static final Duration LONG = Duration.ofSeconds(20);

    @TempDir
    Path dir;

    private TestSshd sshd;
    private SshNodes nodes;
    private Node node;

    @BeforeEach
    void startServer() {
        sshd = new TestSshd(dir);
        nodes = new SshNodes();
        node = nodes.open(sshd.access());
    }

    @AfterEach
    void stopServer() {
        node.close();
        nodes.close();
        sshd.close();
    }

    @Override
    public Node node() {
        return node;
    }

    @Test
    void a_round_is_one_command_on_a_connection_that_is_kept() {
        List<Fact> facts = List.of(Facts.swaps("cp-1"), Facts.clock("cp-1"), Facts.file("cp-1", "/etc/hosts"));

        node.read(facts, LONG);
        Map<Fact, Reading> readings = node.read(facts, LONG);

        assertThat(readings.values()).allMatch(Seen.class::isInstance);
        assertThat(sshd.commands()).isEqualTo(2);
        // MINA asks twice for one login: whether the key would do, and then for the signature.
        assertThat(sshd.logins()).isLessThanOrEqualTo(2);
    }

    @Test
    void several_threads_may_read_at_once() throws Exception {
        Fact fact = Facts.sysctl("cp-1", "kernel.ostype");
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var rounds = new ArrayList<Future<Reading>>();
            for (int i = 0; i < 8; i++) {
                rounds.add(threads.submit(() -> node.read(List.of(fact), LONG).get(fact)));
            }
            for (Future<Reading> round : rounds) {
                assertThat(round.get()).isInstanceOf(Seen.class);
            }
        }
    }

    @Test
    void a_command_that_does_not_end_is_killed_with_all_its_children() throws Exception {
        Path pid = dir.resolve("pid");
        String script = "sleep 300 & echo $! > " + pid + "; wait";

        assertThatThrownBy(() -> node.run(Command.asLearner(script, Duration.ofSeconds(3))))
                .isInstanceOf(HalabException.class)
                .hasMessageContaining("did not end within 3 s");

        Path process = Path.of("/proc", Files.readString(pid).strip());
        long deadline = System.nanoTime() + 5_000_000_000L;
        while (Files.exists(process) && !state(process).equals("Z") && System.nanoTime() < deadline) {
            Thread.onSpinWait();
        }
        assertThat(!Files.exists(process) || state(process).equals("Z")).isTrue();
    }

    @Test
    void of_a_flood_the_first_MiB_is_kept_and_the_command_goes_on() {
        Outcome outcome = node.run(Command.asLearner(
                "head -c 3000000 /dev/zero | tr '\\000' x; head -c 3000000 /dev/zero >&2; exit 3", LONG));

        assertThat(outcome.status()).isEqualTo(3);
        assertThat(outcome.out()).hasSize(1024 * 1024).startsWith("xxx");
    }

    @Test
    void large_input_does_not_block_a_command_that_ignores_it() {
        var command = new Command(Command.User.HALAB, "echo done", "x".repeat(5_000_000), LONG);

        assertThat(node.run(command).out()).isEqualTo("done\n");
    }

    @Test
    void a_script_too_long_for_one_argument_is_refused_before_it_is_sent() {
        assertThatThrownBy(() -> node.run(Command.asLearner("#".repeat(130_000), LONG)))
                .isInstanceOf(HalabException.class)
                .hasMessageContaining("120 KiB");
    }

    private static String state(Path process) {
        try {
            String stat = Files.readString(process.resolve("stat"));
            return stat.substring(stat.lastIndexOf(')') + 2, stat.lastIndexOf(')') + 3);
        } catch (java.io.IOException e) {
            return "Z";
        }
    }
}
