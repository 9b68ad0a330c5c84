package dev.halab.store.sqlite;

import dev.halab.attempt.Event;
import dev.halab.attempt.EventJson;
import dev.halab.attempt.Recorded;
import dev.halab.json.Json;
import dev.halab.json.MalformedJson;
import dev.halab.problem.HalabException;
import dev.halab.store.Durations;
import dev.halab.store.EventStore;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sqlite.JDBC;
import org.sqlite.SQLiteConfig;

/// Events in a SQLite file: write-ahead log, every commit synced to the disk before it returns. Safe for use by several
/// threads and several processes.
public final class SqliteEvents implements EventStore, Durations {
    private static final Duration PATIENCE = Duration.ofSeconds(15);
    private static final Object OPENING = new Object();

    private final Path path;
    private final Connection file;

    private SqliteEvents(Path path, Connection file) {
        this.path = path;
        this.file = file;
    }

    /// Opens the file, and makes it and its folder if there is none.
    ///
    /// @throws HalabException if it cannot be opened, is damaged, is not halab's or is a newer halab's; the file is
    /// then
    ///     left as it is
    public static SqliteEvents open(Path path) {
        return open(path, Schema.TODAY);
    }

    static SqliteEvents open(Path path, Schema schema) {
        Troubles troubles = new Troubles(path);
        try {
            Files.createDirectories(path.toAbsolutePath().getParent());
        } catch (IOException e) {
            throw troubles.unwritable(e);
        }
        Connection file = null;
        try {
            file = connect(path);
            prepare(file, path, schema);
            return new SqliteEvents(path, file);
        } catch (SQLException e) {
            closeQuietly(file);
            throw troubles.of(e);
        } catch (IOException e) {
            closeQuietly(file);
            throw troubles.unwritable(e);
        } catch (HalabException e) {
            closeQuietly(file);
            throw e;
        }
    }

    /// Moves the file, with what SQLite keeps beside it, out of the way; nothing is deleted.
    ///
    /// @return where it is now; empty if there was none
    public static Optional<Path> setAside(Path path, Instant now) {
        String suffix =
                ".aside-" + now.truncatedTo(ChronoUnit.SECONDS).toString().replace(":", "");
        try {
            for (String part : List.of("-wal", "-shm", "")) {
                Path from = path.resolveSibling(path.getFileName() + part);
                if (Files.exists(from)) {
                    Files.move(from, path.resolveSibling(path.getFileName() + suffix + part));
                }
            }
        } catch (IOException e) {
            throw new Troubles(path).unwritable(e);
        }
        Path aside = path.resolveSibling(path.getFileName() + suffix);
        return Files.exists(aside) ? Optional.of(aside) : Optional.empty();
    }

    private static Connection connect(Path path) throws SQLException {
        SQLiteConfig config = new SQLiteConfig();
        config.setBusyTimeout((int) PATIENCE.toMillis());
        config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
        config.setTransactionMode(SQLiteConfig.TransactionMode.IMMEDIATE);
        return JDBC.createConnection("jdbc:sqlite:" + path.toAbsolutePath(), config.toProperties());
    }

    /// Turning a file to WAL and making its tables needs it alone: SQLite answers "busy" at once there, so
    /// processes
    /// that start together wait for each other here.
    private static void prepare(Connection file, Path path, Schema schema) throws SQLException, IOException {
        if (schema.fits(file)) {
            return;
        }
        Path lock = path.resolveSibling(path.getFileName() + ".opening");
        synchronized (OPENING) {
            try (FileChannel channel = FileChannel.open(lock, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                    FileLock held = channel.lock()) {
                if (held.isValid() && !schema.fits(file)) {
                    schema.migrate(file, path);
                }
            }
        }
    }

    @Override
    public synchronized Recorded append(Instant at, Event event) {
        String sql = "INSERT INTO events (at, kind, body) VALUES (?, ?, ?)";
        try (PreparedStatement insert = file.prepareStatement(sql)) {
            insert.setString(1, at.toString());
            insert.setString(2, EventJson.kind(event));
            insert.setString(3, EventJson.body(event).compact());
            insert.executeUpdate();
            return new Recorded(lastNumber(), at, event);
        } catch (SQLException e) {
            throw new Troubles(path).of(e);
        }
    }

    private long lastNumber() throws SQLException {
        try (Statement statement = file.createStatement();
                ResultSet row = statement.executeQuery("SELECT last_insert_rowid()")) {
            row.next();
            return row.getLong(1);
        }
    }

    @Override
    public synchronized List<Recorded> events() {
        List<Recorded> events = new ArrayList<>();
        try (Statement statement = file.createStatement();
                ResultSet rows = statement.executeQuery("SELECT number, at, kind, body FROM events ORDER BY number")) {
            while (rows.next()) {
                events.add(new Recorded(
                        rows.getLong(1),
                        Instant.parse(rows.getString(2)),
                        EventJson.event(rows.getString(3), Json.parse(rows.getString(4)))));
            }
        } catch (SQLException e) {
            throw new Troubles(path).of(e);
        } catch (MalformedJson | DateTimeParseException e) {
            throw new Troubles(path).damaged(String.valueOf(e.getMessage()), e);
        }
        return events;
    }

    @Override
    public synchronized void took(String subject, Duration length) {
        try (PreparedStatement insert =
                file.prepareStatement("INSERT INTO durations (subject, millis) VALUES (?, ?)")) {
            insert.setString(1, subject);
            insert.setLong(2, length.toMillis());
            insert.executeUpdate();
        } catch (SQLException e) {
            throw new Troubles(path).of(e);
        }
    }

    @Override
    public synchronized Optional<Duration> usual(String subject) {
        String sql = "SELECT millis FROM durations WHERE subject = ? ORDER BY number DESC LIMIT 5";
        List<Long> last = new ArrayList<>();
        try (PreparedStatement select = file.prepareStatement(sql)) {
            select.setString(1, subject);
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    last.add(rows.getLong(1));
                }
            }
        } catch (SQLException e) {
            throw new Troubles(path).of(e);
        }
        last.sort(null);
        return last.isEmpty() ? Optional.empty() : Optional.of(Duration.ofMillis(last.get(last.size() / 2)));
    }

    @Override
    public synchronized void close() {
        closeQuietly(file);
    }

    private static void closeQuietly(@Nullable Connection file) {
        if (file == null) {
            return;
        }
        try {
            file.close();
        } catch (SQLException e) {
            // every event is on the disk already; what a close could still lose is nothing
            return;
        }
    }
}
