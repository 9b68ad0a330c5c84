package dev.halab.store.sqlite;

import dev.halab.problem.HalabException;
import dev.halab.problem.Problem;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Objects;
import org.sqlite.SQLiteException;

/// What went wrong with the file, in the learner's words.
///
/// @param path the file
record Troubles(Path path) {
    private static final String MENDING = "Make that folder writable, or set HALAB_HOME to another folder";

    HalabException of(SQLException e) {
        return switch (code(e)) {
            case "SQLITE_CORRUPT", "SQLITE_NOTADB", "SQLITE_MISMATCH" -> damaged(reason(e), e);
            case "SQLITE_FULL" ->
                HalabException.of(
                        new Problem(
                                "Your progress could not be kept",
                                "the disk of %s is full".formatted(path),
                                "Free some space there and run the same command again"),
                        e);
            case "SQLITE_READONLY", "SQLITE_CANTOPEN", "SQLITE_PERM", "SQLITE_AUTH" ->
                HalabException.of(
                        new Problem("Your progress could not be kept", "%s cannot be written".formatted(path), MENDING),
                        e);
            case "SQLITE_BUSY", "SQLITE_LOCKED" ->
                HalabException.of(
                        new Problem(
                                "Your progress could not be kept",
                                "another process held %s for too long".formatted(path),
                                "End the other halab, then run the same command again"),
                        e);
            default ->
                HalabException.of(
                        new Problem(
                                "The record of your progress could not be used",
                                "%s: %s".formatted(path, reason(e)),
                                "Check the disk that holds it, then run the same command again"),
                        e);
        };
    }

    HalabException damaged(String why, Throwable cause) {
        return HalabException.of(
                new Problem(
                        "The record of your progress is damaged",
                        "%s: %s; the file was left as it is".formatted(path, why),
                        "halab progress --set-aside"),
                cause);
    }

    HalabException unwritable(IOException e) {
        String folder = Objects.requireNonNullElse(path.toAbsolutePath().getParent(), path)
                .toString();
        return HalabException.of(
                new Problem(
                        "Your progress could not be kept",
                        "the folder %s cannot be written".formatted(folder),
                        MENDING),
                e);
    }

    /// The primary result code: SQLITE_IOERR_WRITE and the like begin with it.
    private static String code(SQLException e) {
        if (!(e instanceof SQLiteException sqlite)) {
            return "";
        }
        String name = sqlite.getResultCode().name();
        int second = name.indexOf('_', "SQLITE_".length());
        return second < 0 ? name : name.substring(0, second);
    }

    private static String reason(SQLException e) {
        return String.valueOf(e.getMessage()).lines().findFirst().orElse("no reason given");
    }
}
