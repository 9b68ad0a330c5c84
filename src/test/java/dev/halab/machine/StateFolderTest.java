package dev.halab.machine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.halab.problem.HalabException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class StateFolderTest {
    @TempDir
    private Path home;

    @Test
    void what_was_stored_is_read_and_replaced_and_nothing_else_lies_there() throws IOException {
        StateFolder folder = new StateFolder(home.resolve("Übung für später"));

        folder.store("below/one.json", "first");
        folder.store("below/one.json", "second");

        assertThat(folder.text("below/one.json")).contains("second");
        try (var files = Files.list(folder.path().resolve("below"))) {
            assertThat(files).containsExactly(folder.file("below/one.json"));
        }
        folder.delete("below/one.json");
        folder.delete("below/one.json");
        assertThat(folder.text("below/one.json")).isEmpty();
    }

    @Test
    void a_file_is_its_owners_alone() throws IOException {
        StateFolder folder = new StateFolder(home);

        folder.keys(() -> new SshKeyPair("private half\n", "ssh-ed25519 AAAA halab"));

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.privateKey())))
                .isEqualTo("rw-------");
    }

    @Test
    void keys_that_are_there_stay() {
        StateFolder folder = new StateFolder(home);
        folder.keys(() -> new SshKeyPair("first half\n", "ssh-ed25519 AAAA halab"));

        SshKeyPair kept = folder.keys(() -> new SshKeyPair("another\n", "ssh-ed25519 BBBB halab"));

        assertThat(kept.privateKey()).isEqualTo("first half\n");
        folder.forgetKeys();
        assertThat(home).isEmptyDirectory();
    }

    @Test
    void where_nothing_can_be_written_what_was_there_stays_and_the_folder_is_named() throws IOException {
        StateFolder folder = new StateFolder(home);
        folder.store("machines.json", "before");
        Files.createDirectories(home.resolve("taken/by a folder"));

        assertThatExceptionOfType(HalabException.class)
                .isThrownBy(() -> folder.store("machines.json/below", "after"))
                .satisfies(e -> assertThat(e.problem().why()).contains(home.toString()))
                .satisfies(e -> assertThat(e.problem().next()).contains("make room"));
        assertThatExceptionOfType(HalabException.class).isThrownBy(() -> folder.store("taken", "after"));

        assertThat(folder.text("machines.json")).contains("before");
        try (var files = Files.list(home)) {
            assertThat(files).containsExactlyInAnyOrder(home.resolve("machines.json"), home.resolve("taken"));
        }
    }
}
