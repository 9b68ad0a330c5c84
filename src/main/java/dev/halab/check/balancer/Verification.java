package dev.halab.check.balancer;

import dev.halab.fact.Reading;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What `haproxy -c` said of a file.
///
/// @param status its exit status
/// @param alerts what makes the file unusable
/// @param warnings what HAProxy accepts but does not like
record Verification(int status, List<Said> alerts, List<Said> warnings) {
    /// What the shell exits with if there is no such program.
    static final int NOT_INSTALLED = 127;

    /// What haproxy exits with if it refuses a file; anything above is not its own.
    private static final int REFUSED = 1;

    private static final Pattern LINE =
            Pattern.compile("\\[(ALERT|WARNING)]\\s*(?:\\([0-9]+\\)\\s*:\\s*|[0-9]+/[0-9]+ \\([0-9]+\\) : )(.*)");
    private static final Pattern PLACE = Pattern.compile("\\[?[^\\[\\] ]*:(\\d{1,6})\\]?");

    Verification {
        alerts = List.copyOf(alerts);
        warnings = List.copyOf(warnings);
    }

    /// Whether HAProxy did not come to an end of its own, for instance because it waited for the name service.
    boolean cutShort() {
        return status < 0 || (status > REFUSED && status != NOT_INSTALLED);
    }

    /// A sentence of HAProxy.
    ///
    /// @param line the line it is about; 0 if it names none
    record Said(String text, int line) {}

    static Verification of(Reading.Seen seen) {
        String text = seen.text() + "\n" + seen.error();
        return new Verification(seen.status(), said(text, "ALERT"), said(text, "WARNING"));
    }

    private static List<Said> said(String text, String level) {
        return text.lines()
                .map(LINE::matcher)
                .filter(Matcher::matches)
                .filter(m -> m.group(1).equals(level))
                .map(m -> said(m.group(2)))
                .toList();
    }

    private static Said said(String sentence) {
        String bare = sentence.replaceFirst("^config\\s*:\\s*", "").strip();
        Matcher place = PLACE.matcher(bare);
        return new Said(bare, place.find() ? Integer.parseInt(place.group(1)) : 0);
    }
}
