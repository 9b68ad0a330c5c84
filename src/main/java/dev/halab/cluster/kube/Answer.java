package dev.halab.cluster.kube;

import dev.halab.fact.Reading;

/// What came of one request to one API server.
sealed interface Answer {
    /// The API server answered.
    ///
    /// @param status HTTP status
    /// @param date its `Date` header; empty if it has none
    record Told(int status, String body, String date) implements Answer {
        /// Whether another API server could know no better.
        boolean conclusive() {
            return status < 500 && status != 401 && status != 403 && status != 408 && status != 429;
        }
    }

    /// Nothing usable came.
    record Failed(Reading.Reason reason, String detail) implements Answer {}
}
