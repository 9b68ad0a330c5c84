package dev.halab.machine.vagrant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.halab.machine.Access;
import dev.halab.machine.Capability;
import dev.halab.machine.Delay;
import dev.halab.machine.Finding;
import dev.halab.machine.MachineStatus;
import dev.halab.machine.MakerContract;
import dev.halab.machine.NodeLogs;
import dev.halab.machine.Power;
import dev.halab.machine.Progress;
import dev.halab.machine.Provider;
import dev.halab.machine.SshKeyPair;
import dev.halab.problem.HalabException;
import dev.halab.problem.Problem;
import dev.halab.topology.Topology;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class VagrantProviderTest implements MakerContract {
    private static final Topology MINI = Topology.of("mini", "192.168.57").orElseThrow();

    private final FakeVagrant vagrant = new FakeVagrant();
    private final List<Duration> pauses = new CopyOnWriteArrayList<>();
    private final Map<String, String> environment = new HashMap<>();

    @TempDir
    private Path home;

    private Path state;
    private Provider provider;

    @BeforeEach
    void installs() {
        state = home.resolve("a learner's state, with commas, für später");
        provider = provider("libvirt");
    }

    @AfterEach
    void stops() throws IOException {
        vagrant.close();
    }

    private Provider provider(String flavour) {
        return new VagrantProvider(
                vagrant,
                Path.of("vagrant"),
                state,
                flavour,
                environment,
                () -> new SshKeyPair("private half\n", "ssh-ed25519 AAAA halab"),
                InstantSource.fixed(Instant.ofEpochSecond(1_795_000_000)),
                pauses::add);
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
        vagrant.machines.remove(node);
    }

    @Override
    public void fail(String node) {
        vagrant.failing("up " + node, "Vagrant::Errors::VMBootTimeout", "Timed out", node.isEmpty() ? 0 : 99);
        if (node.isEmpty()) {
            vagrant.failingNothing();
        }
    }

    @Override
    public String delay(String node) {
        return vagrant.machine(node).delay;
    }

    @Override
    public int made() {
        return vagrant.made;
    }

    @Test
    void the_way_to_a_machine_is_what_ssh_config_says_and_vagrant_is_not_asked_again() {
        up();
        vagrant.calls.clear();

        Access access = provider.access("cp-1");

        assertThat(access.host()).isEqualTo("127.0.0.1");
        assertThat(access.port()).isEqualTo(vagrant.machine("cp-1").server.getLocalPort());
        // numbered in the order in which they were made, which is nobody's promise
        assertThat(access.machineId()).matches("id-cp-1-[1-3]");
        assertThat(access.hostKey())
                .isEqualTo("ssh-ed25519 AAAA" + access.machineId().replace("-", ""));
        assertThat(access.key()).hasContent("private half");
        assertThat(provider.topology()).contains(MINI);
        assertThat(vagrant.calls).isEmpty();
    }

    @Test
    void vagrant_works_in_the_labs_folder_whatever_the_environment_says() {
        up();

        assertThat(vagrant.whole)
                .allSatisfy(call -> assertThat(call.environment())
                        .containsEntry("VAGRANT_CWD", state.toString())
                        .containsEntry(
                                "VAGRANT_DOTFILE_PATH",
                                state.resolve(".vagrant").toString())
                        .containsEntry("VAGRANT_VAGRANTFILE", "Vagrantfile")
                        .containsEntry("VAGRANT_DEFAULT_PROVIDER", "libvirt")
                        .doesNotContainKey("VAGRANT_HOME"));
        assertThat(state.resolve("Vagrantfile")).content().contains("HALAB_LAB", "lab.json");
        assertThat(state.resolve("lab.json"))
                .content()
                .contains("\"topology\": \"mini\"", "\"network\": \"192.168.57\"", "ssh-ed25519 AAAA halab")
                .contains(Path.of("vagrant").toAbsolutePath().toString());
    }

    @Test
    void every_call_may_clean_up_when_it_is_interrupted() {
        up();

        assertThat(vagrant.whole).allMatch(call -> call.cleanup().compareTo(Duration.ofMinutes(1)) > 0);
    }

    @Test
    void what_the_environment_chose_first_stays_chosen() throws IOException {
        environment.put("HALAB_PROFILE", "bare");
        environment.put("HALAB_ISOLATED", "yes");
        provider = provider("libvirt");
        up();
        environment.put("HALAB_PROFILE", "small");

        provider = provider("libvirt");
        up();

        assertThat(Files.readString(state.resolve("lab.json")))
                .contains("\"profile\": \"bare\"", "\"isolated\": \"yes\"");
    }

    @Test
    void a_box_of_our_own_is_used_where_it_is_there() {
        vagrant.boxes.addAll(List.of("bento/debian-12 virtualbox", "halab/node libvirt"));

        up();

        assertThat(state.resolve("lab.json")).content().contains("\"box\": \"halab/node\"");
    }

    @Test
    void a_box_that_was_named_is_used_all_the_same() {
        vagrant.boxes.add("halab/node libvirt");
        environment.put("HALAB_BOX", "my/debian");
        provider = provider("libvirt");

        up();

        assertThat(state.resolve("lab.json")).content().contains("\"box\": \"my/debian\"");
    }

    @Test
    void without_a_flavour_vagrant_chooses_and_the_choice_stays() {
        provider = provider("");

        up();

        assertThat(vagrant.callsOf("up ")).allMatch(call -> call.contains("--provider libvirt"));
        assertThat(state.resolve("lab.json")).content().contains("\"provider\": \"libvirt\"");
    }

    @Test
    void another_flavour_is_refused_while_machines_are_there() {
        up();
        provider = provider("virtualbox");

        Problem problem = problemOf(this::up);

        assertThat(problem.why()).contains("'libvirt'");
        assertThat(problem.next()).isEqualTo("halab destroy, then halab up --provider vagrant:virtualbox");
    }

    @Test
    void the_first_machine_is_made_alone() {
        up();

        assertThat(vagrant.callsOf("up ").getFirst()).startsWith("up lb-1 ");
        int first = vagrant.calls.indexOf(vagrant.callsOf("ssh-config lb-1").getFirst());
        assertThat(vagrant.callsOf("up cp")).hasSize(2).allMatch(call -> vagrant.calls.indexOf(call) > first);
    }

    @Test
    void phases_are_told_and_logged_by_machine() {
        List<String> phases = new CopyOnWriteArrayList<>();

        NodeLogs logs = new NodeLogs(state.resolve("logs"));
        provider.up(MINI, Set.of("cp-1"), logs.beside(phasesInto(phases), "halab up"));

        assertThat(phases)
                .containsSubsequence(
                        "cp-1 create", "cp-1 boot", "cp-1 ssh", "cp-1 network", "cp-1 provision", "cp-1 done");
        assertThat(state.resolve("logs/cp-1.log"))
                .content()
                .contains("$ vagrant up cp-1", "Waiting for domain to get an IP address", "halab: host-key");
    }

    @Test
    void a_plugin_that_prints_does_no_harm() {
        vagrant.noise.addAll(
                List.of("[fog][WARNING] hello, world", "Host lb-1", "  HostName 203.0.113.9", "1795852831,x"));

        up();

        assertThat(provider.status()).hasSize(3).allMatch(MachineStatus::running);
        assertThat(provider.access("cp-1").port())
                .isEqualTo(vagrant.machine("cp-1").server.getLocalPort());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Vagrant::Errors::MachineActionLockedError",
                "Vagrant::Errors::MachineLocked",
                "Vagrant::Errors::EnvironmentLockedError"
            })
    void a_lock_is_waited_for(String error) {
        vagrant.failing("up cp-1", error, "another process is already executing an action on the machine", 3);

        up();

        assertThat(vagrant.callsOf("up cp-1")).hasSize(4);
        assertThat(pauses).containsExactly(Duration.ofSeconds(1), Duration.ofSeconds(2), Duration.ofSeconds(4));
        assertThat(provider.status()).allMatch(MachineStatus::running);
    }

    @Test
    void a_lock_that_stays_is_given_up_after_two_minutes() {
        vagrant.failing("up lb-1", "Vagrant::Errors::MachineLocked", "another process is already executing", 99);

        Problem problem = problemOf(this::up);

        assertThat(pauses.stream().mapToLong(Duration::toSeconds).sum()).isEqualTo(120);
        assertThat(problem.what()).isEqualTo("machine lb-1 was not brought up");
        assertThat(problem.why()).contains("MachineLocked");
        assertThat(problem.next()).contains("wait until the other vagrant has ended");
    }

    @ParameterizedTest
    @CsvSource({
        "Vagrant::Errors::BoxAddShortNotFound, The box 'x' could not be found, HALAB_BOX",
        "Vagrant::Errors::ProviderNotUsable, The provider 'virtualbox' that was requested, halab doctor",
        "Vagrant::Errors::NetworkCollision, The specified host network collides, config.yaml",
        "VagrantPlugins::ProviderVirtualBox::Errors::X, 'not within the allowed ranges: /etc/vbox/networks.conf', networks.conf",
        "Errno::ENOSPC, No space left on device, make room",
        "Vagrant::Errors::VMBootTimeout, Timed out while waiting for the machine to boot, lb-1.log"
    })
    void an_error_says_what_to_do(String type, String message, String next) {
        vagrant.failing("up lb-1", type, message, 1);

        Problem problem = problemOf(this::up);

        assertThat(problem.what()).isEqualTo("machine lb-1 was not brought up");
        assertThat(problem.why()).contains(type.replaceFirst(".*::", ""), message);
        assertThat(problem.next()).contains(next);
    }

    @Test
    void one_machine_that_fails_stops_no_other_and_the_next_up_goes_on() {
        vagrant.failing("up cp-1", "Vagrant::Errors::VMBootTimeout", "Timed out", 1);

        problemOf(this::up);

        assertThat(provider.status()).extracting(MachineStatus::node).containsExactly("lb-1", "cp-2");
        int made = vagrant.made;
        up();
        assertThat(provider.status()).hasSize(3).allMatch(MachineStatus::running);
        assertThat(vagrant.made).isEqualTo(made + 1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"none", "create", "boot", "ssh", "network", "provision", "end"})
    void an_up_that_was_killed_at_any_phase_is_mended_by_the_next(String phase) {
        vagrant.killedAt("cp-1", phase);
        problemOf(this::up);

        up();

        assertThat(provider.status()).hasSize(3).allMatch(MachineStatus::running);
        FakeVagrant.Machine machine = vagrant.machine("cp-1");
        assertThat(machine.networks).as("its networks are configured").isTrue();
        assertThat(machine.provisioned).as("it is provisioned").isTrue();
        assertThat(provider.access("cp-1").machineId()).isEqualTo(machine.id);
        assertThat(provider.access("cp-1").hostKey()).isEqualTo(machine.hostKey);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void an_up_interrupted_at_any_call_is_mended_by_the_next(boolean late) {
        provider = provider("");
        vagrant.boxes.add("halab/node libvirt");
        up();
        int calls = vagrant.calls.size();
        assertThat(calls).isGreaterThan(8);

        for (int call = 1; call <= calls; call++) {
            provider.destroy(Progress.quiet());
            vagrant.interrupting(new FakeVagrant.Interrupt(call, Thread.currentThread(), late));
            problemOf(this::up);
            assertThat(Thread.interrupted()).as("call %d", call).isTrue();
            vagrant.notInterrupting();

            up();

            assertThat(provider.status()).as("after call %d", call).hasSize(3).allMatch(MachineStatus::running);
            assertThat(vagrant.machines.values()).as("after call %d", call).allMatch(m -> m.networks && m.provisioned);
            vagrant.machines.forEach((node, machine) ->
                    assertThat(provider.access(node).machineId()).isEqualTo(machine.id));
        }
        provider.destroy(Progress.quiet());
        assertThat(vagrant.machines).isEmpty();
        assertThat(state).doesNotExist();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void a_destroy_interrupted_at_any_call_is_finished_by_the_next(boolean late) {
        up();
        vagrant.calls.clear();
        provider.destroy(Progress.quiet());
        int calls = vagrant.calls.size();
        assertThat(calls).isGreaterThan(1);

        for (int call = 1; call <= calls; call++) {
            up();
            vagrant.interrupting(new FakeVagrant.Interrupt(call, Thread.currentThread(), late));
            problemOf(() -> provider.destroy(Progress.quiet()));
            assertThat(Thread.interrupted()).as("call %d", call).isTrue();
            vagrant.notInterrupting();

            provider.destroy(Progress.quiet());

            assertThat(vagrant.machines).as("after call %d", call).isEmpty();
            assertThat(provider.status()).isEmpty();
            assertThat(state).doesNotExist();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"metadata", "provider-name", "state-human-long"})
    void lines_that_another_version_does_not_print_are_not_missed(String type) {
        vagrant.silentAbout.add(type);
        provider = provider("");

        up();

        assertThat(provider.status()).hasSize(3).allMatch(MachineStatus::running);
        assertThat(state.resolve("lab.json")).content().contains("\"provider\": \"libvirt\"");
    }

    @Test
    void a_folder_of_vagrants_that_names_another_machine_is_not_believed() throws IOException {
        up();
        Files.writeString(state.resolve(".vagrant/machines/cp-1/libvirt/id"), "somebody-elses");

        up();

        assertThat(provider.status()).hasSize(3).allMatch(MachineStatus::running);
        assertThat(provider.access("cp-1").machineId())
                .isEqualTo(vagrant.machine("cp-1").id)
                .isNotEqualTo("somebody-elses");
    }

    @Test
    void a_folder_of_vagrants_where_the_learner_stands_is_not_looked_at() throws IOException {
        Path other = Files.createDirectories(home.resolve("work/.vagrant/machines/cp-1/libvirt"));
        Files.writeString(other.resolve("id"), "the-learners-own");

        up();

        assertThat(other.resolve("id")).hasContent("the-learners-own");
        assertThat(vagrant.whole)
                .extracting(call -> call.environment().get("VAGRANT_DOTFILE_PATH"))
                .containsOnly(state.resolve(".vagrant").toString());
    }

    @Test
    void what_was_booted_well_is_not_made_anew() {
        vagrant.killedAt("cp-1", "end");
        problemOf(this::up);
        int made = vagrant.made;

        up();

        assertThat(vagrant.made).isEqualTo(made);
        assertThat(vagrant.callsOf("destroy")).isEmpty();
    }

    @Test
    void a_finished_machine_is_not_provisioned_again() {
        up();
        provider.down(Progress.quiet());
        vagrant.calls.clear();

        up();

        assertThat(vagrant.callsOf("up ")).hasSize(3).allMatch(call -> call.contains("--no-provision"));
    }

    @Test
    void the_way_is_read_anew_at_each_boot() throws IOException {
        up();
        provider.down(Progress.quiet());
        vagrant.machine("cp-1").server.close();
        FakeVagrant.Machine moved = new FakeVagrant.Machine("id-cp-1-2");
        moved.state = "shutoff";
        vagrant.machines.put("cp-1", moved);

        up();

        assertThat(provider.access("cp-1").port()).isEqualTo(moved.server.getLocalPort());
    }

    @Test
    void a_running_machine_that_does_not_answer_where_it_did_is_looked_for() throws IOException {
        up();
        vagrant.machine("cp-1").server.close();
        FakeVagrant.Machine moved = new FakeVagrant.Machine("id-cp-1-2");
        vagrant.machines.put("cp-1", moved);

        up();

        assertThat(provider.access("cp-1").port()).isEqualTo(moved.server.getLocalPort());
    }

    @Test
    void another_host_key_of_the_same_machine_is_not_believed() {
        up();
        String before = provider.access("cp-1").hostKey();
        vagrant.machine("cp-1").hostKey = "ssh-ed25519 AAAAsomebodyelse";
        provider.power(Power.HALT, "cp-1");

        provider.power(Power.START, "cp-1");

        assertThat(provider.access("cp-1").hostKey()).isEqualTo(before);
    }

    @Test
    void a_machine_is_named_by_its_folder_even_if_vagrant_lost_its_note() throws IOException {
        up();
        Files.delete(state.resolve(".vagrant/machines/cp-1/libvirt/id"));
        vagrant.machines.remove("cp-1");

        up();

        assertThat(provider.access("cp-1").machineId()).isEqualTo("id-cp-1-4");
    }

    @Test
    void a_host_without_vagrant_is_told_how_to_get_it() {
        vagrant.onPath.clear();
        vagrant.onPath.add("apt-get");

        Problem problem = problemOf(this::up);

        assertThat(problem.next()).isEqualTo("sudo apt-get install -y vagrant");
        assertThat(provider.doctor(MINI).getFirst().grade()).isEqualTo(Finding.Grade.BLOCKS);
    }

    @Test
    void what_has_no_sense_everywhere_is_refused() {
        up();

        assertThat(provider.capabilities())
                .containsExactlyInAnyOrder(
                        Capability.POWER_OFF,
                        Capability.PAUSE,
                        Capability.PARTITION,
                        Capability.VIP,
                        Capability.DELAY,
                        Capability.OWN_KERNEL,
                        Capability.CHECKPOINTS);
    }

    @Test
    void a_container_of_vagrant_cannot_be_frozen() {
        vagrant.provider = "docker";
        provider = provider("docker");
        up();

        assertThat(provider.capabilities()).doesNotContain(Capability.PAUSE);
        assertThat(problemOf(() -> provider.power(Power.PAUSE, "cp-1")).next()).contains("halab power halt cp-1");
    }

    @Test
    void a_machine_whose_only_interface_is_that_of_the_lab_is_not_cut_off() {
        up();
        vagrant.sshStatus = 6;

        Problem problem = problemOf(() -> provider.power(Power.PARTITION, "cp-1"));

        assertThat(problem.why()).contains("one interface only");
        vagrant.sshStatus = 0;
        assertThat(provider.status()).extracting(MachineStatus::state).containsOnly("running");
    }

    @Test
    void the_clock_of_a_machine_that_thaws_is_set() {
        up();
        provider.power(Power.PAUSE, "cp-1");

        provider.power(Power.START, "cp-1");

        assertThat(vagrant.callsOf("ssh cp-1")).anyMatch(call -> call.contains("sudo date -u -s @1795000000"));
    }

    @Test
    void a_machine_whose_kernel_has_no_netem_is_told_with_what_helps() {
        up();
        vagrant.sshStatus = 5;

        Problem problem = problemOf(() -> provider.delay(Delay.USUAL, "cp-1"));

        assertThat(problem.why()).contains("no netem");
        assertThat(problem.next()).contains("sudo modprobe sch_netem");
    }

    @Test
    void what_is_not_delayed_is_not_asked_about_when_it_starts() {
        up();
        vagrant.calls.clear();

        provider.power(Power.START, "cp-1");

        assertThat(vagrant.callsOf("ssh cp-1")).isEmpty();
    }

    @Test
    void destroy_does_not_forget_what_is_still_there() {
        up();
        vagrant.nodes.clear();
        vagrant.nodes.add("cp-2");
        vagrant.failing("destroy", "Vagrant::Errors::VMInaccessible", "the machine is inaccessible", 1);

        problemOf(() -> provider.destroy(Progress.quiet()));

        assertThat(provider.topology()).contains(MINI);
        assertThat(state.resolve("machines.json")).exists();
    }

    @Test
    void a_damaged_note_is_named_with_what_to_do() throws IOException {
        up();
        Files.writeString(state.resolve("machines.json"), "{\"machines\": [{");

        Problem problem = problemOf(() -> provider.access("cp-1"));

        assertThat(problem.why()).contains("machines.json");
        assertThat(problem.next()).startsWith("rm ");
    }

    private void up() {
        provider.up(MINI, Set.of(), Progress.quiet());
    }

    private static Problem problemOf(Runnable work) {
        List<Problem> problems = new ArrayList<>();
        assertThatExceptionOfType(HalabException.class).isThrownBy(work::run).satisfies(e -> problems.add(e.problem()));
        return problems.getFirst();
    }

    private static Progress phasesInto(List<String> phases) {
        return new Progress() {
            @Override
            public void phase(String node, String phase) {
                phases.add(node + " " + phase);
            }

            @Override
            public void detail(String node, String line) {}

            @Override
            public void done(String node) {
                phases.add(node + " done");
            }
        };
    }
}
