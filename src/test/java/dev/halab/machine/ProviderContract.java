package dev.halab.machine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.halab.problem.HalabException;
import dev.halab.problem.Problem;
import dev.halab.topology.NodeSpec;
import dev.halab.topology.Topology;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/// What every provider promises, whether it makes its machines or was lent them. A test of a provider implements this;
/// one of a provider that makes machines implements [MakerContract].
public interface ProviderContract {
    Provider provider();

    /// A topology with `lb-1`, `cp-1` and `cp-2` in a network that the provider was made for.
    Topology topology();

    /// Removes a machine, or takes it off the network, behind the provider's back.
    void lose(String node);

    @Test
    default void there_is_nothing_before_up() {
        assertThat(provider().status()).isEmpty();
        assertThat(provider().topology()).isEmpty();
        assertThatExceptionOfType(HalabException.class)
                .isThrownBy(() -> provider().access("cp-1"));
        provider().destroy(Progress.quiet());
    }

    @Test
    default void all_machines_come_up_in_the_order_of_the_topology() {
        bringUp();

        assertThat(provider().status())
                .containsExactlyElementsOf(topology().nodes().stream()
                        .map(n -> new MachineStatus(n.name(), "running", n.address()))
                        .toList());
        assertThat(provider().topology()).contains(topology());
    }

    @Test
    default void each_machine_has_a_way_a_key_and_an_id_of_its_own() {
        bringUp();

        List<Access> all = topology().nodes().stream()
                .map(NodeSpec::name)
                .map(provider()::access)
                .toList();
        assertThat(all).extracting(Access::machineId).doesNotContain("").doesNotHaveDuplicates();
        assertThat(all).extracting(a -> a.host() + " " + a.port()).doesNotHaveDuplicates();
        assertThat(all).extracting(Access::hostKey).allMatch(key -> key.startsWith("ssh-ed25519 "));
        assertThat(all).extracting(Access::key).allMatch(key -> key.toFile().isFile());
    }

    @Test
    default void a_second_up_leaves_the_machines_alone() {
        bringUp();
        Access before = provider().access("cp-1");

        bringUp();

        assertThat(provider().access("cp-1")).isEqualTo(before);
    }

    @Test
    default void only_what_is_named_comes_up_and_the_rest_later() {
        provider().up(topology(), Set.of("lb-1"), Progress.quiet());

        assertThat(provider().status()).extracting(MachineStatus::node).containsExactly("lb-1");
        assertThat(provider().topology()).contains(topology());
        bringUp();
        assertThat(provider().status()).hasSize(3).allMatch(MachineStatus::running);
    }

    @Test
    default void another_topology_is_refused_while_machines_are_there() {
        bringUp();
        Topology vip = Topology.of("vip", topology().prefix()).orElseThrow();

        assertThatExceptionOfType(HalabException.class)
                .isThrownBy(() -> provider().up(vip, Set.of(), Progress.quiet()))
                .satisfies(e -> assertThat(e.problem().next()).contains("halab destroy"));
        assertThat(provider().topology()).contains(topology());
    }

    @Test
    default void a_machine_that_is_gone_is_not_said_to_run_and_stops_no_look_at_the_others() {
        bringUp();

        lose("cp-2");

        assertThat(provider().status()).filteredOn(m -> m.node().equals("cp-2")).noneMatch(MachineStatus::running);
        assertThat(provider().status()).filteredOn(MachineStatus::running).hasSize(2);
    }

    @Test
    default void what_is_not_among_its_capabilities_is_refused_with_the_reason_and_another_way() {
        bringUp();
        Set<Capability> can = provider().capabilities();
        Map<Capability, ThrowingCallable> attempts = Map.of(
                Capability.POWER_OFF, () -> provider().power(Power.KILL, "cp-1"),
                Capability.PAUSE, () -> provider().power(Power.PAUSE, "cp-1"),
                Capability.PARTITION, () -> provider().power(Power.PARTITION, "cp-1"),
                Capability.DELAY, () -> provider().delay(Delay.USUAL, "cp-1"));

        attempts.forEach((capability, attempt) -> {
            if (!can.contains(capability)) {
                assertThatExceptionOfType(HalabException.class)
                        .as(capability.word())
                        .isThrownBy(attempt)
                        .satisfies(e -> assertThat(e.problem().why()).isNotBlank())
                        .satisfies(e -> assertThat(e.problem().next()).isNotBlank());
            }
        });
        assertThat(provider().checkpoints().isPresent()).isEqualTo(can.contains(Capability.CHECKPOINTS));
        assertThat(state("cp-1")).isEqualTo("running");
    }

    @Test
    default void an_unknown_machine_is_named() {
        bringUp();

        assertThatExceptionOfType(HalabException.class)
                .isThrownBy(() -> provider().access("cp-9"))
                .satisfies(e -> assertThat(e.problem().what()).contains("cp-9"));
    }

    @Test
    default void after_destroy_there_is_nothing_and_it_may_be_repeated() {
        bringUp();

        provider().destroy(Progress.quiet());
        provider().destroy(Progress.quiet());

        there_is_nothing_before_up();
    }

    default void bringUp() {
        provider().up(topology(), Set.of(), Progress.quiet());
    }

    default String state(String node) {
        return provider().status().stream()
                .filter(m -> m.node().equals(node))
                .map(MachineStatus::state)
                .findFirst()
                .orElse("none");
    }

    /// Notes the machines that are told to have failed.
    static Progress failuresInto(List<String> told) {
        return new Progress() {
            @Override
            public void phase(String node, String phase) {}

            @Override
            public void detail(String node, String line) {}

            @Override
            public void done(String node) {}

            @Override
            public void failed(String node, Problem problem) {
                told.add(node);
            }
        };
    }
}
