package dev.halab.check.version;

import java.util.Comparator;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A version as far as it is compared: what follows its numbers (`-1+deb12u4`, `-dev5`, `+k3s1`) does not count.
///
/// @param patch 0 where none is told
record Version(int major, int minor, int patch) implements Comparable<Version> {
    private static final Pattern TEXT =
            Pattern.compile("v?([0-9]{1,4})\\.([0-9]{1,4})(?:\\.([0-9]{1,4}))?(?:[-+~].*)?");

    private static final Comparator<Version> ORDER = Comparator.comparingInt(Version::major)
            .thenComparingInt(Version::minor)
            .thenComparingInt(Version::patch);

    /// Reads `2.6.12-1+deb12u4`, `v1.35.8`, `3.4-dev5`; empty for anything else.
    static Optional<Version> of(String text) {
        Matcher matcher = TEXT.matcher(text);
        return matcher.matches()
                ? Optional.of(new Version(number(matcher, 1), number(matcher, 2), number(matcher, 3)))
                : Optional.empty();
    }

    private static int number(Matcher matcher, int group) {
        String digits = matcher.group(group);
        return digits == null ? 0 : Integer.parseInt(digits);
    }

    /// The two numbers by which people name it: `3.4`.
    String series() {
        return "%d.%d".formatted(major, minor);
    }

    @Override
    public int compareTo(Version other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return patch == 0 ? series() : "%s.%d".formatted(series(), patch);
    }
}
