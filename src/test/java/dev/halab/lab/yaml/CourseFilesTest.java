package dev.halab.lab.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// P5: nothing outside the course is read, whatever the course says.
final class CourseFilesTest {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path temporary;

    @SuppressWarnings("NullAway.Init")
    private Path root;

    private final Complaints complaints = new Complaints("lab.yaml", new ArrayList<>());

    @BeforeEach
    void makes_a_course_and_a_secret_beside_it() throws IOException {
        root = Files.createDirectory(temporary.resolve("course"));
        Files.writeString(temporary.resolve("secret"), "secret");
    }

    private Optional<String> text(String file) throws IOException {
        return new CourseFiles(root).text(file, complaints);
    }

    private List<String> said() {
        return complaints.all().stream()
                .map(p -> p.place() + " " + p.problem().what() + " | "
                        + p.problem().why())
                .toList();
    }

    private void written(String file, byte... bytes) throws IOException {
        Files.write(root.resolve(file), bytes);
    }

    @ParameterizedTest
    @ValueSource(strings = {"../secret", "a/../../secret", "/etc/hostname", "a/../a.md", "./a.md"})
    void a_path_that_leads_out_is_refused(String file) throws IOException {
        Files.createDirectory(root.resolve("a"));
        written("a.md", (byte) 'a');

        assertThat(text(file)).isEmpty();
        assertThat(said()).singleElement().asString().contains("leads out of the course");
    }

    @Test
    void a_link_that_leads_out_is_refused() throws IOException {
        Files.createSymbolicLink(root.resolve("link.md"), temporary.resolve("secret"));

        assertThat(text("link.md")).isEmpty();
        assertThat(said()).singleElement().asString().contains("'link.md' leads out of the course | a symbolic link");
    }

    @Test
    void a_directory_that_leads_out_is_refused() throws IOException {
        Files.createSymbolicLink(root.resolve("labs"), temporary);

        assertThat(text("labs/secret")).isEmpty();
        assertThat(new CourseFiles(root).names("labs", complaints)).isEmpty();
        assertThat(said()).hasSize(2).allSatisfy(s -> assertThat(s).contains("leads out of the course"));
    }

    @Test
    void a_link_that_leads_nowhere_is_refused() throws IOException {
        Files.createSymbolicLink(root.resolve("link.md"), root.resolve("nothing"));

        assertThat(text("link.md")).isEmpty();
        assertThat(said()).singleElement().asString().contains("it is a symbolic link that leads nowhere");
    }

    @Test
    void a_link_within_the_course_is_followed() throws IOException {
        written("a.md", (byte) 'a');
        Files.createSymbolicLink(root.resolve("link.md"), root.resolve("a.md"));

        assertThat(text("link.md")).contains("a");
    }

    @Test
    void only_regular_files_are_opened() throws IOException {
        Files.createDirectory(root.resolve("a.md"));

        assertThat(text("a.md")).isEmpty();
        assertThat(said()).containsExactly("a.md:1:1 'a.md' cannot be read | it is no regular file");
    }

    @Test
    void a_name_that_cannot_be_is_refused() throws IOException {
        assertThat(text("a\u0000b")).isEmpty();
        assertThat(new CourseFiles(root).exists("a\u0000b")).isFalse();
        assertThat(said()).singleElement().asString().contains("cannot be read");
    }

    @Test
    void a_file_that_is_too_large_is_not_read() throws IOException {
        written("a.md", new byte[256 * 1024 + 1]);

        assertThat(text("a.md")).isEmpty();
        assertThat(said()).containsExactly("a.md:1:1 'a.md' is too large | it is larger than 256 KiB");
    }

    @Test
    void a_byte_order_mark_and_line_ends_of_windows_are_left_out() throws IOException {
        written("a.md", "\uFEFFa\r\nb\r\n".getBytes(StandardCharsets.UTF_8));

        assertThat(text("a.md")).contains("a\nb\n");
        assertThat(said()).isEmpty();
    }

    @Test
    void bytes_that_are_no_text_are_refused_with_their_place() throws IOException {
        written("a.md", (byte) 'a', (byte) '\n', (byte) 0xC3, (byte) 0xA9, (byte) 0xFF, (byte) 'b');

        assertThat(text("a.md")).isEmpty();
        assertThat(said()).containsExactly("a.md:2:2 'a.md' is no text | byte 0xff is no part of UTF-8 text");
    }

    @Test
    void a_text_that_ends_within_a_character_is_refused() throws IOException {
        written("a.md", (byte) 'a', (byte) 0xC3);

        assertThat(text("a.md")).isEmpty();
        assertThat(said()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\u0000", "\u001B", "\u0007", "\r", "\u007F", "\u009B", "\u202E", "\u2066"})
    void characters_that_act_on_a_terminal_are_refused(String character) throws IOException {
        written("a.md", ("é\n\uD83D\uDE00x" + character + "y" + character).getBytes(StandardCharsets.UTF_8));

        assertThat(text("a.md")).isEmpty();
        assertThat(said()).singleElement().asString().startsWith("a.md:2:3 a character that cannot be seen | U+");
    }

    @Test
    void tabs_and_other_scripts_are_text() throws IOException {
        written("a.md", "\té 漢 \uD83D\uDE00\n".getBytes(StandardCharsets.UTF_8));

        assertThat(text("a.md")).isPresent();
    }
}
