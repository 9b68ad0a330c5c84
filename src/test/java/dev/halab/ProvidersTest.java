package dev.halab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.halab.problem.ExitStatus;
import dev.halab.problem.HalabException;
import dev.halab.program.HostPrograms;
import dev.halab.settings.Places;
import dev.halab.settings.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ProvidersTest {
    @TempDir
    private Path folder;

    private String configured = "docker";

    @ParameterizedTest
    @ValueSource(strings = {"docker", "ssh", "vagrant", "vagrant:libvirt", "vagrant:vmware_desktop"})
    void a_name_of_a_provider_is_taken(String name) {
        assertThatCode(() -> Providers.require(name)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "dockr",
                "docker:podman",
                "ssh:cp-1",
                "vagrant:",
                "vagrant:../x",
                "vagrant:a b",
                ":libvirt",
                "vagrant:--force"
            })
    void any_other_name_is_refused(String name) {
        assertThatExceptionOfType(HalabException.class)
                .isThrownBy(() -> Providers.require(name))
                .satisfies(e -> assertThat(e.status()).isEqualTo(ExitStatus.USAGE));
    }

    @Test
    void the_configured_one_is_used_where_no_machines_are() {
        configured = "vagrant:virtualbox";

        assertThat(providers().current().name()).isEqualTo("vagrant");
    }

    @Test
    void the_one_whose_machines_are_there_comes_before_the_configured_one() throws IOException {
        machinesOfVagrant();

        Providers providers = providers();

        assertThat(providers.current().name()).isEqualTo("vagrant");
        assertThat(providers.standing().orElseThrow().name()).isEqualTo("vagrant");
    }

    @Test
    void the_one_that_was_asked_for_comes_first() throws IOException {
        machinesOfVagrant();
        Providers providers = providers();
        providers.current();

        providers.choose("docker");

        assertThat(providers.current().name()).isEqualTo("docker");
        assertThat(providers.standing().orElseThrow().name()).isEqualTo("vagrant");
    }

    @ParameterizedTest
    @ValueSource(strings = {"soon", "0", "-1", "100", "2.5"})
    void a_patience_that_is_no_number_of_seconds_is_refused(String patience) {
        Map<String, String> environment = Map.of("HALAB_HOME", folder.toString(), "HALAB_PATIENCE", patience);

        assertThatExceptionOfType(HalabException.class)
                .isThrownBy(() -> new Session(Places.of(environment), Path.of(""), HostPrograms.onPath(), environment))
                .satisfies(e -> assertThat(e.status()).isEqualTo(ExitStatus.USAGE));
    }

    private void machinesOfVagrant() throws IOException {
        Path state = Files.createDirectories(folder.resolve("state/vagrant"));
        Files.writeString(
                state.resolve("lab.json"),
                "{\"topology\": \"mini\", \"network\": \"192.168.56\", \"provider\": \"libvirt\"}");
    }

    private Providers providers() {
        return new Providers(
                Places.of(Map.of("HALAB_HOME", folder.toString())),
                Path.of(""),
                HostPrograms.onPath(),
                Map.of(),
                () -> new Settings("192.168.56", configured, "", Settings.Saving.AUTO));
    }
}
