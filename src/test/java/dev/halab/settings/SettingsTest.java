package dev.halab.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.halab.problem.ExitStatus;
import dev.halab.problem.HalabException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SettingsTest {
    @TempDir
    Path folder;

    @Test
    void without_a_file_everything_has_its_default() throws Exception {
        Path file = folder.resolve("config.yaml");

        assertThat(Settings.read(file)).isEqualTo(new Settings("192.168.56", "docker", "", Settings.Saving.AUTO));
        assertThat(Settings.read(Files.writeString(file, "# nothing yet\n\n")))
                .isEqualTo(Settings.read(folder.resolve("x")));
    }

    @Test
    void what_is_written_counts() throws Exception {
        Path file = Files.writeString(
                folder.resolve("config.yaml"), "network: 10.9.8.0/24\nprovider: docker\ncheckpoints: off\n");

        assertThat(Settings.read(file)).isEqualTo(new Settings("10.9.8", "docker", "", Settings.Saving.OFF));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    netwrok: 10.9.8.0/24       | 1:1:  | did you mean 'network'?
                    network: 10.9.8.0/16       | 1:10: | A.B.C.0/24
                    network: [a]               | 1:10: | is no text
                    - network                  | 1:1:  | a list
                    checkpoints: sometimes     | 1:14: | neither auto nor off
                    'network: "10.9'           | 1:    | config.yaml
                    """)
    void a_broken_rule_is_said_with_its_place(String text, String place, String why) throws Exception {
        Path file = Files.writeString(folder.resolve("config.yaml"), text);

        assertThatExceptionOfType(HalabException.class)
                .isThrownBy(() -> Settings.read(file))
                .satisfies(e -> assertThat(e.status()).isEqualTo(ExitStatus.USAGE))
                .satisfies(e -> assertThat(e.problem().why()).contains(place).contains(why));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    ''                                       | 'provider: vagrant\n'
                    '# mine\n'                               | '# mine\nprovider: vagrant\n'
                    'theme: dark'                            | 'theme: dark\nprovider: vagrant\n'
                    'provider: docker # usual\ntheme: dark\n' | 'provider: vagrant # usual\ntheme: dark\n'
                    'theme: dark\nprovider: "vagrant:libvirt"' | 'theme: dark\nprovider: vagrant'
                    """)
    void a_preferred_provider_is_written_and_all_else_stays(String before, String after) throws Exception {
        Path file = Files.writeString(folder.resolve("config.yaml"), before.replace("\\n", "\n"));

        Settings.prefer(file, "vagrant");

        assertThat(file).hasContent(after.replace("\\n", "\n"));
        assertThat(Settings.read(file).provider()).isEqualTo("vagrant");
    }

    @Test
    void a_preference_makes_the_file_and_its_folder() {
        Path file = folder.resolve("a").resolve("b").resolve("config.yaml");

        Settings.prefer(file, "vagrant:libvirt");

        assertThat(Settings.read(file).provider()).isEqualTo("vagrant:libvirt");
        assertThat(file.getParent()).isDirectoryContaining(f -> f.equals(file));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    '{theme: dark}'         | in a way that halab cannot change
                    '"provider": docker'    | in a way that halab cannot change
                    'netwrok: 10.9.8.0/24'  | did you mean 'network'?
                    """)
    void a_file_that_cannot_be_changed_safely_stays_as_it_is(String text, String why) throws Exception {
        Path file = Files.writeString(folder.resolve("config.yaml"), text);

        assertThatExceptionOfType(HalabException.class)
                .isThrownBy(() -> Settings.prefer(file, "vagrant"))
                .satisfies(e -> assertThat(e.problem().why()).contains(why));
        assertThat(file).hasContent(text);
    }

    @Test
    void bytes_that_are_no_text_are_refused() throws Exception {
        Path file = Files.write(folder.resolve("config.yaml"), new byte[] {(byte) 0xff, (byte) 0xfe});

        assertThatExceptionOfType(HalabException.class)
                .isThrownBy(() -> Settings.read(file))
                .satisfies(e -> assertThat(e.problem().why()).contains("not UTF-8"));
        assertThatExceptionOfType(HalabException.class).isThrownBy(() -> Settings.read(folder));
    }

    @Test
    void places_follow_xdg_and_halab_home_wins() {
        Map<String, String> xdg = Map.of("HOME", "/h", "XDG_STATE_HOME", "/s", "XDG_CACHE_HOME", "relative");

        assertThat(Places.of(xdg))
                .isEqualTo(new Places(Path.of("/h/.config/halab"), Path.of("/s/halab"), Path.of("/h/.cache/halab")));
        assertThat(Places.of(Map.of("HALAB_HOME", "/x", "HOME", "/h")))
                .isEqualTo(new Places(Path.of("/x"), Path.of("/x/state"), Path.of("/x/cache")));
        assertThat(Places.of(xdg).events()).isEqualTo(Path.of("/s/halab/halab.db"));
        assertThatExceptionOfType(HalabException.class)
                .isThrownBy(() -> Places.of(Map.of()))
                .satisfies(e -> assertThat(e.problem().next()).contains("HALAB_HOME"));
    }
}
