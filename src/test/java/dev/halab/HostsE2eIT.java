package dev.halab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.halab.lab.Task;
import dev.halab.machine.Access;
import dev.halab.machine.Finding;
import dev.halab.machine.MachineStatus;
import dev.halab.machine.Power;
import dev.halab.machine.Progress;
import dev.halab.machine.SshKeyPair;
import dev.halab.node.Command;
import dev.halab.node.ssh.SshKeys;
import dev.halab.problem.HalabException;
import dev.halab.program.Call;
import dev.halab.program.Finished;
import dev.halab.program.HostPrograms;
import dev.halab.program.Programs;
import dev.halab.settings.Places;
import dev.halab.topology.NodeSpec;
import dev.halab.topology.Topology;
import dev.halab.tutor.CaseReplay;
import dev.halab.tutor.Machines;
import dev.halab.tutor.Story;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
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

/// The course on hosts that somebody lends: containers that know nothing of halab, reached through a jump host alone,
/// with other addresses than a lab of halab's own has. The methods are one story.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@Timeout(value = 10, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class HostsE2eIT {
    private static final Path REPOSITORY =
            Path.of(System.getProperty("e2e.home", "")).toAbsolutePath();
    private static final String PREFIX = "192.168.208";
    private static final Duration LIMIT = Duration.ofSeconds(60);

    /// A plain host again: nobody of the lab's users is there, and its own administrator is.
    private static final String LEND = """
            set -e
            userdel -r learner; userdel -r halab
            rm -rf /etc/sudoers.d/halab /etc/ssh/authorized_keys.d /etc/halab
            sed -i '/192.168.208/d' /etc/hosts
            useradd -m -s /bin/bash debian
            install -d -o debian -g debian -m 700 ~debian/.ssh
            echo '%s' >~debian/.ssh/authorized_keys
            echo 'debian ALL=(ALL) NOPASSWD: ALL' >/etc/sudoers.d/debian
            """;

    private final Programs programs = HostPrograms.onPath();
    private final Stopwatch watch = new Stopwatch();
    private Session maker;
    private Session session;
    private Session stranger;
    private Machines machines;
    private Topology topology;

    @BeforeAll
    void begin(@TempDir Path temporary) throws IOException {
        Path made = Files.createDirectories(temporary.resolve("made"));
        Files.writeString(made.resolve("config.yaml"), "network: %s.0/24%n".formatted(PREFIX));
        maker = session(made);
        maker.use("docker");
        Machines containers = new Machines(maker);
        containers.destroy(Progress.quiet());
        // the topology with two balancers: lb-2 is nothing but the way to the others
        Topology six = maker.topology("vip");
        watch.time("six containers", () -> containers.up(six, Set.of(), Progress.quiet()));
        Access gate = maker.provider().access("lb-2");

        SshKeyPair pair = SshKeys.generate();
        Path key = temporary.resolve("a key of mine");
        Files.createFile(key, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(key, pair.privateKey());
        for (NodeSpec node : six.nodes()) {
            docker("exec", container(node.name()), "bash", "-c", LEND.formatted(pair.authorizedKey()));
        }
        Path home = Files.createDirectories(temporary.resolve("a learner's home"));
        write(home, six, key, gate);
        session = session(home);
        machines = new Machines(session);
        topology = session.topology("standard");
        Path other = Files.createDirectories(temporary.resolve("another"));
        write(other, six, key, gate);
        stranger = session(other);
    }

    private static Session session(Path home) {
        Map<String, String> environment = Map.of("HALAB_HOME", home.toString());
        return new Session(Places.of(environment), REPOSITORY, HostPrograms.onPath());
    }

    private static void write(Path home, Topology six, Path key, Access gate) throws IOException {
        StringBuilder inventory = new StringBuilder("network: %s.0/24\nhosts:\n".formatted(PREFIX));
        six.nodes().stream()
                .filter(node -> !node.name().equals("lb-2"))
                .forEach(node -> inventory.append("  %s: {address: %s, user: debian, key: '%s', jump: gate}%n"
                        .formatted(node.name(), node.address(), key)));
        inventory.append("jumps:\n  gate: {address: %s, port: %d, user: debian, key: '%s'}\n"
                .formatted(gate.host(), gate.port(), key));
        Files.writeString(home.resolve("inventory.yaml"), inventory);
        Files.writeString(home.resolve("config.yaml"), "provider: ssh\n");
    }

    @AfterAll
    void end() {
        session.close();
        stranger.close();
        watch.time("containers removed", () -> new Machines(maker).destroy(Progress.quiet()));
        maker.close();
    }

    @Test
    @Order(1)
    void doctor_looks_at_every_host_and_changes_none() {
        List<Finding> findings = watch.time("doctor", () -> machines.doctor(topology));

        assertThat(findings).noneMatch(f -> f.grade() == Finding.Grade.BLOCKS);
        assertThat(findings).extracting(Finding::subject).contains("host lb-1", "host cp-3", "host w-1");
        assertThat(docker("exec", container("cp-1"), "sh", "-c", "id learner || true"))
                .doesNotContain("uid=");
    }

    @Test
    @Order(2)
    void up_prepares_the_hosts_behind_their_jump_host() {
        watch.time("up", () -> machines.up(topology, Set.of(), Progress.quiet()));
        watch.time("second up", () -> machines.up(topology, Set.of(), Progress.quiet()));

        assertThat(machines.status())
                .contains(new MachineStatus("lb-1", "running", PREFIX + ".8"))
                .hasSize(5)
                .extracting(MachineStatus::state)
                .containsOnly("running");
        assertThat(session.provider().access("cp-1").host()).isEqualTo(PREFIX + ".11");
        assertThat(session.node("cp-2")
                        .run(Command.asLearner("hostname; getent hosts w-1; sudo -n id -un", LIMIT))
                        .out())
                .contains("cp-2\n", PREFIX + ".21", "root\n");
    }

    @Test
    @Order(3)
    void somebody_else_is_told_who_has_the_hosts() {
        assertThatThrownBy(() -> new Machines(stranger).up(topology, Set.of(), Progress.quiet()))
                .isInstanceOf(HalabException.class)
                .hasMessageContaining("has it since");
    }

    @Test
    @Order(4)
    void the_whole_course_is_done_on_them() {
        Story story = new Story(session, new Random(1));
        CaseRun run = new CaseRun(session, story, new CaseReplay(session, topology.variables()), watch, REPOSITORY);
        for (Task task : story.course().lab("ha-stacked").orElseThrow().tasks()) {
            run.opensUnsolved(task);
            run.solves(task);
        }
    }

    @Test
    @Order(5)
    void what_is_not_halabs_is_left_alone() {
        assertThatThrownBy(() -> machines.down(Progress.quiet())).hasMessageContaining("they are yours");
        assertThatThrownBy(() -> machines.reset(topology, Progress.quiet())).hasMessageContaining("your own");
        assertThatThrownBy(() -> machines.power(Power.KILL, "cp-1")).hasMessageContaining("your own host");
        assertThat(machines.status()).extracting(MachineStatus::state).containsOnly("running");
    }

    @Test
    @Order(6)
    void destroy_takes_back_what_was_prepared_and_nothing_else() {
        watch.time("destroy", () -> machines.destroy(Progress.quiet()));

        assertThat(machines.topology()).isEmpty();
        for (NodeSpec node : topology.nodes()) {
            String left = docker(
                    "exec",
                    container(node.name()),
                    "sh",
                    "-c",
                    "id -un learner halab 2>/dev/null; ls /etc/halab /etc/sudoers.d 2>/dev/null; grep 192.168.208 /etc/hosts;"
                            + " id -un debian");
            assertThat(left)
                    .doesNotContain("learner", "halab-lab", "owner", "cp-2")
                    .contains("debian");
        }
        assertThat(docker("exec", container("cp-1"), "kubectl", "--kubeconfig=/etc/kubernetes/admin.conf", "get", "no"))
                .contains("cp-3");
    }

    private static String container(String node) {
        return "halab-%s-%s".formatted(PREFIX.replace('.', '-'), node);
    }

    private String docker(String... arguments) {
        String[] argv = new String[arguments.length + 1];
        argv[0] = "docker";
        System.arraycopy(arguments, 0, argv, 1, arguments.length);
        Finished finished = programs.run(Call.of(LIMIT, argv));
        assertThat(finished.ok())
                .as("%s: %s%s", String.join(" ", argv), finished.out(), finished.error())
                .isTrue();
        return finished.out();
    }
}
