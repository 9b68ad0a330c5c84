package dev.halab.machine.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.halab.machine.Delay;
import dev.halab.machine.Finding;
import dev.halab.machine.MachineStatus;
import dev.halab.machine.MakerContract;
import dev.halab.machine.Power;
import dev.halab.machine.Progress;
import dev.halab.machine.Provider;
import dev.halab.machine.SshKeyPair;
import dev.halab.machine.host.Host;
import dev.halab.problem.HalabException;
import dev.halab.problem.Problem;
import dev.halab.topology.Topology;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class DockerProviderTest implements MakerContract {
    private static final LabNames NAMES = new LabNames("192.168.207");
    private static final Topology MINI = Topology.of("mini", NAMES.prefix()).orElseThrow();
    private static final String REFUSED = "run --rm --network=host";

    private final FakeEngine engine = new FakeEngine();

    @TempDir
    private Path home;

    private Host host = FakeEngine.host();
    private Path state;
    private DockerProvider provider;

    @BeforeEach
    void installs() throws IOException {
        Path recipe = Files.createDirectories(home.resolve("a folder/vagrant/image"));
        Files.writeString(recipe.resolve("node-args"), "# comment\n\n--cap-add=ALL\n--tmpfs=/tmp:exec,mode=1777\n");
        Files.writeString(recipe.resolveSibling("versions.env"), "# versions\nKUBERNETES_VERSION=v1.35.8\n");
        state = home.resolve("a state folder für später");
        provider = new DockerProvider(
                engine,
                () -> host,
                recipe,
                state,
                NAMES.prefix(),
                () -> new SshKeyPair("private half\n", "ssh-ed25519 AAAA halab"));
    }

    @AfterEach
    void stops() throws IOException {
        engine.close();
    }

    @Override
    public Provider provider() {
        return provider;
    }

    @Override
    public Topology topology() {
        return MINI;
    }

    @Override
    public void lose(String node) {
        engine.machines.remove(NAMES.container(node));
    }

    @Override
    public void fail(String node) {
        engine.refuseNothing();
        if (!node.isEmpty()) {
            engine.refusing(
                    "start " + NAMES.container(node), 1, "Error response from daemon: no space left on device\n");
        }
    }

    @Override
    public String delay(String node) {
        return engine.machine(NAMES.container(node)).delay;
    }

    @Override
    public int made() {
        return engine.callsOf("create ").size();
    }

    @Test
    void machines_are_made_with_what_they_must_know_before_their_first_start() {
        up();

        FakeEngine.Machine machine = engine.machine(NAMES.container("cp-2"));
        assertThat(machine.files)
                .containsEntry("/etc/halab/hosts", "192.168.207.10 lb-1\n192.168.207.11 cp-1\n192.168.207.12 cp-2\n")
                .containsEntry("/etc/halab/network", "192.168.207.0/24\n")
                .containsEntry("/etc/ssh/authorized_keys.d/halab", "ssh-ed25519 AAAA halab\n")
                .containsEntry("/etc/ssh/authorized_keys.d/learner", "ssh-ed25519 AAAA halab\n");
        assertThat(machine.networks).containsExactly(NAMES.natNetwork(), NAMES.labNetwork());
        assertThat(engine.callsOf("create --name " + NAMES.container("cp-2")))
                .singleElement()
                .asString()
                .contains("--hostname cp-2 ", " --cap-add=ALL --tmpfs=/tmp:exec,mode=1777 halab/node:1.35.8");
        int start = engine.calls.indexOf("start " + NAMES.container("cp-2"));
        assertThat(engine.callsOf("cp "))
                .filteredOn(c -> c.contains(NAMES.container("cp-2")))
                .hasSize(5)
                .allMatch(c -> engine.calls.indexOf(c) < start);
    }

    @Test
    void access_names_the_published_port_and_the_key_that_the_machine_shows() {
        up();

        var access = provider.access("lb-1");

        String port = engine.machine(NAMES.container("lb-1")).labels.get(LabNames.PORT);
        assertThat(access.host()).isEqualTo("127.0.0.1");
        assertThat(access.port()).isEqualTo(Integer.parseInt(port));
        assertThat(access.hostKey()).isEqualTo("ssh-ed25519 AAAAFAKE");
        assertThat(access.key()).hasContent("private half");
        assertThat(access.machineId()).isEqualTo("id of " + NAMES.container("lb-1"));
        assertThat(engine.callsOf("create --name " + NAMES.container("lb-1")))
                .singleElement()
                .asString()
                .contains("--publish 127.0.0.1:" + port + ":22");
    }

    @Test
    void the_network_is_closed_off_before_any_machine_starts() {
        up();

        List<String> calls = engine.calls;
        String contain = engine.callsOf("run ").getFirst();
        assertThat(contain).contains("host.sh contain " + NAMES.natBridge() + " " + NAMES.labBridge());
        assertThat(engine.callsOf("start "))
                .isNotEmpty()
                .allMatch(start -> calls.indexOf(start) > calls.indexOf(contain));
    }

    @Test
    void a_machine_that_is_powered_on_again_is_closed_off_first() {
        up();
        provider.power(Power.KILL, "cp-1");
        engine.calls.clear();

        provider.power(Power.START, "cp-1");

        String contain = engine.callsOf("run ").getFirst();
        assertThat(engine.calls.indexOf(contain)).isLessThan(engine.calls.indexOf("start " + NAMES.container("cp-1")));
    }

    @Test
    void no_machine_is_started_if_the_network_cannot_be_closed_off() {
        engine.refusing(REFUSED, 3, "iptables: No chain/target/match by that name.\n");

        Problem problem = problemOf(this::up);

        assertThat(problem.what()).contains("no machine is started");
        assertThat(problem.why()).contains("status 3", "No chain");
        assertThat(engine.callsOf("create ")).isEmpty();
        assertThat(engine.callsOf("start ")).isEmpty();
    }

    @Test
    void no_machine_is_powered_on_if_the_network_cannot_be_closed_off() {
        up();
        provider.power(Power.KILL, "cp-1");
        engine.calls.clear();
        engine.refusing(REFUSED, 3, "");

        problemOf(() -> provider.power(Power.START, "cp-1"));

        assertThat(engine.callsOf("start ")).isEmpty();
    }

    @Test
    void a_second_up_makes_and_starts_nothing() {
        up();
        var before = provider.access("cp-1");
        engine.calls.clear();

        up();

        assertThat(engine.callsOf("create ")).isEmpty();
        assertThat(engine.callsOf("start ")).isEmpty();
        assertThat(engine.callsOf("network create")).isEmpty();
        assertThat(provider.access("cp-1")).isEqualTo(before);
    }

    @Test
    void a_host_without_an_engine_is_told_how_to_get_one() {
        engine.onPath.clear();
        engine.onPath.add("apt-get");

        Problem problem = problemOf(this::up);

        assertThat(problem.next()).isEqualTo("sudo apt-get install -y docker.io");
        assertThat(provider.doctor(MINI).getFirst().grade()).isEqualTo(Finding.Grade.BLOCKS);
    }

    @ParameterizedTest
    @CsvSource({"docker, 1400, Docker Desktop", "podman, 1400, podman machine set --memory 3000", "docker, 8000, ''"})
    void on_other_systems_the_memory_of_the_engines_machine_counts(String program, long mib, String mend) {
        engine.onPath.clear();
        engine.onPath.add(program);
        engine.memory = mib * 1024 * 1024;
        Host mac = new Host(home, "Mac OS X", "aarch64", List.of(), path -> OptionalLong.empty());

        List<Finding> findings = new Doctor(engine, mac, home.resolve("a folder/vagrant/image"), NAMES).examine(MINI);

        assertThat(findings)
                .filteredOn(f -> f.subject().equals("engine memory"))
                .singleElement()
                .satisfies(f -> assertThat(f.observed()).contains("has %d MiB".formatted(mib), "about 1500 MiB"))
                .satisfies(f -> assertThat(f.mend()).contains(mend))
                .satisfies(
                        f -> assertThat(f.grade()).isEqualTo(mend.isEmpty() ? Finding.Grade.OK : Finding.Grade.HURTS));
    }

    @Test
    void an_engine_that_does_not_run_is_to_be_started() {
        engine.onPath.add("systemctl");
        engine.refusing("version", 1, "Cannot connect to the Docker daemon at unix:///var/run/docker.sock.\n");

        Problem problem = problemOf(this::up);

        assertThat(problem.why()).contains("Cannot connect");
        assertThat(problem.next()).isEqualTo("sudo systemctl start docker");
    }

    @Test
    void a_user_who_may_not_use_the_engine_is_told_the_group() {
        engine.refusing("version", 1, "permission denied while trying to connect to the Docker daemon socket\n");

        assertThat(problemOf(this::up).next()).contains("usermod -aG docker");
    }

    @Test
    void a_network_that_uses_the_same_addresses_is_named() {
        engine.networks.put("an office", "192.168.192.0/18");

        Problem problem = problemOf(this::up);

        assertThat(problem.why()).isEqualTo("network 'an office' of docker uses addresses of it");
        assertThat(problem.next()).contains("config.yaml");
        assertThat(engine.callsOf("create ")).isEmpty();
    }

    @Test
    void an_interface_of_the_host_that_uses_the_same_addresses_is_named() {
        host = new Host(home, "Linux", "amd64", List.of("wlan0 192.168.207.77"), path -> OptionalLong.empty());

        Problem problem = problemOf(this::up);

        assertThat(problem.why()).isEqualTo("interface wlan0 with address 192.168.207.77 uses addresses of it");
        assertThat(engine.callsOf("create ")).isEmpty();
    }

    @Test
    void an_image_that_is_missing_is_built_and_its_phases_are_told() {
        engine.imagePresent = false;
        List<String> phases = new CopyOnWriteArrayList<>();

        provider.up(MINI, Set.of(), phasesInto(phases));

        assertThat(phases).contains("image: kubernetes", "kubernetes took 150 s", "image: image", "cp-1 boot");
        assertThat(engine.calls).containsSubsequence("build --check", "build");
    }

    @Test
    void a_machine_that_was_never_started_is_made_anew() {
        FakeEngine.Machine half = new FakeEngine.Machine();
        half.labels.put(LabNames.TOPOLOGY, "mini");
        engine.machines.put(NAMES.container("cp-1"), half);

        up();

        assertThat(engine.machine(NAMES.container("cp-1"))).isNotSameAs(half);
        assertThat(engine.callsOf("rm --force --volumes " + NAMES.container("cp-1")))
                .hasSize(1);
        assertThat(provider.status()).extracting(MachineStatus::state).containsOnly("running");
    }

    @Test
    void a_container_that_appears_meanwhile_gives_way() {
        // what an interrupted client asked for, and the engine finishes after the machines were listed
        engine.appearing(NAMES.container("cp-1"));

        up();

        assertThat(engine.machine(NAMES.container("cp-1")).files).hasSize(5);
    }

    @Test
    void machines_of_another_topology_are_not_touched() {
        up();
        engine.calls.clear();
        Topology standard = Topology.of("standard", NAMES.prefix()).orElseThrow();

        Problem problem = problemOf(() -> provider.up(standard, Set.of(), Progress.quiet()));

        assertThat(problem.why()).contains("'mini'");
        assertThat(problem.next()).isEqualTo("halab destroy, then halab up --topology standard");
        assertThat(engine.callsOf("create ")).isEmpty();
    }

    @Test
    void an_up_that_fails_half_way_can_be_seen_and_goes_on() {
        engine.refusing("start " + NAMES.container("cp-2"), 1, "Error response from daemon: no space left on device\n");

        assertThat(problemOf(this::up).why()).contains("no space left");
        assertThat(provider.status()).extracting(MachineStatus::node).contains("cp-2");
        engine.refuseNothing();
        up();

        assertThat(provider.status()).extracting(MachineStatus::state).containsOnly("running");
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void an_up_interrupted_at_any_call_is_mended_by_the_next(boolean late) {
        engine.imagePresent = false;
        up();
        int calls = engine.calls.size();
        assertThat(calls).isGreaterThan(20);

        for (int call = 1; call <= calls; call++) {
            provider.destroy(Progress.quiet());
            engine.imagePresent = false;
            engine.interrupting(new FakeEngine.Interrupt(call, Thread.currentThread(), late));
            problemOf(this::up);
            assertThat(Thread.interrupted()).as("call %d", call).isTrue();
            engine.refuseNothing();

            up();

            assertThat(provider.status()).as("after call %d", call).hasSize(3).allMatch(MachineStatus::running);
            assertThat(engine.callsOf("run --rm --network=host"))
                    .as("closed off")
                    .isNotEmpty();
        }
        provider.destroy(Progress.quiet());
        assertThat(engine.machines).isEmpty();
        assertThat(engine.networks).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void a_destroy_interrupted_at_any_call_is_finished_by_the_next(boolean late) {
        up();
        engine.calls.clear();
        provider.destroy(Progress.quiet());
        int calls = engine.calls.size();

        for (int call = 1; call <= calls; call++) {
            up();
            engine.interrupting(new FakeEngine.Interrupt(call, Thread.currentThread(), late));
            problemOf(() -> provider.destroy(Progress.quiet()));
            assertThat(Thread.interrupted()).as("call %d", call).isTrue();
            engine.refuseNothing();

            provider.destroy(Progress.quiet());

            assertThat(engine.machines).as("after call %d", call).isEmpty();
            assertThat(engine.networks).as("after call %d", call).isEmpty();
            assertThat(provider.status()).isEmpty();
        }
    }

    @Test
    void only_the_named_machines_come_up() {
        provider.up(MINI, Set.of("lb-1"), Progress.quiet());

        assertThat(provider.status()).containsExactly(new MachineStatus("lb-1", "running", "192.168.207.10"));
        problemOf(() -> provider.access("cp-1"));
    }

    @Test
    void power_and_network_change_and_come_back() {
        up();

        provider.power(Power.PAUSE, "cp-1");
        assertThat(state("cp-1")).isEqualTo("paused");
        provider.power(Power.START, "cp-1");
        assertThat(state("cp-1")).isEqualTo("running");
        provider.power(Power.PARTITION, "cp-1");
        assertThat(state("cp-1")).isEqualTo("partitioned");
        provider.power(Power.PARTITION, "cp-1");
        provider.power(Power.START, "cp-1");
        assertThat(state("cp-1")).isEqualTo("running");
        provider.power(Power.HALT, "cp-1");
        assertThat(state("cp-1")).isEqualTo("off");
    }

    @Test
    void a_machine_is_delayed_from_beside_it_in_the_lab_network_alone() {
        up();

        provider.delay(new Delay(Duration.ofMillis(800), 5), "cp-1");

        assertThat(engine.callsOf("run --rm --network=container:" + NAMES.container("cp-1")))
                .singleElement()
                .asString()
                .endsWith("halab/node:1.35.8 delay.sh set 192.168.207.11 800 5");
    }

    @Test
    void a_delay_that_was_set_is_undone_by_up_and_destroy_forgets_its_note() {
        up();
        provider.delay(Delay.USUAL, "cp-1");

        up();

        assertThat(delay("cp-1")).isEmpty();
        provider.delay(Delay.USUAL, "cp-1");
        provider.destroy(Progress.quiet());
        assertThat(state).isEmptyDirectory();
    }

    @Test
    void a_kernel_without_netem_is_told_with_what_helps() {
        up();
        engine.refusing("run --rm --network=container:", 5, "Error: Specified qdisc kind is unknown.\n");

        Problem problem = problemOf(() -> provider.delay(Delay.USUAL, "cp-1"));

        assertThat(problem.why()).contains("no netem", "qdisc kind is unknown");
        assertThat(problem.next()).contains("sudo modprobe sch_netem", "halab power partition cp-1");
        engine.refuseNothing();
        provider.power(Power.START, "cp-1");
        assertThat(delay("cp-1")).isEmpty();
    }

    @Test
    void a_machine_that_the_engine_lost_is_missing() {
        up();
        engine.machines.remove(NAMES.container("cp-2"));

        assertThat(state("cp-2")).isEqualTo("missing");
        assertThat(problemOf(() -> provider.power(Power.KILL, "cp-2")).next()).isEqualTo("halab up");
        up();
        assertThat(state("cp-2")).isEqualTo("running");
    }

    @Test
    void down_keeps_machines_and_thaws_frozen_ones_first() {
        up();
        provider.power(Power.PAUSE, "cp-2");
        engine.calls.clear();

        provider.down(Progress.quiet());

        assertThat(provider.status()).extracting(MachineStatus::state).containsOnly("off");
        assertThat(engine.calls)
                .containsSubsequence("unpause " + NAMES.container("cp-2"), "stop --time 10 " + NAMES.container("cp-2"));
    }

    @Test
    void a_network_that_still_counts_a_removed_machine_goes_all_the_same() {
        up();
        engine.attached.put(NAMES.labNetwork(), new LinkedHashSet<>(Set.of(NAMES.container("cp-2"))));

        provider.destroy(Progress.quiet());

        assertThat(engine.networks).isEmpty();
    }

    @Test
    void a_container_of_somebody_else_is_named_and_left_in_its_network() {
        up();
        engine.attached.put(NAMES.labNetwork(), new LinkedHashSet<>(Set.of("my-proxy")));

        Problem problem = problemOf(() -> provider.destroy(Progress.quiet()));

        assertThat(problem.why()).contains("'my-proxy'");
        assertThat(problem.next()).contains("network disconnect " + NAMES.labNetwork() + " my-proxy,");
        assertThat(engine.callsOf("network disconnect")).isEmpty();
    }

    @Test
    void destroy_leaves_nothing_and_may_be_repeated() {
        up();

        provider.destroy(Progress.quiet());
        provider.destroy(Progress.quiet());

        assertThat(engine.machines).isEmpty();
        assertThat(engine.networks).isEmpty();
        assertThat(engine.callsOf("run ").getLast()).contains("host.sh release");
        assertThat(state).isEmptyDirectory();
        assertThat(provider.status()).isEmpty();
        assertThat(provider.topology()).isEmpty();
    }

    private void up() {
        provider.up(MINI, Set.of(), Progress.quiet());
    }

    private static Problem problemOf(ThrowingCallable call) {
        var caught = new AtomicReference<Problem>();
        assertThatThrownBy(call).isInstanceOfSatisfying(HalabException.class, e -> caught.set(e.problem()));
        return caught.get();
    }

    private static Progress phasesInto(List<String> phases) {
        return new Progress() {
            @Override
            public void phase(String node, String phase) {
                phases.add((node + " " + phase).strip());
            }

            @Override
            public void detail(String node, String line) {
                phases.add(line);
            }

            @Override
            public void done(String node) {}
        };
    }
}
