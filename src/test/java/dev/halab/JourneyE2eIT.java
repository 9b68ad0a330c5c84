package dev.halab;

import static org.assertj.core.api.Assertions.assertThat;

import dev.halab.json.Json;
import dev.halab.program.Call;
import dev.halab.program.Finished;
import dev.halab.program.HostPrograms;
import dev.halab.program.Programs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
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

/// What a learner does with the packaged program on real machines, command by command. The methods are one story.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@Timeout(value = 6, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class JourneyE2eIT {
    private static final String PREFIX = "192.168.207";
    private static final Duration LIMIT = Duration.ofMinutes(5);

    private final Programs programs = HostPrograms.onPath();
    private final Stopwatch watch = new Stopwatch();
    private Path home;

    @BeforeAll
    void begin(@TempDir Path temporary) throws IOException {
        home = temporary.resolve("a learner's 100% \"home\"");
        Files.createDirectories(home);
        Files.writeString(home.resolve("config.yaml"), "network: %s.0/24%n".formatted(PREFIX));
        halab(0, "destroy", "--yes");
    }

    @AfterAll
    void end() {
        run("destroy", "--yes");
    }

    @Test
    @Order(1)
    void machines_come_up_and_are_shown() {
        watch.time("halab up", () -> halab(0, "up", "ha-stacked"));
        Json status = json("status");

        assertThat(status.compact()).contains("\"cp-3\"", PREFIX + ".13", "running");
        assertThat(halab(0).out()).contains("halab start");
    }

    @Test
    @Order(2)
    void a_task_is_begun_hinted_at_and_not_yet_passed() {
        assertThat(halab(0, "start", "ha-stacked").out()).contains("ha-stacked/prepare");
        assertThat(halab(1, "check", "--no-wait").out()).contains("Not yet", "halab hint");
        assertThat(halab(0, "hint").out()).contains("hint 1/3");
        assertThat(halab(0, "hint").out()).contains("hint 2/3");
        assertThat(halab(0, "ssh", "cp-2", "--", "hostname").out()).isEqualTo("cp-2\n");
        assertThat(run("ssh", "w-1", "--", "exit 9").status()).isEqualTo(9);
    }

    @Test
    @Order(3)
    void answers_lead_to_the_next_task() {
        watch.time("halab solve", () -> halab(0, "solve", "ha-stacked/lb", "--up-to", "--yes"));
        watch.time("halab check", () -> halab(0, "check", "ha-stacked/lb"));

        assertThat(json("check", "ha-stacked/lb").compact()).contains("\"pass\"");
        assertThat(json("progress").compact()).contains("\"ha-stacked/lb\"");
    }

    @Test
    @Order(4)
    void a_machine_without_power_is_unknown_and_comes_back() {
        halab(0, "power", "kill", "lb-1");
        long start = System.nanoTime();
        Finished dark = halab(4, "check", "ha-stacked/lb", "--no-wait", "--json");
        Duration took = Duration.ofNanos(System.nanoTime() - start);
        halab(0, "power", "start", "lb-1");

        assertThat(Json.parse(dark.out()).compact())
                .contains("\"verdict\":\"unknown\"")
                .doesNotContain("\"fail\"");
        assertThat(took).isLessThan(Duration.ofSeconds(20));
        halab(0, "check", "ha-stacked/lb");
    }

    @Test
    @Order(5)
    void the_lab_goes_back_to_where_a_task_was_passed() {
        assertThat(json("checkpoint", "list").compact()).contains("\"ha-stacked.lb\"");
        halab(0, "ssh", "lb-1", "--", "sudo rm /etc/haproxy/haproxy.cfg; sudo systemctl stop haproxy");

        watch.time("halab checkpoint restore", () -> halab(0, "checkpoint", "restore", "ha-stacked.lb", "--yes"));

        halab(0, "check", "ha-stacked/lb", "--no-wait");
        assertThat(halab(0).out()).contains("ha-stacked/init");
        assertThat(halab(0, "ssh", "lb-1", "--", "getent hosts cp-3; hostname").out())
                .contains(PREFIX + ".13", "lb-1\n");
    }

    @Test
    @Order(6)
    void reset_gives_fresh_machines() {
        watch.time("halab reset ha-stacked/prepare", () -> halab(0, "reset", "ha-stacked/prepare", "--yes"));

        halab(1, "check", "ha-stacked/prepare", "--no-wait");
        assertThat(run("ssh", "lb-1", "--", "test -e /etc/haproxy/haproxy.cfg").status())
                .isEqualTo(1);
    }

    @Test
    @Order(7)
    void machines_stopped_and_brought_up_again_are_the_same() {
        halab(0, "ssh", "cp-1", "--", "echo mine >kept");
        watch.time("halab down", () -> halab(0, "down"));
        watch.time("halab up, after down", () -> halab(0, "up"));

        assertThat(halab(0, "ssh", "cp-1", "--", "cat kept").out()).isEqualTo("mine\n");
    }

    @Test
    @Order(8)
    void destroy_leaves_progress_and_nothing_else() {
        watch.time("halab destroy", () -> halab(0, "destroy", "--yes"));

        String left = programs.run(Call.of(LIMIT, "docker", "ps", "-a", "--format", "{{.Names}}"))
                        .out()
                + programs.run(Call.of(LIMIT, "docker", "network", "ls", "--format", "{{.Name}}"))
                        .out()
                + programs.run(Call.of(LIMIT, "docker", "volume", "ls", "--format", "{{.Name}}"))
                        .out()
                + programs.run(Call.of(LIMIT, "docker", "image", "ls", "--format", "{{.Repository}}"))
                        .out();
        assertThat(left).doesNotContain(PREFIX.replace('.', '-'));
        assertThat(json("progress").compact()).contains("\"ha-stacked/lb\"");
    }

    private Json json(String... arguments) {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.add("--json");
        return Json.parse(halab(0, all.toArray(String[]::new)).out());
    }

    private Finished halab(int status, String... arguments) {
        Finished finished = run(arguments);
        assertThat(finished.status())
                .as("halab %s: %s%s", String.join(" ", arguments), finished.out(), finished.error())
                .isEqualTo(status);
        return finished;
    }

    private Finished run(String... arguments) {
        List<String> argv = new ArrayList<>();
        argv.add(Path.of("halab").toAbsolutePath().toString());
        argv.addAll(List.of(arguments));
        return programs.run(Call.of(LIMIT, argv.toArray(String[]::new))
                .with("HALAB_HOME", home.toString())
                .with("HALAB_AOT", "off"));
    }
}
