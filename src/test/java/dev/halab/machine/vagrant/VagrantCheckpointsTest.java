package dev.halab.machine.vagrant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.halab.machine.Capability;
import dev.halab.machine.Checkpoints;
import dev.halab.machine.MachineStatus;
import dev.halab.machine.Power;
import dev.halab.machine.Progress;
import dev.halab.machine.SshKeyPair;
import dev.halab.problem.HalabException;
import dev.halab.topology.Topology;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class VagrantCheckpointsTest {
    private static final Instant NOW = Instant.parse("2026-11-28T11:00:00Z");
    private static final Topology MINI = Topology.of("mini", "192.168.57").orElseThrow();

    private final FakeVagrant vagrant = new FakeVagrant();
    private VagrantProvider provider;
    private Checkpoints checkpoints;

    @BeforeEach
    void begin(@TempDir Path folder) {
        provider = provider(folder, "libvirt");
        checkpoints = provider.checkpoints().orElseThrow();
    }

    private VagrantProvider provider(Path folder, String flavour) {
        return new VagrantProvider(
                vagrant,
                Path.of("vagrant"),
                folder.resolve("state"),
                flavour,
                Map.of(),
                () -> new SshKeyPair("private half", "ssh-ed25519 AAAA halab"),
                InstantSource.fixed(NOW),
                length -> {});
    }

    @AfterEach
    void end() throws IOException {
        vagrant.close();
    }

    @Test
    void all_machines_go_back_to_what_they_were_and_run() {
        up();
        save("one");
        vagrant.machines.values().forEach(m -> m.disk = "broken");

        checkpoints.restore("one", Progress.quiet());

        assertThat(vagrant.machines.values()).extracting(m -> m.disk).containsOnly("fresh");
        assertThat(provider.status()).hasSize(3).allMatch(MachineStatus::running);
        assertThat(provider.capabilities()).contains(Capability.CHECKPOINTS);
    }

    @Test
    void every_machine_is_shut_down_when_the_first_is_saved_and_runs_afterwards() {
        up();

        save("one");

        assertThat(vagrant.machines.values())
                .flatExtracting(m -> m.snapshots.values())
                .hasSize(3)
                .containsOnly("shutoff fresh");
        assertThat(provider.status()).allMatch(MachineStatus::running);
        int last = vagrant.calls.lastIndexOf(vagrant.callsOf("halt").getLast());
        assertThat(last)
                .isLessThan(
                        vagrant.calls.indexOf(vagrant.callsOf("snapshot save").getFirst()));
    }

    @Test
    void no_machine_runs_when_the_first_is_set_back() {
        up();
        save("one");
        vagrant.calls.clear();

        checkpoints.restore("one", Progress.quiet());

        assertThat(vagrant.callsOf("halt --force")).hasSize(3);
        int last = vagrant.calls.lastIndexOf(vagrant.callsOf("halt").getLast());
        assertThat(last)
                .isLessThan(vagrant.calls.indexOf(
                        vagrant.callsOf("snapshot restore").getFirst()));
        assertThat(vagrant.callsOf("snapshot restore")).allMatch(call -> call.contains("--no-start"));
    }

    @Test
    void a_machine_that_was_made_since_is_removed_so_that_old_and_new_are_never_mixed() {
        provider.up(MINI, Set.of("lb-1", "cp-1"), Progress.quiet());
        save("two");
        up();

        checkpoints.restore("two", Progress.quiet());

        assertThat(provider.status())
                .extracting(MachineStatus::node, MachineStatus::running)
                .contains(org.assertj.core.api.Assertions.tuple("lb-1", true))
                .doesNotContain(org.assertj.core.api.Assertions.tuple("cp-2", true));
    }

    @Test
    void a_checkpoint_whose_machine_was_made_anew_is_refused_before_anything_is_touched() {
        up();
        save("one");
        vagrant.machines.remove("cp-2");
        up();
        vagrant.machine("lb-1").disk = "newer";

        assertThatThrownBy(() -> checkpoints.restore("one", Progress.quiet()))
                .isInstanceOf(HalabException.class)
                .hasMessageContaining("the machines are as they were")
                .hasMessageContaining("cp-2 was made anew since");
        assertThat(vagrant.machine("lb-1").disk).isEqualTo("newer");
        assertThat(provider.status()).allMatch(MachineStatus::running);
    }

    @Test
    void a_snapshot_that_somebody_removed_is_noticed_before_anything_is_touched() {
        up();
        save("one");
        vagrant.machine("cp-1").snapshots.clear();

        assertThatThrownBy(() -> checkpoints.restore("one", Progress.quiet()))
                .hasMessageContaining("cp-1 has no such snapshot any more");
        assertThat(provider.status()).allMatch(MachineStatus::running);
    }

    @Test
    void a_lab_with_a_machine_that_is_off_is_not_saved() {
        up();
        provider.power(Power.KILL, "cp-1");

        assertThatThrownBy(() -> save("one")).hasMessageContaining("cp-1 is off");
        assertThat(checkpoints.all()).isEmpty();
        assertThat(vagrant.callsOf("snapshot")).isEmpty();
    }

    @Test
    void a_save_that_fails_leaves_no_checkpoint_no_snapshot_and_running_machines() {
        up();
        vagrant.failing("snapshot save cp-1", "CommandFailed", "no space left on device", 1);

        assertThatThrownBy(() -> save("one")).hasMessageContaining("cp-1 was not saved");

        assertThat(checkpoints.all()).isEmpty();
        assertThat(vagrant.machines.values()).allMatch(m -> m.snapshots.isEmpty());
        assertThat(provider.status()).hasSize(3).allMatch(MachineStatus::running);
    }

    @Test
    void a_restore_that_was_broken_off_is_finished_by_the_next_up() {
        up();
        save("one");
        vagrant.machines.values().forEach(m -> m.disk = "broken");
        vagrant.failing("snapshot restore cp-2", "CommandFailed", "no", 1);
        assertThatThrownBy(() -> checkpoints.restore("one", Progress.quiet())).hasMessageContaining("cp-2");
        assertThatThrownBy(() -> save("other")).hasMessageContaining("has not ended");

        up();

        assertThat(vagrant.machines.values()).extracting(m -> m.disk).containsOnly("fresh");
        save("other");
    }

    @Test
    void a_name_that_is_saved_again_stands_for_the_newer_state() {
        up();
        save("one");
        vagrant.machines.values().forEach(m -> m.disk = "newer");
        checkpoints.save("one", NOW.plusSeconds(60), Progress.quiet());
        vagrant.machines.values().forEach(m -> m.disk = "broken");

        checkpoints.restore("one", Progress.quiet());

        assertThat(vagrant.machines.values()).extracting(m -> m.disk).containsOnly("newer");
        assertThat(vagrant.machines.values()).allMatch(m -> m.snapshots.size() == 1);
        assertThat(checkpoints.all()).hasSize(1);
    }

    @Test
    void what_is_forgotten_takes_no_room() {
        up();
        save("one");

        checkpoints.delete("one");
        checkpoints.delete("one");

        assertThat(checkpoints.all()).isEmpty();
        assertThat(vagrant.machines.values()).allMatch(m -> m.snapshots.isEmpty());
    }

    @Test
    void providers_without_snapshots_have_no_checkpoints(@TempDir Path other) {
        assertThat(provider(other, "docker").checkpoints()).isEmpty();
        assertThat(provider(other, "virtualbox").checkpoints()).isPresent();
    }

    private void up() {
        provider.up(MINI, Set.of(), Progress.quiet());
    }

    private void save(String name) {
        checkpoints.save(name, NOW, Progress.quiet());
    }
}
