package dev.halab.check.cluster;

import dev.halab.json.Json;
import java.util.Optional;
import java.util.regex.Pattern;

/// A step of the fact `config-map` (see `Facts.write`).
///
/// @param status of the answer; 0 if none came
/// @param message of an answer that is an error
/// @param error what became of the connection; empty if an answer came
record WriteTrialStep(String name, int status, String message, String error, String detail) {
    private static final Pattern STATUS = Pattern.compile("[1-5][0-9]{2}");

    /// Empty if it tells neither an answer nor an error.
    static Optional<WriteTrialStep> read(Json json) {
        Optional<Integer> status =
                json.text("status").filter(s -> STATUS.matcher(s).matches()).map(Integer::valueOf);
        String error = json.text("error").orElse("");
        return status.isEmpty() == error.isEmpty()
                ? Optional.empty()
                : Optional.of(new WriteTrialStep(
                        json.text("do").orElse(""),
                        status.orElse(0),
                        json.text("message").orElse(""),
                        error,
                        json.text("detail").orElse(error)));
    }

    boolean ok() {
        return status / 100 == 2;
    }

    boolean absent() {
        return status == 404;
    }

    /// Whether no answer came in time.
    boolean silent() {
        return error.equals("timed-out");
    }

    /// The answer, or what became of the connection.
    String said() {
        if (status == 0) {
            return detail;
        }
        return message.isEmpty() ? "status " + status : "status %d: %s".formatted(status, message);
    }
}
