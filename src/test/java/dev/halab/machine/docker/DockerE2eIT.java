package dev.halab.machine.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.halab.fact.Fact;
import dev.halab.fact.Facts;
import dev.halab.fact.Reading;
import dev.halab.machine.Access;
import dev.halab.machine.Finding;
import dev.halab.machine.MachineStatus;
import dev.halab.machine.Power;
import dev.halab.machine.Progress;
import dev.halab.machine.Provider;
import dev.halab.node.Command;
import dev.halab.node.Node;
import dev.halab.node.Outcome;
import dev.halab.node.ssh.SshKeys;
import dev.halab.node.ssh.SshNodes;
import dev.halab.problem.HalabException;
import dev.halab.program.Call;
import dev.halab.program.Finished;
import dev.halab.program.HostPrograms;
import dev.halab.program.Programs;
import dev.halab.topology.NodeSpec;
import dev.halab.topology.Topology;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Five real nodes in a real engine, from nothing to nothing. The methods are one story, in order.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@Timeout(value = 5, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class DockerE2eIT {
    /// Not the lab's usual network, so that it may run beside a lab.
    private static final LabNames NAMES = new LabNames("192.168.206");

    private static final Topology TOPOLOGY =
            Topology.of("standard", NAMES.prefix()).orElseThrow();
    private static final Path RECIPE = Path.of("vagrant", "image").toAbsolutePath();
    private static final Duration LIMIT = Duration.ofSeconds(10);

    /// Some seconds long: who asked in vain for an address while a node was away is told once more that there is
    /// none.
    private static final String CALL_SSH = "for i in 1 2 3 4 5 6; do"
            + " { exec 3<>/dev/tcp/%s/22; } 2>/dev/null && head -c4 <&3 && break; sleep 1; done";

    private final Programs programs = HostPrograms.onPath();
    private final SshNodes ssh = new SshNodes();
    private Provider provider;
    private Path folder;

    /// Somebody else's, who uses the engine too.
    private List<String> looseBefore = List.of();

    @BeforeAll
    void begin(@TempDir Path temporary) throws IOException {
        folder = Files.createDirectory(temporary.resolve("a lab's state"));
        provider = provider(folder);
        provider.destroy(Progress.quiet());
        looseBefore = looseVolumes();
    }

    @AfterAll
    void end() {
        provider.destroy(Progress.quiet());
        ssh.close();
    }

    @Test
    @Order(1)
    void doctor_finds_nothing_that_blocks() {
        assertThat(provider.doctor(TOPOLOGY)).noneMatch(f -> f.grade() == Finding.Grade.BLOCKS);
        assertThat(provider.status()).isEmpty();
    }

    @Test
    @Order(2)
    void an_interrupted_up_is_mended_by_the_next() throws InterruptedException {
        interruptedWhile("create");

        up("five nodes after an interruption");

        assertThat(provider.status()).extracting(MachineStatus::state).containsOnly("running");
        destroy();
    }

    @Test
    @Order(3)
    void a_machine_that_was_never_started_is_made_anew() {
        String[] labels = {LabNames.LABEL + "=" + NAMES.prefix(), LabNames.TOPOLOGY + "=standard"};
        engine("create", "--name", NAMES.container("w-1"), "--label", labels[0], "--label", labels[1], image());

        up("w-1 made anew", Set.of("w-1"));

        assertThat(provider.status()).containsExactly(new MachineStatus("w-1", "running", NAMES.prefix() + ".21"));
        destroy();
    }

    @Test
    @Order(4)
    void five_nodes_come_up_from_a_cached_image() {
        Duration took = up("five nodes up");

        assertThat(provider.status())
                .extracting(MachineStatus::node, MachineStatus::state)
                .containsExactlyElementsOf(TOPOLOGY.nodes().stream()
                        .map(n -> tuple(n.name(), "running"))
                        .toList());
        assertThat(took).isLessThan(Duration.ofSeconds(60));
    }

    @Test
    @Order(5)
    void a_second_up_changes_nothing() {
        List<Access> before =
                TOPOLOGY.nodes().stream().map(n -> provider.access(n.name())).toList();
        String started = started();

        up("second up");

        assertThat(TOPOLOGY.nodes().stream().map(n -> provider.access(n.name())))
                .containsExactlyElementsOf(before);
        assertThat(started()).isEqualTo(started);
    }

    @Test
    @Order(6)
    void every_node_can_be_asked_by_both_users() {
        for (NodeSpec spec : TOPOLOGY.nodes()) {
            assertThat(run(spec.name(), "hostname").out().strip()).isEqualTo(spec.name());
            Fact addresses = Facts.addresses(spec.name());
            try (Node node = ssh.open(provider.access(spec.name()))) {
                Reading reading = node.read(Set.of(addresses), LIMIT).get(addresses);
                assertThat(reading)
                        .isInstanceOfSatisfying(
                                Reading.Seen.class,
                                seen -> assertThat(seen.text()).contains(spec.address()));
            }
        }
    }

    @Test
    @Order(7)
    void a_node_has_a_nat_and_a_lab_interface_and_knows_the_others_but_not_the_endpoint() {
        for (NodeSpec spec : TOPOLOGY.nodes()) {
            String routes = run(spec.name(), "ip -4 route show default; ip -4 -o addr show dev eth1")
                    .out();
            assertThat(routes.lines().findFirst().orElse("")).contains(" dev eth0");
            assertThat(routes).contains("inet " + spec.address() + "/24");
            assertThat(run(spec.name(), "getent hosts cp-2").out()).contains(NAMES.prefix() + ".12");
            assertThat(run(spec.name(), "getent hosts k8s-api.lab").status()).isNotZero();
        }
        assertThat(run("lb-1", "exec 3<>/dev/tcp/cp-3/22; head -c4 <&3").out()).isEqualTo("SSH-");
    }

    @Test
    @Order(8)
    void a_node_reaches_nothing_outside_and_is_told_so_at_once() {
        for (String bridge : List.of(NAMES.natBridge(), NAMES.labBridge())) {
            assertThat(filter("iptables", bridge)).as("IPv4 rule of " + bridge).isZero();
            assertThat(filter("ip6tables", bridge)).as("IPv6 rule of " + bridge).isZero();
        }
        long before = rejected();
        long start = System.nanoTime();

        Outcome outcome = run("w-1", "exec 3<>/dev/tcp/192.0.2.1/80");

        assertThat(outcome.status()).isNotZero();
        assertThat(outcome.error()).contains("refused");
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(2));
        assertThat(rejected()).isGreaterThan(before);
        assertThat(run("w-1", "exec 3<>/dev/tcp/198.51.100.7/443").error()).contains("refused");
    }

    @Test
    @Order(9)
    void power_is_lost_and_comes_back() {
        power(Power.KILL, "cp-2", "off");
        long start = System.nanoTime();
        assertThatThrownBy(() -> run("cp-2", "true")).isInstanceOf(HalabException.class);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(LIMIT);
        power(Power.KILL, "cp-2", "off");
        power(Power.START, "cp-2", "running");
        assertThat(run("cp-2", "ip -4 route show default").out()).contains(" dev eth0");
        assertThat(run("cp-2", "getent hosts cp-3").out()).contains(NAMES.prefix() + ".13");
        power(Power.HALT, "cp-2", "off");
        power(Power.START, "cp-2", "running");
        power(Power.START, "cp-2", "running");
    }

    @Test
    @Order(10)
    void a_paused_node_thaws() {
        power(Power.PAUSE, "cp-3", "paused");
        power(Power.PAUSE, "cp-3", "paused");
        power(Power.START, "cp-3", "running");
        assertThat(run("cp-3", "hostname").out().strip()).isEqualTo("cp-3");
    }

    @Test
    @Order(11)
    void a_partitioned_node_answers_halab_but_not_the_lab_until_it_is_joined_again() {
        power(Power.PARTITION, "cp-1", "partitioned");
        assertThat(run("cp-1", "timeout 2 bash -c 'exec 3<>/dev/tcp/cp-3/22'").status())
                .isNotZero();
        assertThat(run("cp-3", "timeout 2 bash -c 'exec 3<>/dev/tcp/cp-1/22'").status())
                .isNotZero();

        power(Power.START, "cp-1", "running");

        assertThat(run("cp-1", "ip -4 -o addr show").out()).contains("inet " + NAMES.prefix() + ".11/24");
        // Docker gives an interface that comes back the next free number
        assertThat(run("cp-1", "ip -4 route").out())
                .containsPattern("default via \\S+ dev eth0")
                .containsPattern("10.96.0.0/12 dev eth[12]");
        assertThat(run("cp-3", CALL_SSH.formatted("cp-1")).out()).isEqualTo("SSH-");
    }

    @Test
    @Order(12)
    void a_partition_survives_neither_up_nor_start() {
        power(Power.PARTITION, "w-1", "partitioned");
        power(Power.KILL, "w-1", "off");
        up("up with one node off and cut off");

        assertThat(provider.status()).extracting(MachineStatus::state).containsOnly("running");
        assertThat(run("w-1", CALL_SSH.formatted("cp-1")).out()).isEqualTo("SSH-");
    }

    @Test
    @Order(13)
    void down_keeps_the_disks() {
        run("lb-1", "sudo sh -c 'echo kept >/etc/kept; echo kept >/var/lib/kept'");
        long start = System.nanoTime();
        provider.down(Progress.quiet());
        say("down", start);
        assertThat(provider.status()).extracting(MachineStatus::state).containsOnly("off");

        up("up after down");

        assertThat(run("lb-1", "cat /etc/kept /var/lib/kept").out()).isEqualTo("kept\nkept\n");
    }

    @Test
    @Order(14)
    void another_topology_is_refused() {
        Topology vip = Topology.of("vip", NAMES.prefix()).orElseThrow();

        assertThatThrownBy(() -> provider.up(vip, Set.of(), Progress.quiet()))
                .isInstanceOfSatisfying(
                        HalabException.class, e -> assertThat(e.problem().why()).contains("'standard'"));
    }

    @Test
    @Order(15)
    void destroy_leaves_nothing() throws IOException {
        destroy();

        assertThat(engine("ps", "-aq", "--filter", NAMES.filter()).out()).isEmpty();
        assertThat(engine("network", "ls", "-q", "--filter", NAMES.filter()).out())
                .isEmpty();
        assertThat(looseVolumes()).isSubsetOf(looseBefore);
        for (String bridge : List.of(NAMES.natBridge(), NAMES.labBridge())) {
            assertThat(filter("iptables", bridge)).isEqualTo(1);
            assertThat(filter("ip6tables", bridge)).isEqualTo(1);
        }
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).isEmpty();
        }
        destroy();
    }

    private List<String> looseVolumes() {
        return engine("volume", "ls", "-q", "--filter", "dangling=true")
                .out()
                .lines()
                .toList();
    }

    private Provider provider(Path state) {
        return new DockerProvider(programs, RECIPE, state, NAMES.prefix(), SshKeys::generate);
    }

    private Duration up(String what) {
        return up(what, Set.of());
    }

    private Duration up(String what, Set<String> only) {
        long start = System.nanoTime();
        provider.up(TOPOLOGY, only, new Timed(start));
        return say(what, start);
    }

    private void destroy() {
        long start = System.nanoTime();
        provider.destroy(Progress.quiet());
        say("destroy", start);
        assertThat(provider.status()).isEmpty();
        assertThat(provider.topology()).isEmpty();
    }

    private void power(Power verb, String node, String state) {
        long start = System.nanoTime();
        provider.power(verb, node);
        say(verb.name().toLowerCase(Locale.ROOT) + " " + node, start);
        assertThat(provider.status())
                .filteredOn(s -> s.node().equals(node))
                .extracting(MachineStatus::state)
                .containsExactly(state);
    }

    private void interruptedWhile(String phase) throws InterruptedException {
        CountDownLatch reached = new CountDownLatch(1);
        AtomicReference<RuntimeException> thrown = new AtomicReference<>();
        Progress progress = new Progress() {
            @Override
            public void phase(String node, String name) {
                if (name.equals(phase)) {
                    reached.countDown();
                }
            }

            @Override
            public void detail(String node, String line) {}

            @Override
            public void done(String node) {}
        };
        Thread up = Thread.ofPlatform().start(() -> {
            try {
                provider.up(TOPOLOGY, Set.of(), progress);
            } catch (HalabException e) {
                thrown.set(e);
            }
        });
        boolean there = reached.await(60, TimeUnit.SECONDS);
        up.interrupt();
        assertThat(up.join(Duration.ofSeconds(15))).isTrue();
        assertThat(thrown.get()).isInstanceOf(HalabException.class);
        assertThat(there).as(String.valueOf(thrown.get())).isTrue();
    }

    private Outcome run(String node, String script) {
        try (Node open = ssh.open(provider.access(node))) {
            return open.run(Command.asLearner(script, LIMIT));
        }
    }

    private String started() {
        List<String> arguments = new ArrayList<>(List.of("inspect", "-f", "{{.Id}} {{.State.StartedAt}}"));
        TOPOLOGY.nodes().forEach(n -> arguments.add(NAMES.container(n.name())));
        return engine(arguments.toArray(String[]::new)).out();
    }

    private Finished engine(String... arguments) {
        List<String> argv =
                Stream.concat(Stream.of("docker"), Stream.of(arguments)).toList();
        return programs.run(Call.of(LIMIT, argv.toArray(String[]::new)));
    }

    private String image() {
        return new NodeImage(new Engine(programs, "docker"), RECIPE).reference();
    }

    /// Status of `iptables -C`, by the program whose tables hold the engine's chains.
    private int filter(String program, String bridge) {
        String chain = program.equals("iptables") ? "DOCKER-USER" : "FORWARD";
        return programs.run(Call.of(
                        LIMIT, program, "-w", "5", "-C", chain, "-i", bridge, "!", "-o", bridge, "-j", "REJECT"))
                .status();
    }

    private long rejected() {
        return new EngineHost(new Engine(programs, "docker"), image())
                .rejected(NAMES)
                .orElseThrow();
    }

    private static Duration say(String what, long start) {
        Duration took = Duration.ofNanos(System.nanoTime() - start);
        System.out.printf(Locale.ROOT, "%-40s %6.1f s%n", what, took.toMillis() / 1000.0);
        return took;
    }

    /// Prints when each phase begins.
    private record Timed(long start) implements Progress {
        @Override
        public void phase(String node, String phase) {
            say("    " + node + " " + phase, start);
        }

        @Override
        public void detail(String node, String line) {}

        @Override
        public void done(String node) {
            say("    " + node + " done", start);
        }
    }
}
