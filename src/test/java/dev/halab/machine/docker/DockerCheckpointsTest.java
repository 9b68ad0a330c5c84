package dev.halab.machine.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.halab.machine.Checkpoint;
import dev.halab.machine.Checkpoints;
import dev.halab.machine.MachineStatus;
import dev.halab.machine.Power;
import dev.halab.machine.Progress;
import dev.halab.machine.SshKeyPair;
import dev.halab.problem.HalabException;
import dev.halab.problem.Problem;
import dev.halab.topology.Topology;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class DockerCheckpointsTest {
    private static final LabNames NAMES = new LabNames("192.168.208");
    private static final Topology MINI = Topology.of("mini", NAMES.prefix()).orElseThrow();
    private static final Instant AT = Instant.parse("2026-11-23T09:00:00Z");

    private final FakeEngine engine = new FakeEngine();

    @TempDir
    private Path home;

    private DockerProvider provider;

    @BeforeEach
    void brings_machines_up() throws IOException {
        Path recipe = Files.createDirectories(home.resolve("vagrant/image"));
        Files.writeString(recipe.resolve("node-args"), "--cap-add=ALL\n");
        Files.writeString(recipe.resolveSibling("versions.env"), "KUBERNETES_VERSION=v1.35.8\n");
        provider = new DockerProvider(
                engine,
                FakeEngine::host,
                recipe,
                home.resolve("state"),
                NAMES.prefix(),
                () -> new SshKeyPair("private half\n", "ssh-ed25519 AAAA halab"));
        provider.up(MINI, Set.of(), Progress.quiet());
    }

    @AfterEach
    void stops() throws IOException {
        engine.close();
    }

    @Test
    void all_machines_stand_still_while_any_is_copied_and_go_on_afterwards() {
        engine.calls.clear();
        save("one", AT);

        List<String> calls = engine.calls;
        int frozen = calls.indexOf(engine.callsOf("pause ").getFirst());
        assertThat(engine.callsOf("pause ")).hasSize(1).first().asString().contains("lb-1", "cp-1", "cp-2");
        int thawed = calls.indexOf(engine.callsOf("unpause ").getFirst());
        assertThat(calls)
                .filteredOn(c -> c.startsWith("commit") || c.contains("checkpoint.sh"))
                .hasSize(6)
                .allMatch(c -> calls.indexOf(c) > frozen && calls.indexOf(c) < thawed);
        assertThat(provider.status()).extracting(MachineStatus::state).containsOnly("running");
        assertThat(checkpoints().all()).containsExactly(new Checkpoint("one", AT, "mini", 36));
    }

    @Test
    void a_restore_brings_every_machine_back_as_it_was_and_starts_all() {
        content("lived");
        save("one", AT);
        content("broken");

        checkpoints().restore("one", Progress.quiet());

        assertThat(engine.machines.values()).extracting(m -> m.content).containsOnly("livedlived");
        assertThat(provider.status())
                .hasSize(3)
                .extracting(MachineStatus::state)
                .containsOnly("running");
        assertThat(provider.topology()).contains(MINI);
    }

    @Test
    void no_machine_is_started_before_all_are_restored_and_the_network_is_closed_off() {
        save("one", AT);
        engine.calls.clear();

        checkpoints().restore("one", Progress.quiet());

        List<String> calls = engine.calls;
        int first = calls.indexOf(engine.callsOf("start ").getFirst());
        assertThat(calls)
                .filteredOn(c -> c.contains("checkpoint.sh restore") || c.contains("host.sh contain"))
                .hasSize(4)
                .allMatch(c -> calls.indexOf(c) < first);
    }

    @Test
    void a_save_that_fails_leaves_machines_running_and_nothing_behind() {
        engine.refusing("commit", 1, "no space left on device");

        assertThat(problemOf(() -> save("one", AT)).why()).contains("no space left on device");

        assertThat(provider.status()).extracting(MachineStatus::state).containsOnly("running");
        assertThat(checkpoints().all()).isEmpty();
        assertThat(engine.volumes).isEmpty();
        assertThat(engine.images).isEmpty();
    }

    @Test
    void the_former_checkpoint_of_a_name_stays_until_the_new_one_is_whole() {
        save("one", AT);
        engine.refusing("commit", 1, "no space left on device");
        problemOf(() -> save("one", AT.plusSeconds(9)));
        assertThat(checkpoints().all()).extracting(Checkpoint::at).containsExactly(AT);
        engine.refuseNothing();

        save("one", AT.plusSeconds(10));

        assertThat(checkpoints().all()).extracting(Checkpoint::at).containsExactly(AT.plusSeconds(10));
        assertThat(engine.volumes).hasSize(1);
        assertThat(engine.images).hasSize(3);
    }

    @Test
    void a_full_disk_is_told_with_what_makes_room() {
        engine.refusing("run --rm --network=none", 9, "900 MB are needed and 20 MB are free");

        Problem problem = problemOf(() -> save("one", AT));

        assertThat(problem.why()).contains("the engine's disk is too full: 900 MB are needed");
        assertThat(problem.next()).contains("halab checkpoint delete");
    }

    @ParameterizedTest
    @ValueSource(strings = {"KILL", "PAUSE", "PARTITION"})
    void a_lab_with_a_machine_that_does_not_run_is_not_saved(Power verb) {
        provider.power(verb, "cp-2");

        assertThat(problemOf(() -> save("one", AT)).next()).isEqualTo("halab power start cp-2");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "../one", "One", "-one", "a b"})
    void bad_names_are_refused(String name) {
        assertThat(problemOf(() -> save(name, AT)).what()).contains("no name for a checkpoint");
    }

    @Test
    void a_checkpoint_that_lost_a_part_is_refused_before_machines_are_removed() {
        save("one", AT);
        engine.images.remove(engine.images.keySet().iterator().next());

        assertThat(problemOf(() -> checkpoints().restore("one", Progress.quiet()))
                        .what())
                .contains("the machines are as they were");
        assertThat(provider.status()).hasSize(3);
    }

    @Test
    void an_unknown_checkpoint_gets_the_nearest_name() {
        save("before", AT);

        assertThat(problemOf(() -> checkpoints().restore("befor", Progress.quiet()))
                        .what())
                .contains("did you mean 'before'?");
    }

    @Test
    void a_restore_interrupted_at_any_call_is_finished_by_the_next_up() throws IOException {
        content("lived");
        save("one", AT);
        int calls = countedCalls(() -> checkpoints().restore("one", Progress.quiet()));
        assertThat(calls).isGreaterThan(20);

        for (int stop = 1; stop <= calls; stop++) {
            content("broken");
            interruptAt(stop);
            problemOf(() -> checkpoints().restore("one", Progress.quiet()));
            engine.interruption = call -> {};
            boolean begun = Files.exists(home.resolve("state/restoring"));

            provider.up(MINI, Set.of(), Progress.quiet());

            assertThat(engine.machines.values())
                    .as("interrupted at call %d of %d", stop, calls)
                    .hasSize(3)
                    .extracting(m -> m.content)
                    .containsOnly(begun ? "livedlived" : "broken");
            assertThat(provider.status()).extracting(MachineStatus::state).containsOnly("running");
            assertThat(home.resolve("state/restoring")).doesNotExist();
        }
    }

    @Test
    void a_save_interrupted_at_any_call_leaves_running_machines_and_no_half_checkpoint() {
        int calls = countedCalls(() -> save("one", AT));
        checkpoints().delete("one");

        for (int stop = 1; stop <= calls; stop++) {
            interruptAt(stop);
            problemOf(() -> save("two", AT));
            engine.interruption = call -> {};

            provider.up(MINI, Set.of(), Progress.quiet());
            save("three", AT.plusSeconds(stop));

            assertThat(provider.status()).extracting(MachineStatus::state).containsOnly("running");
            assertThat(checkpoints().all()).extracting(Checkpoint::name).containsExactly("three");
            assertThat(engine.volumes).as("interrupted at call %d", stop).hasSize(1);
        }
    }

    @Test
    void an_up_interrupted_at_any_call_is_finished_by_the_next() {
        provider.destroy(Progress.quiet());
        int calls = countedCalls(() -> provider.up(MINI, Set.of(), Progress.quiet()));
        assertThat(calls).isGreaterThan(20);

        for (int stop = 1; stop <= calls; stop++) {
            provider.destroy(Progress.quiet());
            interruptAt(stop);
            problemOf(() -> provider.up(MINI, Set.of(), Progress.quiet()));
            engine.interruption = call -> {};

            provider.up(MINI, Set.of(), Progress.quiet());

            assertThat(provider.status())
                    .as("interrupted at call %d", stop)
                    .hasSize(3)
                    .extracting(MachineStatus::state)
                    .containsOnly("running");
            assertThat(engine.machines.values()).allSatisfy(m -> {
                assertThat(m.networks).containsExactly(NAMES.natNetwork(), NAMES.labNetwork());
                assertThat(m.files).containsKey("/etc/ssh/authorized_keys.d/learner");
            });
        }
    }

    @Test
    void a_reset_makes_new_machines_and_keeps_checkpoints_and_destroy_keeps_nothing() throws IOException {
        save("one", AT);
        content("broken");

        provider.reset(MINI, Progress.quiet());

        assertThat(engine.machines.values()).extracting(m -> m.content).containsOnly("fresh");
        assertThat(checkpoints().all()).hasSize(1);
        provider.destroy(Progress.quiet());
        assertThat(engine.volumes).isEmpty();
        assertThat(engine.images).isEmpty();
        try (var files = Files.list(home.resolve("state"))) {
            assertThat(files).isEmpty();
        }
    }

    @Test
    void images_of_a_deleted_checkpoint_go_when_no_machine_is_made_of_them_any_more() {
        save("one", AT);
        checkpoints().restore("one", Progress.quiet());
        checkpoints().delete("one");
        assertThat(engine.images).as("machines are made of them").hasSize(3);

        provider.destroy(Progress.quiet());

        assertThat(engine.images).isEmpty();
    }

    private void content(String content) {
        engine.machines.values().forEach(m -> m.content = content);
    }

    private Checkpoints checkpoints() {
        return provider.checkpoints().orElseThrow();
    }

    private void save(String name, Instant at) {
        checkpoints().save(name, at, Progress.quiet());
    }

    private int countedCalls(Runnable work) {
        AtomicInteger calls = new AtomicInteger();
        engine.interruption = call -> calls.incrementAndGet();
        work.run();
        engine.interruption = call -> {};
        return calls.get();
    }

    /// As Ctrl-C does: the call is not made, and those after it are not either, until the command has ended.
    private void interruptAt(int stop) {
        AtomicInteger calls = new AtomicInteger();
        engine.interruption = call -> {
            boolean cleaning = call.startsWith("unpause") || call.startsWith("volume rm") || call.startsWith("image");
            if (calls.incrementAndGet() >= stop && !(cleaning && calls.get() > stop)) {
                throw HalabException.of(new Problem("it was interrupted", "call " + stop, "run it again"));
            }
        };
    }

    private static Problem problemOf(ThrowingCallable call) {
        return assertThatExceptionOfType(HalabException.class)
                .isThrownBy(call)
                .actual()
                .problem();
    }
}
