package dev.halab.problem;

import java.util.Objects;

/// One problem in the three parts that every message of halab has.
///
/// @param what what failed, in the learner's words
/// @param why why, as observed: the value, the node, the file and line
/// @param next one command or one edit to do next
public record Problem(String what, String why, String next) {
    public Problem {
        Objects.requireNonNull(what, "what");
        Objects.requireNonNull(why, "why");
        Objects.requireNonNull(next, "next");
    }

    /// The three parts as three lines, the way commands print them.
    public String text() {
        return "%s%n  why   %s%n  next  %s".formatted(what, why.replace("\n", "\n        "), next);
    }
}
