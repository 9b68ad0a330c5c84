package dev.halab.fact;

import java.time.Instant;

/// What came of reading a fact.
public sealed interface Reading {
    /// The fact was read.
    ///
    /// @param status exit status of what read it; 0 unless the fact's own description says otherwise
    /// @param text what was read, secrets already reduced
    /// @param error what was said on the error stream, at most 2 KiB
    /// @param at when, by the host's clock
    record Seen(int status, String text, String error, Instant at) implements Reading {}

    /// The fact could not be read; this says nothing about the learner's work.
    record Unseen(Reason reason, String detail) implements Reading {}

    /// Why something could not be read.
    enum Reason {
        /// No connection to the node or the API.
        UNREACHABLE("unreachable"),
        /// The login, sudo or the API refused.
        DENIED("denied"),
        /// It was read, but it is not what the program prints: truncated, garbage, too large.
        UNREADABLE("unreadable"),
        /// Nothing came within the deadline.
        NO_ANSWER("no-answer"),
        /// Nobody tried, for instance because a recording does not hold it.
        NOT_READ("not-read"),
        /// It was read, and it is of a version that halab does not know.
        NOT_KNOWN("not-known");

        private final String word;

        Reason(String word) {
            this.word = word;
        }

        /// The word in reports.
        public String word() {
            return word;
        }
    }
}
