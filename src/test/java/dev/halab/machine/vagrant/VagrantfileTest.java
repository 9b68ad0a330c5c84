package dev.halab.machine.vagrant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.halab.json.Json;
import dev.halab.machine.SshKeyPair;
import dev.halab.program.Call;
import dev.halab.program.Finished;
import dev.halab.program.HostPrograms;
import dev.halab.program.Programs;
import dev.halab.topology.NodeSpec;
import dev.halab.topology.Topology;
import dev.halab.yaml.Yaml;
import java.io.IOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;

/// `topology.yaml`, and what the Vagrantfile makes of it with each provider. Where there is no Ruby, only the first is
/// looked at.
final class VagrantfileTest {
    static final List<String> topologies = Topology.names();

    private static final Path RECIPE = Path.of("vagrant").toAbsolutePath();
    private static final String[] PROVIDERS = {
        "virtualbox", "libvirt", "vmware_desktop", "parallels", "hyperv", "utm", "docker"
    };

    private final Programs programs = HostPrograms.onPath();
    private final Blueprint blueprint = Blueprint.read(RECIPE.resolve("topology.yaml"));

    @TempDir
    private Path folder;

    @ParameterizedTest
    @FieldSource("topologies")
    void the_file_has_the_nodes_of_the_topology(String name) throws IOException {
        Topology topology = Topology.of(name, "192.168.56").orElseThrow();

        Json file = Yaml.toJson(Yaml.document(Files.readString(RECIPE.resolve("topology.yaml"))));

        assertThat(file.members("topologies")).containsOnlyKeys(topologies);
        assertThat(file.items("topologies", name).stream()
                        .map(n -> "%s %s 192.168.56.%s"
                                .formatted(
                                        n.text("name").orElse(""),
                                        n.text("role").orElse(""),
                                        n.text("address").orElse(""))))
                .containsExactlyElementsOf(topology.nodes().stream()
                        .map(n -> "%s %s %s".formatted(n.name(), n.role().word(), n.address()))
                        .toList());
    }

    @Test
    void every_profile_has_a_size_for_every_role() {
        assertThat(blueprint.profiles()).contains("normal", "small", "bare");
        for (String profile : blueprint.profiles()) {
            for (String name : topologies) {
                Topology topology = Topology.of(name, "192.168.56").orElseThrow();
                assertThat(topology.nodes())
                        .allSatisfy(n -> assertThat(size(profile, n).memory()).isGreaterThanOrEqualTo(256));
            }
        }
        // kubeadm: 1700 MB and 2 processors for a control plane
        Topology mini = Topology.of("mini", "192.168.56").orElseThrow();
        for (String profile : List.of("normal", "small")) {
            Blueprint.Size size = size(profile, mini.node("cp-1").orElseThrow());
            assertThat(size.memory()).isGreaterThanOrEqualTo(1700);
            assertThat(size.cpus()).isGreaterThanOrEqualTo(2);
        }
        assertThat(blueprint.memory(mini, "normal")).isEqualTo(512 + 2 * 2048);
    }

    private Blueprint.Size size(String profile, NodeSpec node) {
        return Objects.requireNonNull(
                Objects.requireNonNull(blueprint.sizes().get(profile)).get(node.role()), node.name());
    }

    @ParameterizedTest
    @ValueSource(strings = {"virtualbox", "libvirt", "vmware_desktop", "parallels", "hyperv", "utm", "docker"})
    void each_provider_would_make_the_machines_of_each_topology(String provider) {
        for (String name : topologies) {
            Topology topology = Topology.of(name, "10.20.30").orElseThrow();
            Json machines = made(topology, provider, Map.of("HALAB_PROFILE", "small"));

            assertThat(machines.items()).hasSize(topology.nodes().size());
            for (int i = 0; i < topology.nodes().size(); i++) {
                NodeSpec node = topology.nodes().get(i);
                Json machine = machines.items().get(i);
                assertThat(machine.text("name")).contains(node.name());
                assertThat(network(machine).text("ip")).contains(node.address());
                assertThat(provisioner(machine, "machine").text("env", "HALAB_NODE"))
                        .contains(node.name());
                assertThat(provisioner(machine, "machine").text("env", "HALAB_ADDRESS"))
                        .contains(node.address());
                if (provider.equals("docker")) {
                    assertThat(machine.has("vm", "box")).isFalse();
                    assertThat(machine.text("provider", "image").orElse("")).startsWith("halab/node:1.");
                } else {
                    assertThat(machine.text("vm", "box")).contains("bento/debian-12");
                    assertThat(setting(machine, provider, "memory", "memsize"))
                            .contains(Integer.toString(size("small", node).memory()));
                    assertThat(setting(machine, provider, "cpus", "numvcpus"))
                            .contains(Integer.toString(size("small", node).cpus()));
                }
            }
        }
    }

    /// VMware has a table of its own words.
    private static Optional<String> setting(Json machine, String provider, String name, String vmx) {
        return provider.equals("vmware_desktop")
                ? machine.text("provider", "vmx", vmx)
                : machine.text("provider", name);
    }

    @Test
    void all_machines_of_a_lab_know_all_names_and_no_folder_is_shared() {
        for (String provider : PROVIDERS) {
            Topology topology = Topology.of("vip", "192.168.77").orElseThrow();
            for (Json machine : made(topology, provider, Map.of()).items()) {
                assertThat(provisioner(machine, "machine").text("env", "HALAB_HOSTS"))
                        .contains("192.168.77.8=lb-1 192.168.77.9=lb-2 192.168.77.11=cp-1 192.168.77.12=cp-2"
                                + " 192.168.77.13=cp-3 192.168.77.21=w-1");
                assertThat(provisioner(machine, "machine").text("env", "HALAB_KEY"))
                        .contains("ssh-ed25519 AAAA halab");
                assertThat(call(machine, "synced_folder").items().getLast().text("disabled"))
                        .contains("true");
            }
        }
    }

    @Test
    void a_baked_box_skips_the_base_and_a_public_one_does_not() {
        Topology topology = Topology.of("mini", "192.168.56").orElseThrow();

        Json baked = made(topology, "libvirt", Map.of("HALAB_BOX", "halab/node"));
        Json open = made(topology, "libvirt", Map.of());

        assertThat(provisioners(baked.items().getFirst())).containsExactly("machine");
        assertThat(provisioners(open.items().getFirst()))
                .containsExactly("files", "packages", "node", "versions.env", "base", "machine");
    }

    @Test
    void containers_have_the_base_in_their_image() {
        Topology topology = Topology.of("mini", "192.168.56").orElseThrow();

        Json containers = made(topology, "docker", Map.of("HALAB_PROVIDER", "docker"));

        assertThat(provisioners(containers.items().getFirst())).containsExactly("machine");
    }

    @Test
    void an_isolated_lab_has_no_network_that_leads_outside() {
        Topology topology = Topology.of("mini", "192.168.57").orElseThrow();

        Json machine = made(topology, "libvirt", Map.of("HALAB_ISOLATED", "yes"))
                .items()
                .getFirst();

        assertThat(machine.text("provider", "management_network_mode")).contains("none");
        assertThat(network(machine).text("libvirt__forward_mode")).contains("none");
    }

    @Test
    void two_labs_at_once_share_no_name() {
        Json one = made(Topology.of("mini", "192.168.57").orElseThrow(), "libvirt", Map.of("HALAB_ISOLATED", "yes"));
        Json other = made(Topology.of("mini", "192.168.58").orElseThrow(), "libvirt", Map.of("HALAB_ISOLATED", "yes"));

        for (String setting : List.of("default_prefix", "management_network_name", "management_network_address")) {
            assertThat(one.items().getFirst().text("provider", setting))
                    .isPresent()
                    .isNotEqualTo(other.items().getFirst().text("provider", setting));
        }
        assertThat(network(one.items().getFirst()).text("libvirt__network_name"))
                .isNotEqualTo(network(other.items().getFirst()).text("libvirt__network_name"));
    }

    /// What the Vagrantfile of a lab's folder would make.
    private Json made(Topology topology, String provider, Map<String, String> environment) {
        assumeTrue(programs.find("ruby").isPresent(), "there is no Ruby here");
        LabFolder lab = new LabFolder(folder.resolve("a learner's folder"));
        lab.write(
                Chosen.of(topology, provider, environment),
                RECIPE,
                () -> new SshKeyPair("private\n", "ssh-ed25519 AAAA halab"));
        Finished finished = programs.run(Call.of(
                Duration.ofSeconds(60),
                "ruby",
                standIn().toString(),
                lab.folder().resolve("Vagrantfile").toString(),
                provider));
        assertThat(finished.ok()).as(finished.error()).isTrue();
        return Json.parse(finished.out());
    }

    private static Path standIn() {
        URL url = Objects.requireNonNull(VagrantfileTest.class.getResource("stand-in.rb"));
        try {
            return Path.of(url.toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Json network(Json machine) {
        Json call = call(machine, "network");
        assertThat(call.items().get(1)).isEqualTo(Json.of("private_network"));
        return call.items().getLast();
    }

    private static Json call(Json machine, String name) {
        return machine.items("calls").stream()
                .filter(c -> c.items().getFirst().equals(Json.of(name)))
                .findFirst()
                .orElseThrow();
    }

    private static List<String> provisioners(Json machine) {
        return machine.items("calls").stream()
                .filter(c -> c.items().getFirst().equals(Json.of("provision")))
                .map(c -> c.items().get(1).text().orElseThrow())
                .toList();
    }

    private static Json provisioner(Json machine, String name) {
        return machine.items("calls").stream()
                .filter(c -> c.items().getFirst().equals(Json.of("provision")))
                .filter(c -> c.items().get(1).equals(Json.of(name)))
                .findFirst()
                .orElseThrow()
                .items()
                .getLast();
    }
}
