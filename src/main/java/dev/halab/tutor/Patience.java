package dev.halab.tutor;

/// How long judging may go on.
public enum Patience {
    /// One round; what is not settled is reported as waiting.
    ONE_ROUND,
    /// Until everything is settled or its time is over.
    UNTIL_SETTLED
}
