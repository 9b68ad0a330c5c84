package dev.halab;

import static org.assertj.core.api.Assertions.assertThat;

import dev.halab.machine.Access;
import dev.halab.machine.Capability;
import dev.halab.machine.Finding;
import dev.halab.machine.MachineStatus;
import dev.halab.machine.Power;
import dev.halab.machine.Progress;
import dev.halab.node.Command;
import dev.halab.node.Outcome;
import dev.halab.problem.HalabException;
import dev.halab.program.Call;
import dev.halab.program.Finished;
import dev.halab.program.HostPrograms;
import dev.halab.program.Programs;
import dev.halab.settings.Places;
import dev.halab.topology.Topology;
import dev.halab.tutor.CaseReplay;
import dev.halab.tutor.Machines;
import dev.halab.tutor.Rewind;
import dev.halab.tutor.Story;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Two real virtual machines by `vagrant up`, without KVM, from nothing to nothing. The methods are one story, in
/// order.
///
/// Needs what `.ci/vm-host up` prepares and the box of `vagrant/box/build`; it is skipped where they are missing.
/// Nothing
/// that the machines send leaves this host: the rule for that is looked at before anything starts.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@Timeout(value = 10, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class VagrantE2eIT {
    private static final Path REPOSITORY =
            Path.of(System.getProperty("halab.home.dir", "")).toAbsolutePath();
    private static final String PREFIX = "192.168.57";
    private static final String LABEL = "halab-192-168-57-";
    private static final Set<String> TWO = Set.of("lb-1", "cp-1");
    private static final Duration LIMIT = Duration.ofSeconds(60);

    private final Programs programs = HostPrograms.onPath();
    private final Stopwatch watch = new Stopwatch();
    private Path folder;
    private Session session;
    private Machines machines;
    private Topology topology;
    private CaseRun run;
    private Story story;

    @BeforeAll
    void begin(@TempDir Path temporary) throws IOException {
        EmulatedMachines.require(programs);

        Path home = course(temporary.resolve("a lab's course"));
        folder = temporary.resolve("a learner's folder");
        Files.createDirectories(folder);
        Files.writeString(folder.resolve("config.yaml"), "network: %s.0/24\n".formatted(PREFIX));
        Map<String, String> environment = EmulatedMachines.environment(folder, "bare", 30);
        session = new Session(Places.of(environment), home, programs, environment);
        session.use("vagrant:libvirt");
        machines = new Machines(session);
        topology = session.topology("standard");
        story = new Story(session, new Random(1));
        run = new CaseRun(session, story, new CaseReplay(session, topology.variables()), watch, home);
    }

    @AfterAll
    void end() {
        if (session != null) {
            machines.destroy(Progress.quiet());
            session.close();
        }
    }

    /// The course as it is, with the first task cut down to the one control plane that is there.
    private static Path course(Path home) throws IOException {
        try (Stream<Path> all = Files.walk(REPOSITORY.resolve("labs"))) {
            for (Path from : all.filter(Files::isRegularFile).toList()) {
                Path to = home.resolve(REPOSITORY.relativize(from).toString());
                Files.createDirectories(to.getParent());
                Files.writeString(to, Files.readString(from).replace("on: [cp, w]", "on: cp-1"));
            }
        }
        Path answers = Files.createDirectories(home.resolve("answers/ha-stacked"));
        String prepare = Files.readString(REPOSITORY.resolve("answers/ha-stacked/prepare.md"));
        int second = prepare.indexOf("```bash node=cp-2");
        Files.writeString(answers.resolve("prepare.md"), prepare.substring(0, second));
        Files.copy(REPOSITORY.resolve("answers/ha-stacked/lb.md"), answers.resolve("lb.md"));
        Files.createSymbolicLink(home.resolve("vagrant"), REPOSITORY.resolve("vagrant"));
        return home;
    }

    @Test
    @Order(1)
    void doctor_finds_nothing_that_blocks() {
        List<Finding> findings = watch.time("doctor", () -> machines.doctor(topology));

        findings.forEach(f -> watch.say("  %s: %s".formatted(f.subject(), f.observed())));
        assertThat(findings).noneMatch(f -> f.grade() == Finding.Grade.BLOCKS);
        assertThat(machines.topology()).isEmpty();
    }

    /// VirtualBox is not here: a program that tells its version stands in for it.
    @Test
    @Order(2)
    void vagrant_itself_accepts_the_vagrantfile_for_the_providers_that_it_brings(@TempDir Path programsOfTest)
            throws IOException {
        Path virtualBox = Files.writeString(programsOfTest.resolve("VBoxManage"), "#!/bin/sh\necho 7.0.20r163906\n");
        assertThat(virtualBox.toFile().setExecutable(true)).isTrue();

        for (String provider : List.of("libvirt", "docker", "virtualbox")) {
            Call call = Call.of(LIMIT, "vagrant", "validate")
                    .with("PATH", programsOfTest + ":" + System.getenv("PATH"))
                    .with("VAGRANT_CWD", REPOSITORY.resolve("vagrant").toString())
                    .with(
                            "VAGRANT_DOTFILE_PATH",
                            programsOfTest.resolve(".vagrant").toString())
                    .with("VAGRANT_DEFAULT_PROVIDER", provider);

            Finished finished = programs.run(call);

            assertThat(finished.ok())
                    .as(provider + ": " + finished.out() + finished.error())
                    .isTrue();
        }
    }

    @Test
    @Order(3)
    void an_up_that_is_interrupted_cleans_up_and_is_mended_by_the_next() throws InterruptedException {
        CountDownLatch booting = new CountDownLatch(1);
        AtomicReference<RuntimeException> thrown = new AtomicReference<>();
        Thread up = Thread.ofPlatform().start(() -> {
            try {
                machines.up(topology, Set.of("lb-1"), new Seen(booting));
            } catch (HalabException e) {
                thrown.set(e);
            }
        });
        assertThat(booting.await(4, TimeUnit.MINUTES))
                .as(String.valueOf(thrown.get()))
                .isTrue();

        up.interrupt();

        assertThat(watch.time("  interrupted", () -> join(up))).isTrue();
        assertThat(thrown.get()).isInstanceOf(HalabException.class).hasMessageContaining("interrupted");
        assertThat(virsh("list", "--all", "--name").out()).doesNotContain(LABEL);
    }

    private static boolean join(Thread thread) {
        try {
            return thread.join(Duration.ofMinutes(2));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    @Test
    @Order(4)
    void two_machines_come_up_from_the_box() {
        watch.time("up of lb-1 and cp-1", () -> machines.up(topology, TWO, new Timed()));

        assertThat(machines.status())
                .containsExactly(
                        new MachineStatus("lb-1", "running", PREFIX + ".10"),
                        new MachineStatus("cp-1", "running", PREFIX + ".11"));
        assertThat(session.provider().capabilities()).contains(Capability.OWN_KERNEL);
        assertThat(folder.resolve("state/vagrant/logs/cp-1.log")).content().contains("halab: host-key ssh-ed25519");
    }

    @Test
    @Order(5)
    void a_machine_is_as_fresh_as_a_container_of_the_lab() {
        for (String node : List.of("lb-1", "cp-1")) {
            assertThat(out(node, "hostname; id -un")).isEqualTo(node + "\nlearner\n");
            assertThat(out(node, "sudo -n id -un")).isEqualTo("root\n");
            assertThat(out(node, "getent hosts cp-2")).contains(PREFIX + ".12");
            assertThat(out(node, "getent hosts " + node)).doesNotContain("127.0.");
            assertThat(asLearner(node, "getent hosts k8s-api.lab").status()).isNotZero();
            assertThat(out(node, "ip -4 route show default")).contains("via 10.213.57.1");
            assertThat(out(node, "ip -4 -o addr show"))
                    .contains("inet " + topology.node(node).orElseThrow().address() + "/24");
            assertThat(out(node, "cat /proc/sys/net/ipv4/ip_forward")).isEqualTo("0\n");
            assertThat(out(node, "dpkg-query -W -f '${Package} ' kubelet kubeadm kubectl"))
                    .isEqualTo("kubeadm kubectl kubelet ");
            assertThat(out(node, "apt-mark showhold")).isEmpty();
            assertThat(asLearner(node, "dpkg-query -W haproxy").status()).isNotZero();
            assertThat(out(node, "grep -c 'SystemdCgroup = false' /etc/containerd/config.toml"))
                    .isEqualTo("1\n");
            assertThat(out(node, "systemctl --failed --no-legend")).isEmpty();
        }
        assertThat(out("cp-1", "systemctl is-enabled kubelet")).isEqualTo("enabled\n");
        assertThat(asLearner("lb-1", "systemctl is-enabled kubelet").out()).isEqualTo("disabled\n");
        assertThat(out("lb-1", "exec 3<>/dev/tcp/cp-1/22; head -c4 <&3")).isEqualTo("SSH-");
    }

    @Test
    @Order(6)
    void a_machine_reaches_nothing_outside_and_is_told_so_at_once() {
        Outcome outcome = watch.time(
                "a connection to the outside",
                () -> asLearner("cp-1", "timeout 20 bash -c 'exec 3<>/dev/tcp/192.0.2.1/80'"));

        assertThat(outcome.status()).isNotIn(0, 124);
        assertThat(outcome.error()).contains("refused");
    }

    @Test
    @Order(7)
    void a_second_up_and_a_second_provisioning_change_nothing() {
        Map<String, String> before = digests();
        Access access = session.provider().access("cp-1");

        watch.time("second up", () -> machines.up(topology, TWO, Progress.quiet()));
        Finished again = watch.time("second provisioning", this::provision);

        assertThat(again.ok()).as(again.out() + again.error()).isTrue();
        assertThat(again.out().split("halab: nothing was changed", -1)).hasSize(3);
        assertThat(again.out()).doesNotContain("halab: changed");
        assertThat(digests()).isEqualTo(before);
        assertThat(session.provider().access("cp-1")).isEqualTo(access);
    }

    @Test
    @Order(8)
    void the_first_two_tasks_go_from_red_to_green() {
        for (String id : List.of("prepare", "lb")) {
            var task = story.course().task("ha-stacked/" + id).orElseThrow();
            run.opensUnsolved(task);
            run.solves(task);
        }
    }

    @Test
    @Order(9)
    void what_was_done_outlives_a_halt() {
        watch.time("halt", () -> machines.down(Progress.quiet()));
        assertThat(machines.status()).extracting(MachineStatus::state).containsOnly("off");

        watch.time("up again", () -> machines.up(topology, TWO, new Timed()));

        for (String id : List.of("prepare", "lb")) {
            watch.time(
                    "  " + id + " again",
                    () -> run.passes(story.course().task("ha-stacked/" + id).orElseThrow()));
        }
    }

    @Test
    @Order(10)
    void power_is_lost_and_comes_back() {
        Access before = session.provider().access("lb-1");
        watch.time("kill", () -> machines.power(Power.KILL, "lb-1"));
        watch.time("start", () -> machines.power(Power.START, "lb-1"));
        session.machinesChanged();

        assertThat(session.provider().access("lb-1").hostKey()).isEqualTo(before.hostKey());
        assertThat(out("lb-1", "hostname")).isEqualTo("lb-1\n");
    }

    @Test
    @Order(11)
    void a_machine_is_frozen_and_cut_off_and_comes_back() {
        watch.time("pause", () -> machines.power(Power.PAUSE, "cp-1"));
        assertThat(machines.status()).contains(new MachineStatus("cp-1", "paused", PREFIX + ".11"));
        watch.time("thaw", () -> machines.power(Power.START, "cp-1"));
        session.machinesChanged();
        assertRightTime("cp-1");

        String call = "timeout 10 bash -c 'exec 3<>/dev/tcp/lb-1/22; head -c4 <&3'";
        watch.time("partition", () -> machines.power(Power.PARTITION, "cp-1"));
        assertThat(machines.status()).contains(new MachineStatus("cp-1", "partitioned", PREFIX + ".11"));
        assertThat(asLearner("cp-1", call).status()).isNotZero();
        watch.time("join", () -> machines.power(Power.START, "cp-1"));
        assertThat(out("cp-1", call)).isEqualTo("SSH-");
    }

    private void assertRightTime(String node) {
        long seconds = Long.parseLong(out(node, "date +%s").strip());
        assertThat(seconds).isCloseTo(Instant.now().getEpochSecond(), Offset.offset(15L));
    }

    @Test
    @Order(12)
    void the_lab_goes_back_to_a_checkpoint_and_its_clocks_do_not() {
        Rewind rewind = new Rewind(session, new Random(1));
        watch.time("checkpoint save", () -> rewind.save("solved", Progress.quiet()));
        out("lb-1", "sudo rm /etc/haproxy/haproxy.cfg && sudo touch /since && sync");
        out("cp-1", "sudo touch /since && sync");

        List<String> told = watch.time("checkpoint restore", () -> rewind.restore("solved", Progress.quiet()));

        assertThat(told).isEmpty();
        for (String node : TWO) {
            assertThat(asLearner(node, "ls /since").status()).isNotZero();
            assertRightTime(node);
        }
        run.passes(story.course().task("ha-stacked/lb").orElseThrow());
    }

    @Test
    @Order(13)
    void destroy_leaves_nothing() {
        watch.time("destroy", () -> machines.destroy(Progress.quiet()));

        assertThat(machines.topology()).isEmpty();
        assertThat(virsh("list", "--all", "--name").out()).doesNotContain(LABEL);
        assertThat(virsh("net-list", "--all", "--name").out()).doesNotContain(LABEL);
        assertThat(virsh("vol-list", "default").out()).doesNotContain(LABEL);
        assertThat(folder.resolve("state/vagrant")).doesNotExist();
        assertThat(ProcessHandle.allProcesses().flatMap(p -> p.info().commandLine().stream()))
                .noneMatch(line -> line.contains("guest=" + LABEL));
        machines.destroy(Progress.quiet());
    }

    private Finished provision() {
        Path lab = folder.resolve("state/vagrant");
        Call call = new Call(List.of("vagrant", "provision", "lb-1", "cp-1"), Map.of(), "", Duration.ofMinutes(5));
        return programs.run(call.with("VAGRANT_CWD", lab.toString())
                .with("VAGRANT_DOTFILE_PATH", lab.resolve(".vagrant").toString()));
    }

    private Map<String, String> digests() {
        String script =
                "sudo find /etc /home /usr/local /opt -xdev -type f -exec sha256sum {} + | LC_ALL=C sort | sha256sum";
        Map<String, String> digests = new TreeMap<>();
        TWO.forEach(node -> digests.put(node, out(node, script)));
        return digests;
    }

    private String out(String node, String script) {
        Outcome outcome = asLearner(node, script);
        assertThat(outcome.status())
                .as("%s on %s: %s", script, node, outcome.error())
                .isZero();
        return outcome.out();
    }

    private Outcome asLearner(String node, String script) {
        return session.node(node).run(Command.asLearner(script, LIMIT));
    }

    private Finished virsh(String... arguments) {
        return host(Stream.concat(Stream.of("virsh", "-q", "-c", "qemu:///system"), Stream.of(arguments))
                .toArray(String[]::new));
    }

    private Finished host(String... argv) {
        return programs.run(Call.of(Duration.ofSeconds(60), argv));
    }

    /// Opens a latch when a machine boots.
    private record Seen(CountDownLatch booting) implements Progress {
        @Override
        public void phase(String node, String phase) {
            if (phase.equals("boot")) {
                booting.countDown();
            }
        }

        @Override
        public void detail(String node, String line) {}

        @Override
        public void done(String node) {}
    }

    /// Prints when each phase begins.
    private final class Timed implements Progress {
        @Override
        public void phase(String node, String phase) {
            watch.say("    " + node + " " + phase);
        }

        @Override
        public void detail(String node, String line) {}

        @Override
        public void done(String node) {
            watch.say("    " + node + " done");
        }
    }
}
