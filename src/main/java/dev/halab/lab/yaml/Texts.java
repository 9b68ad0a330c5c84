package dev.halab.lab.yaml;

import dev.halab.lab.Place;
import java.util.Optional;
import java.util.regex.Pattern;

/// What a plain scalar or a character might be taken for by somebody else.
final class Texts {
    private static final Pattern YES_OR_NO = Pattern.compile("(?i)y|n|yes|no|on|off");
    private static final Pattern NOTHING = Pattern.compile("~|null|Null|NULL|");
    private static final Pattern OCTAL = Pattern.compile("[-+]?0[0-9o][0-9_]*");
    private static final Pattern SEXAGESIMAL = Pattern.compile("[-+]?[0-9][0-9_]*(:[0-5]?[0-9])+(\\.[0-9_]*)?");
    private static final Pattern DECIMAL =
            Pattern.compile("[-+]?([0-9][0-9_]*)?\\.[0-9_]*([eE][-+]?[0-9]+)?|\\+[0-9]+");
    private static final Pattern ODD_NUMBER = Pattern.compile(
            "[-+]?(0x[0-9a-fA-F_]+|0b[01_]+|[0-9]+_[0-9_]*|[0-9]+[eE][-+]?[0-9]+|\\.(inf|Inf|INF|nan|NaN|NAN))");
    private static final Pattern DATE = Pattern.compile("[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}.*");

    private Texts() {}

    /// What else a YAML reader may make of this unquoted text; empty if it is plainly a text or a plain whole
    /// number.
    static Optional<String> mistakenFor(String plain) {
        if (NOTHING.matcher(plain).matches()) {
            return Optional.of("nothing");
        }
        if (YES_OR_NO.matcher(plain).matches()) {
            return Optional.of("true or false");
        }
        if (OCTAL.matcher(plain).matches()) {
            return Optional.of("an octal number");
        }
        if (SEXAGESIMAL.matcher(plain).matches()) {
            return Optional.of("a number of base 60");
        }
        if (DECIMAL.matcher(plain).matches()) {
            return Optional.of("a decimal number, which loses its zeros");
        }
        if (ODD_NUMBER.matcher(plain).matches()) {
            return Optional.of("a number");
        }
        return DATE.matcher(plain).matches() ? Optional.of("a date") : Optional.empty();
    }

    /// Whether a terminal would act on this character or hide it: controls except tab and line feed, and the marks
    /// that
    /// turn the direction of writing.
    static boolean isHidden(int point) {
        return (Character.isISOControl(point) && point != '\n' && point != '\t')
                || (point >= 0x202A && point <= 0x202E)
                || (point >= 0x2066 && point <= 0x2069)
                || point == 0xFEFF;
    }

    /// The place of the character with index `at` in `text`.
    static Place place(String file, String text, int at) {
        String before = text.substring(0, at);
        int line = (int) before.chars().filter(c -> c == '\n').count() + 1;
        String sinceBreak = before.substring(before.lastIndexOf('\n') + 1);
        return new Place(file, line, sinceBreak.codePointCount(0, sinceBreak.length()) + 1);
    }
}
