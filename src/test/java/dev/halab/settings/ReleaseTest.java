package dev.halab.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ReleaseTest {
    @TempDir
    Path home;

    @Test
    void the_minor_version_is_that_of_the_one_place_that_pins_it() throws IOException {
        Files.createDirectories(home.resolve("vagrant"));
        assertThat(Release.minor(home)).isEmpty();
        for (String line : new String[] {"KUBERNETES_VERSION=v1.34.10", "KUBERNETES_VERSION=\"1.34.0\""}) {
            Files.writeString(home.resolve("vagrant/versions.env"), "# pins\n" + line + "\nETCD_1_34=v3.6.5\n");
            assertThat(Release.minor(home)).contains("1.34");
        }
        Files.writeString(home.resolve("vagrant/versions.env"), "KUBERNETES_VERSION=newest\n");
        assertThat(Release.minor(home)).isEmpty();
    }

    @Test
    void the_repository_pins_one() {
        assertThat(Release.minor(Path.of(""))).isPresent();
    }
}
