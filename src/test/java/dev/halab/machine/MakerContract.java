package dev.halab.machine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.halab.problem.HalabException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

/// What a provider promises that makes its machines itself, beyond what every provider does.
public interface MakerContract extends ProviderContract {
    /// How a machine is delayed: address, milliseconds and loss; empty if it is not.
    String delay(String node);

    /// How often a machine was made since the test began.
    int made();

    /// Makes every attempt to make or start that machine fail; with an empty name none does any more.
    void fail(String node);

    @Test
    default void down_before_up_does_nothing() {
        provider().down(Progress.quiet());

        assertThat(provider().status()).isEmpty();
    }

    @Test
    default void a_second_up_makes_nothing() {
        bringUp();
        int made = made();

        bringUp();

        assertThat(made()).isEqualTo(made);
    }

    @Test
    default void a_machine_that_fails_is_told_stops_no_other_and_is_mended_alone() {
        provider().up(topology(), Set.of("lb-1"), Progress.quiet());
        fail("cp-2");
        List<String> told = new CopyOnWriteArrayList<>();

        assertThatExceptionOfType(HalabException.class)
                .isThrownBy(() -> provider().up(topology(), Set.of(), ProviderContract.failuresInto(told)));

        assertThat(told).containsExactly("cp-2");
        assertThat(state("cp-1")).isEqualTo("running");
        fail("");
        provider().up(topology(), Set.of("cp-2"), Progress.quiet());
        assertThat(provider().status()).hasSize(3).allMatch(MachineStatus::running);
        assertThat(provider().access("cp-2").machineId()).isNotEmpty();
    }

    @Test
    default void what_each_machine_takes_and_how_long_it_lasts_is_known_before() {
        assertThat(provider().sizes(topology()))
                .containsOnlyKeys("lb-1", "cp-1", "cp-2")
                .allSatisfy((node, size) -> assertThat(size.memory()).isPositive())
                .allSatisfy((node, size) -> assertThat(size.disk()).isPositive());
        assertThat(provider().foretold(List.of("cp-1"), List.of()).orElseThrow())
                .isPositive();
    }

    @Test
    default void down_keeps_the_machines() {
        bringUp();
        Access before = provider().access("cp-2");
        int made = made();

        provider().down(Progress.quiet());

        assertThat(provider().status())
                .hasSize(3)
                .extracting(MachineStatus::state)
                .containsOnly("off");
        bringUp();
        assertThat(provider().status()).hasSize(3).allMatch(MachineStatus::running);
        assertThat(made()).isEqualTo(made);
        assertThat(provider().access("cp-2").machineId()).isEqualTo(before.machineId());
        assertThat(provider().access("cp-2").hostKey()).isEqualTo(before.hostKey());
    }

    @Test
    default void a_machine_that_was_lost_is_missing_and_comes_back_as_another() {
        bringUp();
        Access before = provider().access("cp-2");
        lose("cp-2");

        assertThat(provider().status())
                .filteredOn(m -> m.node().equals("cp-2"))
                .extracting(MachineStatus::state)
                .containsExactly("missing");
        bringUp();
        assertThat(provider().status()).hasSize(3).allMatch(MachineStatus::running);
        assertThat(provider().access("cp-2").machineId()).isNotEqualTo(before.machineId());
    }

    @Test
    default void power_is_lost_once_and_comes_back() {
        bringUp();

        provider().power(Power.KILL, "cp-1");
        provider().power(Power.KILL, "cp-1");
        assertThat(state("cp-1")).isEqualTo("off");
        provider().power(Power.START, "cp-1");
        provider().power(Power.START, "cp-1");
        assertThat(state("cp-1")).isEqualTo("running");
    }

    @Test
    default void a_machine_is_delayed_until_it_is_started_or_brought_up() {
        bringUp();

        provider().delay(new Delay(Duration.ofMillis(800), 5), "cp-1");
        assertThat(delay("cp-1"))
                .isEqualTo(topology().node("cp-1").orElseThrow().address() + " 800 5");
        assertThat(delay("cp-2")).isEmpty();
        assertThat(state("cp-1")).as("it can be looked at").isEqualTo("running");
        provider().delay(Delay.USUAL, "cp-1");
        provider().power(Power.START, "cp-1");
        assertThat(delay("cp-1")).isEmpty();
        provider().delay(Delay.USUAL, "cp-1");
        bringUp();
        assertThat(delay("cp-1")).isEmpty();
    }

    @Test
    default void what_does_not_run_cannot_be_delayed_and_a_boot_leaves_nothing_of_a_delay() {
        bringUp();
        provider().delay(Delay.USUAL, "cp-1");
        provider().power(Power.KILL, "cp-1");

        assertThatExceptionOfType(HalabException.class)
                .isThrownBy(() -> provider().delay(Delay.USUAL, "cp-1"))
                .satisfies(e -> assertThat(e.problem().next()).isEqualTo("halab power start cp-1"));
        provider().power(Power.START, "cp-1");
        assertThat(state("cp-1")).isEqualTo("running");
        assertThat(delay("cp-1")).isEmpty();
    }

    @Test
    default void a_machine_that_is_cut_off_is_joined_again_by_start_by_up_and_by_a_boot() {
        assumeTrue(provider().capabilities().contains(Capability.PARTITION));
        bringUp();

        provider().power(Power.PARTITION, "cp-1");
        provider().power(Power.PARTITION, "cp-1");
        assertThat(state("cp-1")).isEqualTo("partitioned");
        provider().power(Power.START, "cp-1");
        assertThat(state("cp-1")).isEqualTo("running");
        provider().power(Power.PARTITION, "cp-1");
        bringUp();
        assertThat(state("cp-1")).isEqualTo("running");
        provider().power(Power.PARTITION, "cp-1");
        provider().power(Power.KILL, "cp-1");
        provider().power(Power.START, "cp-1");
        assertThat(state("cp-1")).isEqualTo("running");
    }

    @Test
    default void a_frozen_machine_thaws() {
        assumeTrue(provider().capabilities().contains(Capability.PAUSE));
        bringUp();

        provider().power(Power.PAUSE, "cp-1");
        provider().power(Power.PAUSE, "cp-1");
        assertThat(state("cp-1")).isEqualTo("paused");
        provider().power(Power.START, "cp-1");
        assertThat(state("cp-1")).isEqualTo("running");
    }

    @Test
    default void what_can_be_done_to_machines_is_said() {
        assertThat(provider().capabilities()).contains(Capability.POWER_OFF, Capability.DELAY);
    }
}
