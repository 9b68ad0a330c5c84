package dev.halab.store.sqlite;

import dev.halab.problem.HalabException;
import dev.halab.problem.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/// The shape of the file: the steps that lead from an empty file to today's, one per version.
///
/// @param steps SQL texts; step `n` leads from version `n` to `n + 1`
record Schema(List<List<String>> steps) {
    /// Marks the file as halab's: "hlab" in ASCII.
    static final int APPLICATION = 0x686c6162;

    static final Schema TODAY =
            new Schema(List.of(List.of("""
            CREATE TABLE events (
              number INTEGER PRIMARY KEY AUTOINCREMENT,
              at TEXT NOT NULL,
              kind TEXT NOT NULL,
              body TEXT NOT NULL) STRICT""", """
            CREATE TABLE durations (
              number INTEGER PRIMARY KEY AUTOINCREMENT,
              subject TEXT NOT NULL,
              millis INTEGER NOT NULL) STRICT""", "CREATE INDEX durations_by_subject ON durations (subject, number)")));

    Schema {
        steps = List.copyOf(steps);
    }

    int version() {
        return steps.size();
    }

    /// Whether nothing has to be done to the file.
    boolean fits(Connection file) throws SQLException {
        return number(file, "PRAGMA user_version") == version();
    }

    /// Brings the file to this version; a file with content is copied to `FILE.backup-vN` before.
    void migrate(Connection file, Path path) throws SQLException, IOException {
        int from = number(file, "PRAGMA user_version");
        refuseForeign(file, path, from);
        if (from > version()) {
            throw HalabException.of(new Problem(
                    "The record of your progress was written by a newer halab",
                    "%s has version %d, and this halab knows versions up to %d".formatted(path, from, version()),
                    "Run the newer halab again, or set HALAB_HOME to another folder"));
        }
        if (from > 0 && from < version()) {
            backUp(file, path, from);
        }
        execute(file, "PRAGMA journal_mode = WAL");
        execute(file, "BEGIN IMMEDIATE");
        for (int version = number(file, "PRAGMA user_version"); version < version(); version++) {
            for (String sql : steps.get(version)) {
                execute(file, sql);
            }
        }
        execute(file, "PRAGMA application_id = " + APPLICATION);
        execute(file, "PRAGMA user_version = " + version());
        execute(file, "COMMIT");
    }

    private static void backUp(Connection file, Path path, int version) throws SQLException, IOException {
        Path backup = path.resolveSibling("%s.backup-v%d".formatted(path.getFileName(), version));
        // one that an interrupted migration left is of the same version: the file itself is still unchanged
        Files.deleteIfExists(backup);
        execute(file, "VACUUM INTO '%s'".formatted(backup.toString().replace("'", "''")));
    }

    private static void refuseForeign(Connection file, Path path, int version) throws SQLException {
        int application = number(file, "PRAGMA application_id");
        boolean empty = number(file, "SELECT count(*) FROM sqlite_schema") == 0;
        if (application != APPLICATION && !(version == 0 && empty)) {
            throw HalabException.of(new Problem(
                    "The record of your progress cannot be opened",
                    "%s is a database of another program".formatted(path),
                    "Move that file away, or set HALAB_HOME to another folder"));
        }
    }

    private static int number(Connection file, String sql) throws SQLException {
        try (Statement statement = file.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            return row.next() ? row.getInt(1) : 0;
        }
    }

    private static void execute(Connection file, String sql) throws SQLException {
        try (Statement statement = file.createStatement()) {
            statement.execute(sql);
        }
    }
}
