package dev.halab.cluster.kube;

import dev.halab.fact.Reading;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/// What came of one request to one API server.
sealed interface Answer {
    /// The API server answered.
    ///
    /// @param status HTTP status
    /// @param date its `Date` header; empty if it has none
    record Told(int status, String body, String date) implements Answer {
        /// The server's own time; empty if it does not say.
        Optional<Instant> time() {
            try {
                return Optional.of(ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME)
                        .toInstant());
            } catch (DateTimeException e) {
                return Optional.empty();
            }
        }

        /// Whether another API server could know no better.
        boolean conclusive() {
            return status < 500 && status != 401 && status != 403 && status != 408 && status != 429;
        }
    }

    /// Nothing usable came.
    record Failed(Reading.Reason reason, String detail) implements Answer {}
}
