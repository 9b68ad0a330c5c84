package dev.halab.onscreen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.halab.program.Call;
import dev.halab.program.Finished;
import dev.halab.program.HostPrograms;
import dev.halab.program.Programs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
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

/// A newcomer on a terminal does the load-balancer task on real machines by typing into the shell, editor included. The
/// methods are one story.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@Timeout(value = 6, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class TutorE2eIT {
    private static final String PREFIX = "192.168.208";
    private static final String PROMPT = "learner@lb-1:~$";
    private static final Duration LONG = Duration.ofMinutes(5);
    private static final String CONFIGURATION = """
            global
            stats socket /run/haproxy/admin.sock mode 660 level admin
            user haproxy
            group haproxy
            defaults
            mode http
            timeout connect 5s
            timeout client 10m
            timeout server 10m
            frontend kubernetes
            bind *:6443
            default_backend control-planes
            backend control-planes
            balance roundrobin
            option httpchk GET /readyz
            http-check expect status 200
            default-server check check-ssl verify none inter 2s fall 3 rise 2
            server cp-1 %1$s.11:6443
            server cp-2 %1$s.12:6443
            server cp-3 %1$s.13:6443
            """.formatted(PREFIX);

    private final Programs programs = HostPrograms.onPath();
    private Map<String, String> environment = Map.of();
    private Terminal terminal;
    private Tmux tmux;

    @BeforeAll
    void begin(@TempDir Path home) throws IOException {
        assumeTrue(Tmux.isThere(), "needs tmux");
        Files.writeString(home.resolve("config.yaml"), "network: %s.0/24%n".formatted(PREFIX));
        environment = Map.of("HALAB_HOME", home.toString(), "HALAB_AOT", "off", "LANG", "C.UTF-8");
        halab("destroy", "--yes");
        terminal = new Terminal(120, 40, environment);
        tmux = terminal.tmux();
    }

    @AfterAll
    void end() {
        if (terminal != null) {
            terminal.close();
            halab("destroy", "--yes");
        }
    }

    @Test
    @Order(1)
    void machines_come_up_on_the_screen() {
        terminal.begins().sees("First steps 1/");
        tmux.presses("Escape").seesNoMore("First steps");
        tmux.sees("Every node is fit for kubeadm");
        tmux.types("u");
        tmux.await("machines that are up", LONG, s -> s.contains("machines are up") || s.contains("retry"));
        tmux.sees("machines are up");
        tmux.presses("Escape").sees("5 of 5 up");
    }

    @Test
    @Order(2)
    void a_task_that_builds_on_another_has_that_replayed() {
        tmux.presses("Down", "Enter").sees("It builds on other tasks");
        tmux.types("y");
        tmux.await("the task", LONG, s -> s.contains("Task 2/7") || s.contains("That did not work"));
        tmux.sees("HAProxy passes TLS to the API servers");
        tmux.types("1").sees(PROMPT);
    }

    @Test
    @Order(3)
    void a_package_is_installed_in_the_shell() {
        tmux.line(
                "sudo apt-get update -q && sudo DEBIAN_FRONTEND=noninteractive apt-get install -q -y haproxy; echo rc=$?");
        assertThat(tmux.await("the end of apt-get", LONG, s -> s.contains("rc=0") || s.contains("rc=1")))
                .contains("rc=0");
    }

    @Test
    @Order(4)
    void a_wrong_file_from_an_editor_fails_and_is_hinted_at() {
        tmux.line("clear; sudo vi /etc/haproxy/haproxy.cfg").sees("/etc/haproxy/haproxy.cfg\"");
        tmux.line(":%d").line(":set noautoindent").types("i");
        CONFIGURATION.lines().forEach(tmux::line);
        tmux.sees("server cp-3");
        tmux.presses("Escape");
        tmux.line(":wq").sees(PROMPT);
        tmux.line("clear; sudo systemctl enable -q haproxy; sudo systemctl restart haproxy; echo rc=$?")
                .sees("┃rc=0");
        tmux.presses("C-g").types("c").sees("mode http");
        tmux.presses("C-g").types("h").sees("Hint 1 of 3");
        tmux.presses("Escape").seesNoMore("Hint 1 of 3");
    }

    @Test
    @Order(5)
    void mended_in_the_editor_it_turns_to_pass_by_itself() {
        tmux.line("clear; sudo vi /etc/haproxy/haproxy.cfg").sees("server cp-3");
        tmux.line(":%s/mode http/mode tcp/");
        tmux.line(":wq").sees(PROMPT);
        tmux.line("clear; sudo systemctl restart haproxy; echo rc=$?").sees("┃rc=0");
        tmux.await("the pass", Duration.ofSeconds(60), s -> s.contains("Task done: every check of lb passes"));
        tmux.sees("holds now");
    }

    @Test
    @Order(6)
    void a_program_of_the_whole_screen_follows_the_size() {
        tmux.line("clear; top").sees("load average");
        tmux.resize(80, 24);
        tmux.sees("? keys");
        tmux.sees("load average");
        tmux.resize(120, 40);
        tmux.presses("q").sees(PROMPT);
    }

    @Test
    @Order(7)
    void a_killed_node_is_said_and_the_terminal_is_given_back_all_the_same() {
        programs.run(Call.of(LONG, "docker", "kill", container("lb-1")));
        tmux.sees("gone for");
        tmux.presses("C-g").types("c").sees("cannot be seen now");
        tmux.presses("C-g").types("q").await("the end", s -> s.contains("Leave?") || s.contains("status="));
        if (tmux.screen().contains("Leave?")) {
            tmux.types("y");
        }
        terminal.ended(0);
        assertThat(halab("power", "start", "lb-1").status()).isZero();
    }

    @Test
    @Order(8)
    void sigterm_with_a_shell_open_gives_the_terminal_back() {
        terminal.begins().sees("5 of 5 up");
        tmux.presses("Up", "Up", "Up", "Down", "Enter").sees("Task 2/7");
        tmux.types("2").sees("learner@cp-1:~$");
        terminal.signals("TERM");
        terminal.ended(143);
    }

    private String container(String node) {
        return programs.run(Call.of(LONG, "docker", "ps", "--format", "{{.Names}}"))
                .out()
                .lines()
                .filter(n -> n.contains(PREFIX.replace('.', '-')) && n.endsWith(node))
                .findFirst()
                .orElseThrow();
    }

    private Finished halab(String... arguments) {
        String[] argv = new String[arguments.length + 1];
        argv[0] = Path.of("halab").toAbsolutePath().toString();
        System.arraycopy(arguments, 0, argv, 1, arguments.length);
        Call call = Call.of(LONG, argv);
        for (Map.Entry<String, String> variable : environment.entrySet()) {
            call = call.with(variable.getKey(), variable.getValue());
        }
        return programs.run(call);
    }
}
