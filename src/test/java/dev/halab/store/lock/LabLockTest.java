package dev.halab.store.lock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.halab.problem.HalabException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class LabLockTest {
    @TempDir
    Path folder;

    @Test
    void one_at_a_time_and_the_other_is_told_who() {
        Path file = folder.resolve("state/lab.lock");
        try (LabLock held = LabLock.take(file, "up", Instant.EPOCH)) {
            assertThat(held).isNotNull();
            assertThatExceptionOfType(HalabException.class)
                    .isThrownBy(() -> LabLock.take(file, "solve", Instant.EPOCH))
                    .satisfies(e -> assertThat(e.problem().why())
                            .contains("process " + ProcessHandle.current().pid())
                            .contains("does `halab up` since 1970-01-01T00:00:00Z"));
        }
        LabLock.take(file, "solve", Instant.EPOCH).close();
    }

    @Test
    void a_lock_left_by_a_dead_process_is_free() throws Exception {
        Path file = Files.writeString(folder.resolve("lab.lock"), "999999999 elsewhere 1970-01-01T00:00:00Z up");

        LabLock.take(file, "down", Instant.EPOCH).close();

        assertThat(file).content().contains("down");
    }

    @Test
    void a_folder_that_cannot_be_made_is_said_clearly() throws Exception {
        Files.writeString(folder.resolve("state"), "in the way");

        assertThatExceptionOfType(HalabException.class)
                .isThrownBy(() -> LabLock.take(folder.resolve("state/lab.lock"), "up", Instant.EPOCH))
                .satisfies(e -> assertThat(e.problem().next()).contains("HALAB_HOME"));
    }
}
