package dev.halab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.halab.lab.Task;
import dev.halab.machine.MachineStatus;
import dev.halab.machine.Power;
import dev.halab.machine.Progress;
import dev.halab.node.Command;
import dev.halab.program.Call;
import dev.halab.program.Finished;
import dev.halab.program.HostPrograms;
import dev.halab.program.Programs;
import dev.halab.settings.Places;
import dev.halab.topology.Topology;
import dev.halab.tutor.CaseReplay;
import dev.halab.tutor.Machines;
import dev.halab.tutor.Story;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
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

/// The whole course on containers that Vagrant's docker provider makes. The methods are one story, in order; they are
/// skipped where there is no Vagrant.
///
/// Unlike halab's own containers these have Vagrant's networks, so the test itself closes those off before the first
/// one starts.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@Timeout(value = 10, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class VagrantContainersE2eIT {
    private static final Path REPOSITORY =
            Path.of(System.getProperty("e2e.home", "")).toAbsolutePath();
    private static final String PREFIX = "192.168.209";
    private static final Duration LIMIT = Duration.ofSeconds(60);

    private final Programs programs = HostPrograms.onPath();
    private final Stopwatch watch = new Stopwatch();
    private final List<List<String>> rules = new ArrayList<>();
    private Session session;
    private Machines machines;
    private Topology topology;

    @BeforeAll
    void begin(@TempDir Path temporary) throws IOException {
        assumeTrue(programs.find("vagrant").isPresent(), "vagrant is not installed");
        for (String program : List.of("iptables", "ip6tables")) {
            for (String bridge : List.of("docker0", "br-+")) {
                close(program, bridge);
            }
        }
        Path home = Files.createDirectories(temporary.resolve("a learner's folder"));
        Files.writeString(home.resolve("config.yaml"), "network: %s.0/24%n".formatted(PREFIX));
        Map<String, String> environment = Map.of("HALAB_HOME", home.toString());
        session = new Session(Places.of(environment), REPOSITORY, programs, environment);
        session.use("vagrant:docker");
        machines = new Machines(session);
        topology = session.topology("standard");
    }

    /// What enters from the bridge leaves by no other interface.
    private void close(String program, String bridge) {
        List<String> rule = List.of("FORWARD", "-i", bridge, "!", "-o", bridge, "-j", "REJECT");
        List<String> insert = new ArrayList<>(List.of(program, "-w", "10", "-I"));
        insert.addAll(rule);
        assertThat(host(insert).ok()).as(String.join(" ", insert)).isTrue();
        List<String> remove = new ArrayList<>(insert);
        remove.set(3, "-D");
        rules.add(remove);
        List<String> check = new ArrayList<>(insert);
        check.set(3, "-C");
        assertThat(host(check).ok()).as(String.join(" ", check)).isTrue();
    }

    @AfterAll
    void end() {
        if (session != null) {
            machines.destroy(Progress.quiet());
            session.close();
        }
        rules.forEach(this::host);
    }

    @Test
    @Order(1)
    void five_machines_come_up() {
        watch.time("five containers by vagrant", () -> machines.up(topology, Set.of(), Progress.quiet()));
        watch.time("second up", () -> machines.up(topology, Set.of(), Progress.quiet()));

        assertThat(machines.status())
                .contains(new MachineStatus("cp-3", "running", PREFIX + ".13"))
                .hasSize(5)
                .extracting(MachineStatus::state)
                .containsOnly("running");
    }

    @Test
    @Order(2)
    void a_machine_reaches_the_others_and_nothing_outside() {
        assertThat(out("cp-1", "exec 3<>/dev/tcp/w-1/22; head -c4 <&3")).isEqualTo("SSH-");
        assertThat(session.node("cp-1")
                        .run(Command.asLearner("timeout 20 bash -c 'exec 3<>/dev/tcp/192.0.2.1/80'", LIMIT))
                        .status())
                .isNotIn(0, 124);
    }

    @Test
    @Order(3)
    void the_whole_course_is_done_on_them() {
        Story story = new Story(session, new Random(1));
        CaseRun run = new CaseRun(session, story, new CaseReplay(session, topology.variables()), watch, REPOSITORY);
        for (Task task : story.course().lab("ha-stacked").orElseThrow().tasks()) {
            run.opensUnsolved(task);
            run.solves(task);
        }
    }

    @Test
    @Order(4)
    void a_machine_is_cut_off_and_joined_again() {
        String call = "timeout 5 bash -c 'exec 3<>/dev/tcp/lb-1/22; head -c4 <&3'";
        watch.time("partition", () -> machines.power(Power.PARTITION, "w-1"));
        assertThat(machines.status()).contains(new MachineStatus("w-1", "partitioned", PREFIX + ".21"));
        assertThat(session.node("w-1").run(Command.asLearner(call, LIMIT)).status())
                .isNotZero();

        watch.time("start", () -> machines.power(Power.START, "w-1"));

        assertThat(out("w-1", call)).isEqualTo("SSH-");
    }

    @Test
    @Order(5)
    void destroy_leaves_nothing() {
        watch.time("destroy", () -> machines.destroy(Progress.quiet()));

        assertThat(machines.topology()).isEmpty();
        assertThat(host(List.of("docker", "ps", "-a", "--format", "{{.Names}}")).out())
                .doesNotContain(PREFIX.replace('.', '-'));
        assertThat(host(List.of("docker", "network", "ls", "--format", "{{.Name}}"))
                        .out())
                .doesNotContain(PREFIX);
    }

    private String out(String node, String script) {
        return session.node(node).run(Command.asLearner(script, LIMIT)).out();
    }

    private Finished host(List<String> argv) {
        return programs.run(Call.of(LIMIT, argv.toArray(String[]::new)));
    }
}
