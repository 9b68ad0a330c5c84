package dev.halab.tutor;

/// How long judging may go on, and what it may do.
public enum Patience {
    /// One round that nobody asked for: no write is tried.
    UNASKED,
    /// One round; what is not settled is reported as waiting.
    ONE_ROUND,
    /// Until everything is settled or its time is over.
    UNTIL_SETTLED
}
