package dev.halab.check.balancer;

import java.time.Duration;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/// Lengths of time as nginx writes them: `10m`, `1h 30m`, `900ms`; a number alone is seconds.
final class NginxTimes {
    private static final Pattern WHOLE = Pattern.compile("(?:\\d{1,9}(?:ms|[smhdw])?\\s*)+");
    private static final Pattern PART = Pattern.compile("(\\d{1,9})(ms|[smhdw])?");

    private NginxTimes() {}

    static Optional<Duration> parse(String text) {
        if (!WHOLE.matcher(text).matches()) {
            return Optional.empty();
        }
        return PART.matcher(text).results().map(NginxTimes::part).reduce(Duration::plus);
    }

    private static Duration part(MatchResult part) {
        long number = Long.parseLong(part.group(1));
        return switch (part.group(2) == null ? "s" : part.group(2)) {
            case "ms" -> Duration.ofMillis(number);
            case "m" -> Duration.ofMinutes(number);
            case "h" -> Duration.ofHours(number);
            case "d" -> Duration.ofDays(number);
            case "w" -> Duration.ofDays(number * 7);
            default -> Duration.ofSeconds(number);
        };
    }
}
