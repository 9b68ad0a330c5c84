package dev.halab.onscreen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The packaged program on a terminal against scripted nodes: what goes wrong with machines, networks and terminals,
/// and what a learner does meanwhile. The methods are one story.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@Timeout(value = 3, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class ScreenE2eIT {
    private static final String PROMPT = "learner@lb-1:~$";

    private ScriptedLab lab;
    private Terminal terminal;
    private Tmux tmux;

    @BeforeAll
    void begin(@TempDir Path home) throws IOException {
        assumeTrue(Tmux.isThere(), "needs tmux");
        lab = new ScriptedLab(home);
        lab.is("prepare.facts.json");
        terminal = new Terminal(80, 24, lab.environment());
        tmux = terminal.tmux();
    }

    @AfterAll
    void end() {
        if (terminal != null) {
            terminal.close();
        }
        if (lab != null) {
            lab.close();
        }
    }

    @Test
    @Order(1)
    void a_newcomer_is_shown_around_and_brings_machines_up() {
        terminal.begins().sees("First steps 1/");
        tmux.presses("Escape").seesNoMore("First steps");
        tmux.sees("Every node is fit for kubeadm");
        tmux.types("u").sees("machines are up");
        tmux.presses("Escape").sees("5 of 5 up");
    }

    @Test
    @Order(2)
    void a_task_is_read_and_passes() {
        tmux.presses("Enter").sees("Task 1/7");
        tmux.types("c").sees("Task done: every check of prepare passes");
        lab.is("lb/mutants/mode-http.facts.json");
        tmux.types("n").sees("Task 2/7");
    }

    @Test
    @Order(3)
    void a_shell_takes_every_key_and_the_leader_leads_out() {
        tmux.types("1").sees(PROMPT);
        tmux.line("echo q c h ?").sees("\nq c h ?");
        tmux.presses("C-g").types("?").sees("Keys");
        tmux.presses("Escape").seesNoMore("Keys");
        tmux.line("size").await("80 columns in the shell", s -> s.contains("\n80x"));
    }

    @Test
    @Order(4)
    void a_wrong_state_fails_and_is_hinted_at() {
        tmux.presses("C-g").types("c").sees("config fails");
        tmux.presses("C-g").types("h").sees("Hint 1 of 3");
        tmux.presses("Escape").seesNoMore("Hint 1 of 3");
    }

    @Test
    @Order(5)
    void an_editor_in_the_shell_mends_it_and_the_verdict_turns_by_itself() {
        lab.node("lb-1").whenSaved(() -> lab.is("lb.facts.json"));
        tmux.line("vi /etc/haproxy/haproxy.cfg").sees("\n~");
        tmux.line("mode tcp").types(":wq").sees(":wq");
        tmux.presses("Enter").sees("written");
        tmux.sees("Task done: every check of lb passes");
    }

    @Test
    @Order(6)
    void another_size_is_the_shells_too_down_to_one_cell_and_back() {
        tmux.resize(120, 40);
        tmux.sees("? keys");
        tmux.line("clear").line("size").await("80 columns at 120, too", s -> s.contains("80x"));
        tmux.resize(1, 1);
        tmux.line("echo typed-blind");
        tmux.resize(40, 10);
        tmux.sees("need 60x16, have 40x10");
        tmux.resize(80, 24);
        tmux.sees("\ntyped-blind");
        tmux.sees("? keys");
    }

    @Test
    @Order(7)
    void a_flood_is_ended_by_one_key() {
        tmux.line("yes").await("the flood", s -> s.contains("\ny\ny\ny\n"));
        long start = System.nanoTime();
        tmux.presses("C-c");
        tmux.await("the prompt", Duration.ofSeconds(5), s -> s.contains("^C\n" + PROMPT));
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(2));
        tmux.line("echo after the flood").sees("\nafter the flood");
    }

    @Test
    @Order(8)
    void a_node_far_away_does_not_slow_halab_down() {
        lab.node("lb-1").door().isFar(Duration.ofMillis(400));
        tmux.types("echo far").presses("C-g").types("?");
        tmux.await("help at once", Duration.ofMillis(600), s -> s.contains("Keys"));
        tmux.presses("Escape").seesNoMore("Keys");
        tmux.presses("Enter").sees("\nfar");
        lab.node("lb-1").door().isFar(Duration.ZERO);
    }

    @Test
    @Order(9)
    void a_killed_server_is_said_and_its_shell_opens_again_below_what_stood_there() {
        tmux.line("seq 60").sees("line-60");
        lab.node("lb-1").door().shuts();
        tmux.sees("r opens it again");
        tmux.types("sol").sees("The shell of lb-1 is gone: r opens it again");
        tmux.presses("C-g").types("r").sees("cannot be reached");
        lab.node("lb-1").door().opens();
        tmux.presses("C-g").types("r").seesNoMore("gone for");
        tmux.line("echo again").sees("\nagain");
        tmux.presses("C-g").types("[").presses("PageUp", "PageUp", "PageUp").sees("line-30");
        tmux.presses("End").sees("\nagain");
    }

    @Test
    @Order(10)
    void a_node_without_power_is_noticed_though_nothing_breaks_the_connection() {
        lab.node("lb-1").door().dies();
        tmux.sees("gone for");
        lab.node("lb-1").door().opens();
        tmux.presses("C-g").types("r").seesNoMore("gone for");
        tmux.line("echo power").sees("\npower");
    }

    @Test
    @Order(11)
    void ctrl_z_and_fg_lead_out_and_back() {
        tmux.presses("C-g", "Tab").presses("C-z").sees("Stopped");
        assertThat(tmux.knows("#{alternate_on} #{mouse_any_flag} #{cursor_flag}"))
                .isEqualTo("0 0 1");
        tmux.sees(Tmux.PROMPT);
        tmux.line("clear; stty -a | grep -c -- -icanon").await("canonical input", s -> s.startsWith("0\n"));
        tmux.line("fg; echo \"status=$?\"").sees("Task 2/7");
        tmux.presses("C-g").types("q").sees("shell is open");
        tmux.types("y");
        terminal.ended(0);
    }

    @Test
    @Order(12)
    void it_goes_on_where_it_was_left() {
        terminal.begins().sees("You were at");
        tmux.sees("HAProxy passes TLS to the API servers");
        tmux.types("q");
        terminal.ended(0);
    }

    @ParameterizedTest
    @CsvSource({"TERM, 143", "HUP, 129"})
    @Order(13)
    void a_signal_ends_it_in_order(String signal, int status) {
        terminal.begins().sees("5 of 5 up");
        // The task after the one that is done is marked.
        tmux.presses("Up", "Enter").sees("Task 2/7");
        tmux.types("1").sees(PROMPT);
        terminal.signals(signal);
        terminal.ended(status);
    }

    @Test
    @Order(14)
    void a_terminal_that_closes_ends_it() {
        terminal.begins().sees("5 of 5 up");
        ProcessHandle halab = terminal.halab();

        terminal.close();

        assertThat(halab.onExit()).succeedsWithin(Duration.ofSeconds(10));
    }
}
