package dev.halab.check.vip;

import dev.halab.fact.Fact;
import dev.halab.fact.Reading;
import dev.halab.fact.Unobserved;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What `keepalived -t` said of a file. Its status is of little use: it is 5 for a password of nine characters and 0
/// for a
/// file that is not there.
///
/// @param lines what it said
record KeepalivedVerdict(int status, List<String> lines) {
    private static final int NOT_INSTALLED = 127;
    private static final int HIGHEST = 7;

    private static final Pattern LEFT_OUT = Pattern.compile("(?i).*(?:unknown keyword|unexpected '[{}]'|missing '[{}]'"
            + "|outside range|not valid|must be set|invalid ip|parsed invalid|missing [{}]).*");
    private static final Pattern DISABLED = Pattern.compile(
            "(?i).*(?:disabling track script|track script .* removing|unable to set default user for vrrp script"
                    + "|unsafe permissions found for script).*");
    private static final Pattern PLACE = Pattern.compile("\\((?:(/[^:]*): )?Line (\\d{1,6})\\) (.*)");

    KeepalivedVerdict {
        lines = List.copyOf(lines);
    }

    /// Reads what was said.
    ///
    /// @throws Unobserved if it did not come to an end
    static KeepalivedVerdict of(Fact fact, Reading.Seen seen) {
        if (seen.status() != NOT_INSTALLED && (seen.status() < 0 || seen.status() > HIGHEST)) {
            throw new Unobserved(
                    fact, Reading.Reason.NO_ANSWER, "keepalived -t ended with %d".formatted(seen.status()));
        }
        List<String> lines = (seen.text() + "\n" + seen.error())
                .lines()
                .map(String::strip)
                .filter(l -> !l.isEmpty())
                .distinct()
                .toList();
        return new KeepalivedVerdict(seen.status(), lines);
    }

    boolean notInstalled() {
        return status == NOT_INSTALLED;
    }

    /// What it says of a part that it leaves out.
    Optional<String> leftOut() {
        return lines.stream().filter(l -> LEFT_OUT.matcher(l).matches()).findFirst();
    }

    /// What it says of a script that it will not run.
    Optional<String> disabledScript() {
        return lines.stream()
                .filter(l -> DISABLED.matcher(l).matches())
                .findFirst()
                .map(KeepalivedVerdict::bare);
    }

    /// The sentence without its place.
    static String bare(String line) {
        Matcher place = PLACE.matcher(line);
        return place.matches() ? place.group(3) : line;
    }

    /// The place that a sentence names, in `file` if it names only a line.
    static String place(String line, String file) {
        Matcher place = PLACE.matcher(line);
        if (!place.matches()) {
            return file;
        }
        return (place.group(1) == null ? file : place.group(1)) + ":" + place.group(2);
    }
}
