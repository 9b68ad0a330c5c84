package dev.halab.store.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.halab.attempt.Event;
import dev.halab.attempt.Recorded;
import dev.halab.fact.Fact;
import dev.halab.fact.Facts;
import dev.halab.fact.Reading;
import dev.halab.problem.HalabException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sqlite.JDBC;

final class SqliteEventsTest {
    private static final Instant AT = Instant.parse("2026-11-23T09:00:00.123Z");

    @TempDir
    Path folder;

    private Path file;

    @BeforeEach
    void name_the_file() {
        file = folder.resolve("state/halab.db");
    }

    @Test
    void every_kind_of_event_comes_back_as_it_was() {
        Map<Fact, Reading> readings = Map.of(
                Facts.file("lb-1", "/etc/hosts"), new Reading.Seen(0, "regular 0644\nü\u0000\n", "", AT),
                Facts.nodes(), new Reading.Unseen(Reading.Reason.DENIED, "401"));
        List<Event> events = List.of(
                new Event.Opened("a/b"),
                new Event.Baselined("a/b", readings),
                new Event.FaultApplied("a/b", "token.expire"),
                new Event.Checked("a/b", "fail", 1, 8, Map.of("a/b/c", "hap.mode-http")),
                new Event.Hinted("a/b", "a/b/c", "hap.mode-http", 2),
                new Event.Shown("a/b"),
                new Event.Answered("a/b", "a/b/d", "three 'quoted'"),
                new Event.Reset("a/b"),
                new Event.Checkpointed("a/b", "one"),
                new Event.Restored("a/b", "one"),
                new Event.Disturbed("", "cp-2", "delay"),
                new Event.Settled("a/b", "cp-2"));

        try (SqliteEvents store = SqliteEvents.open(file)) {
            events.forEach(e -> store.append(AT, e));
        }

        try (SqliteEvents store = SqliteEvents.open(file)) {
            assertThat(store.events()).extracting(Recorded::event).isEqualTo(events);
            assertThat(store.events())
                    .extracting(Recorded::number)
                    .extracting(Long::intValue)
                    .containsExactly(
                            IntStream.rangeClosed(1, events.size()).boxed().toArray(Integer[]::new));
            assertThat(store.events()).extracting(Recorded::at).containsOnly(AT);
        }
    }

    @Test
    void another_connection_sees_an_event_at_once() {
        try (SqliteEvents one = SqliteEvents.open(file);
                SqliteEvents two = SqliteEvents.open(file)) {
            one.append(AT, new Event.Opened("a/b"));
            two.append(AT, new Event.Shown("a/b"));

            assertThat(one.events()).isEqualTo(two.events()).hasSize(2);
        }
    }

    @Test
    void the_usual_duration_is_the_middle_one_of_the_last_five() {
        try (SqliteEvents store = SqliteEvents.open(file)) {
            assertThat(store.usual("up")).isEmpty();

            for (int seconds : new int[] {900, 10, 50, 20, 40, 30}) {
                store.took("up", Duration.ofSeconds(seconds));
            }

            assertThat(store.usual("up")).contains(Duration.ofSeconds(30));
        }
    }

    @Test
    void a_damaged_file_is_refused_and_kept() throws Exception {
        try (SqliteEvents store = SqliteEvents.open(file)) {
            store.append(AT, new Event.Opened("a/b"));
        }
        Files.write(
                file,
                "this is no database, but a text of more than a hundred bytes"
                        .repeat(20)
                        .getBytes(StandardCharsets.UTF_8));
        byte[] before = Files.readAllBytes(file);

        refused(() -> SqliteEvents.open(file), "damaged", "halab progress --set-aside");

        assertThat(Files.readAllBytes(file)).isEqualTo(before);
    }

    @Test
    void an_unreadable_row_is_refused_and_kept() throws Exception {
        try (SqliteEvents store = SqliteEvents.open(file)) {
            store.append(AT, new Event.Opened("a/b"));
        }
        sql("UPDATE events SET body = '{broken'");

        try (SqliteEvents store = SqliteEvents.open(file)) {
            refused(store::events, "damaged", "halab progress --set-aside");
        }
    }

    @Test
    void setting_aside_moves_and_deletes_nothing() throws Exception {
        Files.createDirectories(file.getParent());
        Files.writeString(file, "damaged");

        Path aside = SqliteEvents.setAside(file, AT).orElseThrow();

        assertThat(aside).hasContent("damaged").hasFileName("halab.db.aside-2026-11-23T090000Z");
        assertThat(file).doesNotExist();
        SqliteEvents.open(file).close();
    }

    @Test
    void a_file_of_a_newer_halab_is_refused_and_kept() throws Exception {
        SqliteEvents.open(file).close();
        sql("PRAGMA user_version = 99");

        refused(() -> SqliteEvents.open(file), "newer halab", "HALAB_HOME");
    }

    @Test
    void a_database_of_another_program_is_refused() throws Exception {
        Files.createDirectories(file.getParent());
        sql("CREATE TABLE theirs (x)");

        refused(() -> SqliteEvents.open(file), "cannot be opened", "HALAB_HOME");
    }

    @Test
    void an_older_file_is_copied_and_then_brought_up() throws Exception {
        try (SqliteEvents store = SqliteEvents.open(file)) {
            store.append(AT, new Event.Opened("a/b"));
        }
        Schema later = new Schema(
                List.of(Schema.TODAY.steps().getFirst(), List.of("ALTER TABLE events ADD COLUMN seat TEXT")));

        try (SqliteEvents store = SqliteEvents.open(file, later)) {
            assertThat(store.events()).hasSize(1);
        }

        try (SqliteEvents backup = SqliteEvents.open(folder.resolve("state/halab.db.backup-v1"))) {
            assertThat(backup.events()).hasSize(1);
        }
    }

    @Test
    void a_failing_migration_leaves_the_file_as_it_was() {
        try (SqliteEvents store = SqliteEvents.open(file)) {
            store.append(AT, new Event.Opened("a/b"));
        }
        Schema broken = new Schema(
                List.of(Schema.TODAY.steps().getFirst(), List.of("ALTER TABLE events ADD COLUMN seat TEXT", "NO SQL")));

        refused(() -> SqliteEvents.open(file, broken), "could not be used", "");

        try (SqliteEvents store = SqliteEvents.open(file)) {
            assertThat(store.events()).hasSize(1);
        }
    }

    @Test
    void a_folder_that_is_a_file_is_said_clearly() throws Exception {
        Files.writeString(folder.resolve("state"), "in the way");

        refused(() -> SqliteEvents.open(file), "could not be kept", "HALAB_HOME");
    }

    private void refused(Runnable action, String what, String next) {
        assertThatExceptionOfType(HalabException.class).isThrownBy(action::run).satisfies(e -> {
            assertThat(e.problem().what()).contains(what);
            assertThat(e.problem().why()).contains(folder.toString());
            assertThat(e.problem().next()).contains(next);
        });
    }

    private void sql(String text) throws Exception {
        try (Connection connection = JDBC.createConnection("jdbc:sqlite:" + file, new java.util.Properties());
                Statement statement = connection.createStatement()) {
            statement.execute(text);
        }
    }
}
