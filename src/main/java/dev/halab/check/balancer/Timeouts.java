package dev.halab.check.balancer;

import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Lengths of time as HAProxy writes them: a number and `us`, `ms` (if nothing follows), `s`, `m`, `h` or `d`.
final class Timeouts {
    private static final Pattern LENGTH = Pattern.compile("(\\d{1,12})(us|ms|s|m|h|d)?");

    private Timeouts() {}

    /// A timeout of a section; empty if it has none or none that can be read. Zero means that it never ends.
    static Optional<Duration> of(Proxy proxy, String name) {
        return proxy.setting("timeout", name).flatMap(s -> parse(s.line().word(2)));
    }

    static Optional<Duration> parse(String text) {
        Matcher matcher = LENGTH.matcher(text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        long number = Long.parseLong(matcher.group(1));
        String unit = matcher.group(2) == null ? "ms" : matcher.group(2);
        return Optional.of(
                switch (unit) {
                    case "us" -> Duration.ofNanos(number * 1000);
                    case "s" -> Duration.ofSeconds(number);
                    case "m" -> Duration.ofMinutes(number);
                    case "h" -> Duration.ofHours(number);
                    case "d" -> Duration.ofDays(number);
                    default -> Duration.ofMillis(number);
                });
    }

    /// `35 s`, or `500 ms`.
    static String text(Duration length) {
        return length.toMillis() % 1000 == 0 ? length.toSeconds() + " s" : length.toMillis() + " ms";
    }
}
