package dev.halab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.halab.lab.Answer;
import dev.halab.lab.Task;
import dev.halab.machine.MachineStatus;
import dev.halab.machine.Power;
import dev.halab.machine.Progress;
import dev.halab.node.Command;
import dev.halab.program.HostPrograms;
import dev.halab.program.Programs;
import dev.halab.report.CheckReport;
import dev.halab.report.TaskVerdict;
import dev.halab.settings.Places;
import dev.halab.topology.Topology;
import dev.halab.tutor.CaseReplay;
import dev.halab.tutor.Machines;
import dev.halab.tutor.Patience;
import dev.halab.tutor.Story;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
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

/// Five virtual machines, and the first control plane of a cluster in one of them: plain kubeadm on a kernel
/// of its own, with cgroup v2. It takes long without KVM, so it runs only with `-De2e.vms=yes`, by
/// `.ci/run --cluster`; what it measured stands in docs/PERFORMANCE.md.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@Timeout(value = 50, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class VagrantClusterE2eIT {
    private static final Path REPOSITORY =
            Path.of(System.getProperty("halab.home.dir", "")).toAbsolutePath();

    /// How long an emulated control plane may be too busy to answer a check.
    private static final Duration SETTLED = Duration.ofMinutes(8);

    /// Judging is work for the machine, too.
    private static final Duration REST = Duration.ofSeconds(20);

    private static final String ADDONS =
            "timeout 300 sh -c 'until sudo kubeadm init phase addon all --config kubeadm-config.yaml; do sleep 5; done'";

    private final Programs programs = HostPrograms.onPath();
    private final Stopwatch watch = new Stopwatch();
    private Session session;
    private Machines machines;
    private Topology topology;

    @BeforeAll
    void begin(@TempDir Path temporary) throws IOException {
        assumeTrue(System.getProperty("e2e.vms", "").equals("yes"), "only with -De2e.vms=yes");
        EmulatedMachines.require(programs);
        Files.writeString(temporary.resolve("config.yaml"), "network: 192.168.54.0/24\n");
        var environment = EmulatedMachines.environment(temporary, "normal", 60);
        session = new Session(Places.of(environment), REPOSITORY, programs, environment);
        session.use("vagrant:libvirt");
        machines = new Machines(session);
        topology = session.topology("standard");
    }

    @AfterAll
    void end() {
        if (session != null) {
            watch.time("destroy", () -> machines.destroy(Progress.quiet()));
            session.close();
        }
    }

    @Test
    @Order(1)
    void five_machines_come_up() {
        watch.time("five machines up", () -> machines.up(topology, Set.of(), Progress.quiet()));

        assertThat(machines.status()).hasSize(5).allMatch(MachineStatus::running);
        assertThat(out("findmnt -no FSTYPE /sys/fs/cgroup")).isEqualTo("cgroup2\n");
        assertThat(out("uname -r")).isNotEqualTo(System.getProperty("os.version") + "\n");
    }

    @Test
    @Order(2)
    void a_control_plane_is_initialised_behind_its_load_balancer() {
        Story story = new Story(session, new Random(1));
        for (String task : List.of("prepare", "lb", "init")) {
            if (task.equals("init")) {
                // Two cores emulate five machines too slowly for kubeadm. What a learner halts is started again when
                // another task begins, so this is done behind halab's back.
                List.of("cp-2", "cp-3", "w-1")
                        .forEach(node -> session.provider().power(Power.HALT, node));
            }
            Task each = story.course().task("ha-stacked/" + task).orElseThrow();
            List<Task> solved = List.of(patient(each));
            watch.time("answer of " + task + ", and its first judging", () -> story.solve(solved, line -> {}));
            watch.time("  until it passes", () -> passes(story, each));
        }
    }

    private void passes(Story story, Task task) {
        long end = System.nanoTime() + SETTLED.toNanos();
        CheckReport report = story.check(task, Patience.UNTIL_SETTLED, round -> {});
        while (report.verdict() != TaskVerdict.PASS && System.nanoTime() < end) {
            session.pace().pause(REST);
            report = story.check(task, Patience.UNTIL_SETTLED, round -> {});
        }
        report.results().forEach(r -> watch.say("    %s: %s".formatted(r.check().name(), r.verdict())));
        assertThat(report.verdict()).isEqualTo(TaskVerdict.PASS);
    }

    /// The task with an answer that waits longer: kubeadm gives the first API call that counts a minute and each of
    /// its last phase, the addons, ten seconds, and an emulated API server may need more soon after its start. So
    /// the
    /// addons are a phase apart, as kubeadm offers it, and are tried again.
    private static Task patient(Task task) {
        Answer answer = task.answer();
        List<Answer.Block> blocks =
                answer.blocks().stream().map(VagrantClusterE2eIT::patient).toList();
        return CaseReplay.answered(task, new Answer(answer.path(), answer.front(), answer.text(), blocks));
    }

    private static Answer.Block patient(Answer.Block block) {
        return block instanceof Answer.Block.Run run
                ? new Answer.Block.Run(
                        run.node(),
                        run.line(),
                        run.script()
                                .replace(
                                        "kind: InitConfiguration\n",
                                        "kind: InitConfiguration\ntimeouts:\n  kubernetesAPICall: 6m0s\n  controlPlaneComponentHealthCheck: 15m0s\n")
                                .replace("--upload-certs", "--upload-certs --skip-phases=addon\n" + ADDONS)
                                .replace(
                                        "kubectl apply -f /opt/halab/cni.yaml\n",
                                        "timeout 300 sh -c 'until kubectl apply -f /opt/halab/cni.yaml; do sleep 5; done'\n")
                                .replace("--timeout=90s", "--timeout=400s"),
                        run.captures(),
                        run.expect())
                : block;
    }

    private String out(String script) {
        return session.node("cp-1")
                .run(Command.asLearner(script, Duration.ofMinutes(2)))
                .out();
    }
}
