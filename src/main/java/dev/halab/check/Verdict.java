package dev.halab.check;

import dev.halab.fact.Reading;
import java.util.List;

/// What a check concluded.
public sealed interface Verdict {
    /// The claim holds, by evidence read in this round.
    ///
    /// @param observed what was seen, one line
    record Pass(String observed) implements Verdict {}

    /// The claim does not hold.
    record Fail(Mismatch mismatch) implements Verdict {}

    /// The claim does not hold yet, but things move and there is time left.
    record Wait(Mismatch mismatch) implements Verdict {}

    /// Nothing can be said: the evidence could not be read. Never costs points.
    record Unknown(Reading.Reason reason, String detail) implements Verdict {}

    /// A check that this one needs does not pass, so this one was not judged.
    record Blocked(List<String> by) implements Verdict {
        public Blocked {
            by = List.copyOf(by);
        }
    }

    static Verdict pass(String observed) {
        return new Pass(observed);
    }

    /// The claim does not hold.
    ///
    /// @param cause code of the cause, one of those that the kind declares
    /// @param expected what should be there
    /// @param actual what is there
    /// @param where `node:/path:line`, a node, or an object of the API
    static Verdict fail(String cause, String expected, String actual, String where) {
        return new Fail(new Mismatch(cause, expected, actual, where));
    }

    /// The word in reports: pass, fail, wait, unknown, blocked.
    default String word() {
        return switch (this) {
            case Pass ignored -> "pass";
            case Fail ignored -> "fail";
            case Wait ignored -> "wait";
            case Unknown ignored -> "unknown";
            case Blocked ignored -> "blocked";
        };
    }
}
