package dev.halab.check.cluster;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A probe of the fact `failover` (see `Facts.failover`): a text `AT MS VIA WORD` of a fresh TLS connection with
/// `GET /readyz` and a limit of 1 s (3 s before anything is broken).
///
/// WORD is `ok` for status 200, `status-NUMBER` for another one, `STAGE-ERROR` where there was none, as the fact
/// `https` has them (`tls-timed-out`), `silent` if the node that asked heard nothing at all, and `unseen` if it could
/// not ask.
///
/// @param at when it began, in ms after the breaking began
/// @param ms how long it took
/// @param via the node it was made from
record Probe(long at, long ms, String via, String word) {
    private static final Pattern TOLD = Pattern.compile("(\\d{1,9}) (\\d{1,9}) ([a-z0-9-]{1,40}) ([a-z0-9-]{1,60})");

    private static final String SILENT = "silent";
    private static final String UNSEEN = "unseen";

    /// Empty if the text tells none.
    static Optional<Probe> of(String text) {
        Matcher told = TOLD.matcher(text);
        return told.matches()
                ? Optional.of(new Probe(
                        Long.parseLong(told.group(1)), Long.parseLong(told.group(2)), told.group(3), told.group(4)))
                : Optional.empty();
    }

    /// One that nobody made.
    static Probe missing(long at, long ms) {
        return new Probe(at, ms, "nobody", UNSEEN);
    }

    long end() {
        return at + ms;
    }

    boolean ok() {
        return word.equals("ok");
    }

    /// The node that asked heard nothing at all, which may be its own trouble.
    boolean silent() {
        return word.equals(SILENT);
    }

    /// The node that asked had trouble of its own.
    boolean unseen() {
        return word.equals(UNSEEN);
    }

    /// Something was heard, and it was not the answer.
    boolean failed() {
        return !ok() && !silent() && !unseen();
    }

    /// It was not seen to be answered as it should.
    boolean unanswered() {
        return !ok() && !unseen();
    }

    /// Somebody answered, rightly or not.
    boolean answered() {
        return ok() || word.startsWith("status-");
    }

    /// It ended because time was over.
    boolean late() {
        return silent() || word.endsWith("timed-out");
    }

    boolean overlaps(Probe other) {
        return at <= other.end() && other.at <= end();
    }

    /// In the words of a report.
    String said() {
        if (silent()) {
            return "no answer";
        }
        return word.startsWith("status-") ? word.replaceFirst("-", " ") : word.replaceFirst("-", ": ");
    }
}
