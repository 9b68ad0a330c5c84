package dev.halab.machine.ssh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.halab.machine.Access;
import dev.halab.machine.Capability;
import dev.halab.machine.Delay;
import dev.halab.machine.Finding;
import dev.halab.machine.Jump;
import dev.halab.machine.MachineStatus;
import dev.halab.machine.Power;
import dev.halab.machine.Progress;
import dev.halab.machine.Provider;
import dev.halab.machine.ProviderContract;
import dev.halab.machine.SshKeyPair;
import dev.halab.problem.HalabException;
import dev.halab.problem.Problem;
import dev.halab.topology.Topology;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class HostsProviderTest implements ProviderContract {
    private static final String USUAL = """
            network: 10.20.0.0/16
            hosts:
              lb-1: {address: 10.20.1.5, ssh: lb.example, user: debian, key: mine}
              cp-1: {address: 10.20.2.7, user: debian, key: mine, jump: gate, role: cp}
              cp-2: {address: 10.20.2.8, user: root, key: mine, jump: gate, port: 2222}
            jumps:
              gate: {address: gate.example, user: hop, key: mine}
            """;

    private final FakeHosts hosts = new FakeHosts();

    @TempDir
    private Path home;

    private HostsProvider provider;

    @BeforeEach
    void lends_three_hosts() throws IOException {
        Files.writeString(home.resolve("mine"), "a key");
        inventory(USUAL);
        hosts.add("lb.example", "lb-1", "10.20.1.5");
        hosts.add("10.20.2.7", "cp-1", "10.20.2.7");
        hosts.add("10.20.2.8", "cp-2", "10.20.2.8");
        hosts.add("gate.example", "gate", "10.20.0.1");
        provider = provider("mine state", "ada@laptop");
    }

    @Override
    public Provider provider() {
        return provider;
    }

    @Override
    public Topology topology() {
        return mini();
    }

    @Override
    public void lose(String node) {
        hosts.hosts.values().stream().filter(h -> h.hostname.equals(node)).forEach(h -> h.reachable = false);
    }

    @Test
    void the_nodes_have_the_addresses_of_the_inventory() {
        Topology mini = mini();

        assertThat(mini.network()).isEqualTo("10.20.0.0/16");
        assertThat(mini.endpointAddress()).isEqualTo("10.20.1.5");
        assertThat(mini.variables()).containsEntry("node.cp-2", "10.20.2.8").containsEntry("network", "10.20.0.0/16");
        assertThat(mini.contains("10.20.200.1")).isTrue();
        assertThat(mini.contains("10.21.0.1")).isFalse();
    }

    @Test
    void up_looks_at_every_host_before_it_changes_one() {
        up();

        assertThat(hosts.calls)
                .containsExactly(
                        "debian@lb.example look",
                        "debian@10.20.2.7 look",
                        "root@10.20.2.8 look",
                        "debian@lb.example take",
                        "debian@10.20.2.7 take",
                        "root@10.20.2.8 take");
        assertThat(provider.topology()).contains(mini());
        assertThat(provider.status())
                .containsExactly(
                        new MachineStatus("lb-1", "running", "10.20.1.5"),
                        new MachineStatus("cp-1", "running", "10.20.2.7"),
                        new MachineStatus("cp-2", "running", "10.20.2.8"));
    }

    @Test
    void access_goes_by_the_pinned_keys_of_the_host_and_of_its_jump_host() {
        up();

        Access access = provider.access("cp-2");

        assertThat(access.host()).isEqualTo("10.20.2.8");
        assertThat(access.port()).isEqualTo(2222);
        assertThat(access.hostKey()).isEqualTo("ssh-ed25519 KEY-10.20.2.8");
        assertThat(access.machineId()).isEqualTo("id-10.20.2.8");
        assertThat(access.key()).hasContent("private half");
        assertThat(access.jump())
                .contains(new Jump("gate.example", 22, "hop", home.resolve("mine"), "ssh-ed25519 KEY-gate.example"));
        assertThat(provider.access("lb-1").jump()).isEqualTo(Optional.empty());
    }

    @Test
    void all_that_is_wrong_is_told_at_once_and_no_host_is_changed() {
        host("lb.example").root = false;
        host("10.20.2.7").hostname = "debian";
        host("10.20.2.8").reachable = false;

        Problem problem = problemOf(this::up);

        assertThat(problem.what()).isEqualTo("3 of 3 hosts cannot be used, and none was changed");
        assertThat(problem.why())
                .contains("lb-1: debian may not use sudo", "cp-1: it calls itself 'debian'", "refused");
        assertThat(problem.next()).contains("sudo hostnamectl set-hostname cp-1", "/etc/sudoers.d/debian");
        assertThat(hosts.calls).noneMatch(c -> c.endsWith("take"));
    }

    @Test
    void a_host_that_another_halab_has_is_refused_with_its_owner_and_time() throws IOException {
        up();
        HostsProvider other = provider("another state", "bob@tower");

        Problem problem = problemOf(() -> other.up(mini(), Set.of(), Progress.quiet()));

        assertThat(problem.why()).contains("lb-1: ada@laptop has it since 2026-11-23T09:00:00Z");
        assertThat(problem.next()).contains("sudo rm /etc/halab/owner");
    }

    @Test
    void a_host_that_another_halab_takes_meanwhile_is_refused() {
        up();
        host("10.20.2.8").owner = "another";

        assertThat(problemOf(() -> provider.destroy(Progress.quiet())).why()).contains("cp-2: another halab has it");
        assertThat(host("10.20.2.8").owner).isEqualTo("another");
        assertThat(provider.topology()).isPresent();
    }

    @Test
    void a_changed_host_key_is_refused_before_anybody_logs_in() {
        up();
        hosts.calls.clear();
        host("10.20.2.7").key = "ssh-ed25519 OTHER";

        Problem problem = problemOf(this::up);

        assertThat(problem.why())
                .contains("cp-1: it shows ssh-ed25519 OTHER, and ssh-ed25519 KEY-10.20.2.7 was pinned");
        assertThat(hosts.calls).noneMatch(c -> c.contains("10.20.2.7"));
        assertThat(provider.status())
                .extracting(MachineStatus::state)
                .containsExactly("running", "another host key", "running");
    }

    @Test
    void two_nodes_on_one_machine_are_refused() {
        host("10.20.2.8").machineId = host("10.20.2.7").machineId;

        Problem problem = problemOf(this::up);

        assertThat(problem.what()).contains("are one machine, or copies of one");
        assertThat(hosts.calls).noneMatch(c -> c.endsWith("take"));
    }

    @Test
    void up_goes_on_where_it_broke_off_and_destroy_takes_back_what_it_did() {
        host("10.20.2.7").breaksOff = true;

        assertThat(problemOf(this::up).why()).contains("status 1: useradd: no space left");
        host("10.20.2.7").breaksOff = false;
        provider.destroy(Progress.quiet());

        assertThat(hosts.hosts.values()).extracting(h -> h.owner).containsOnly("");
        assertThat(provider.topology()).isEmpty();
        assertThat(home.resolve("mine state")).isEmptyDirectory();
        up();
        up();
        assertThat(provider.status()).hasSize(3).allMatch(MachineStatus::running);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void an_up_interrupted_at_any_call_is_mended_by_the_next_and_undone_by_destroy(boolean late) {
        up();
        int calls = hosts.calls.size();
        assertThat(calls).isEqualTo(6);

        for (int call = 1; call <= calls; call++) {
            for (boolean again : List.of(true, false)) {
                provider.destroy(Progress.quiet());
                hosts.calls.clear();
                hosts.late = late;
                hosts.interruptedCall = call;
                problemOf(this::up);
                Thread.interrupted();
                hosts.interruptedCall = 0;

                if (again) {
                    up();
                    assertThat(provider.status()).as("call %d", call).hasSize(3).allMatch(MachineStatus::running);
                }
                provider.destroy(Progress.quiet());
                assertThat(hosts.hosts.values())
                        .as("call %d", call)
                        .extracting(h -> h.owner)
                        .containsOnly("");
                assertThat(home.resolve("mine state")).isEmptyDirectory();
            }
        }
    }

    @Test
    void a_hosts_network_is_not_delayed_and_the_reason_is_said() {
        up();

        Problem problem = problemOf(() -> provider.delay(Delay.USUAL, "cp-1"));

        assertThat(problem.why()).contains("it is your own host");
        assertThat(problem.next()).contains("--provider docker");
        assertThat(provider.capabilities()).doesNotContain(Capability.DELAY, Capability.POWER_OFF);
    }

    @Test
    void a_host_that_fails_is_told() {
        host("10.20.2.7").breaksOff = true;
        List<String> failed = new ArrayList<>();

        problemOf(() -> provider.up(mini(), Set.of(), ProviderContract.failuresInto(failed)));

        assertThat(failed).containsExactly("cp-1");
    }

    @Test
    void only_named_hosts_are_taken() {
        provider.up(mini(), Set.of("cp-1"), Progress.quiet());

        assertThat(provider.status()).extracting(MachineStatus::node).containsExactly("cp-1");
        assertThat(hosts.calls).containsExactly("debian@10.20.2.7 look", "debian@10.20.2.7 take");
    }

    @Test
    void hosts_are_neither_halted_nor_killed() {
        up();

        assertThat(problemOf(() -> provider.down(Progress.quiet())).why()).contains("they are yours");
        for (Power verb : Power.values()) {
            assertThat(problemOf(() -> provider.power(verb, "cp-1")).why()).contains("your own host");
        }
        assertThat(problemOf(() -> provider.reset(mini(), Progress.quiet())).why())
                .contains("cannot make them new");
        assertThat(provider.capabilities()).containsExactly(Capability.OWN_KERNEL);
        assertThat(provider.checkpoints()).isEmpty();
    }

    @Test
    void doctor_says_what_blocks_and_changes_nothing() {
        host("lb.example").root = false;

        assertThat(provider.doctor(mini()))
                .extracting(Finding::grade)
                .containsExactly(Finding.Grade.OK, Finding.Grade.BLOCKS, Finding.Grade.OK, Finding.Grade.OK);
        assertThat(home.resolve("mine state")).doesNotExist();
    }

    @Test
    void a_topology_with_more_nodes_than_hosts_names_all_that_lack() {
        Topology standard = provider.adapt(Topology.of("standard", "192.168.56").orElseThrow());

        Problem problem = problemOf(() -> provider.up(standard, Set.of(), Progress.quiet()));

        assertThat(problem.why()).contains("names no host for: cp-3, w-1");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "adress: 10.20.2.7  | address: 10.20.2.7 | :4:10: 'adress' is no key of cp-1 (did you mean 'address'?)",
                "gaet, role         | gate, role         | :4:61: there is no jump host 'gaet' (did you mean 'gate'?)",
                "cp-9               | cp-2               | :5:3: 'cp-9' is no node of a lab",
                "10.20.2.7, user: r | 10.20.2.8, user: r | :5:19: address 10.20.2.7 stands twice (first in line 4)",
                "10.21.2.8          | 10.20.2.8          | address 10.21.2.8 of cp-2 is not in the network 10.20.0.0/16",
                "22222222           | 2222               | '22222222' is no port from 1 to 65535",
                "agent: yes, key    | port: 22, key      | name the public half of the key",
            })
    void slips_in_the_inventory_are_shown_where_they_are(String slip, String right, String message) throws IOException {
        String wrong = right.startsWith("port: 22")
                ? USUAL.replaceFirst("key", slip)
                : USUAL.replaceFirst(Pattern.quote(right), slip);
        inventory(wrong);

        assertThat(problemOf(() ->
                                provider.adapt(Topology.of("mini", "192.168.56").orElseThrow()))
                        .why())
                .contains(message);
    }

    @Test
    void without_an_inventory_up_says_where_it_belongs() throws IOException {
        Topology mini = mini();
        Files.delete(home.resolve("inventory.yaml"));

        assertThat(problemOf(() -> provider.up(mini, Set.of(), Progress.quiet()))
                        .why())
                .contains("inventory.yaml");
        assertThat(provider.doctor(mini)).extracting(Finding::grade).containsExactly(Finding.Grade.BLOCKS);
    }

    private void up() {
        provider.up(mini(), Set.of(), Progress.quiet());
    }

    private Topology mini() {
        return provider.adapt(Topology.of("mini", "192.168.56").orElseThrow());
    }

    private FakeHosts.Host host(String reached) {
        return Optional.ofNullable(hosts.hosts.get(reached)).orElseThrow();
    }

    private void inventory(String text) throws IOException {
        Files.writeString(home.resolve("inventory.yaml"), text);
    }

    private HostsProvider provider(String state, String who) {
        return new HostsProvider(
                home.resolve("inventory.yaml"),
                home.resolve(state),
                hosts,
                () -> new SshKeyPair("private half", "ssh-ed25519 AAAA halab"),
                who,
                InstantSource.fixed(Instant.parse("2026-11-23T09:00:00Z")));
    }

    private static Problem problemOf(ThrowingCallable call) {
        return assertThatExceptionOfType(HalabException.class)
                .isThrownBy(call)
                .actual()
                .problem();
    }
}
