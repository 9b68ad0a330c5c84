package dev.halab;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/// Durations as Markdown. Quantiles are the nearest rank.
final class Figures {
    private Figures() {}

    /// @param unit the one that the ratios are of
    static String table(List<Timed> all, Timed unit) {
        StringBuilder table =
                new StringBuilder("| what | p50 ms | p95 ms | least ms | n | not passed | ratio of p50 |\n|---|---|---|---|---|---|---|\n");
        for (Timed timed : all.stream().filter(t -> !t.took().isEmpty()).toList()) {
            table.append("| %s | %d | %d | %d | %d | %d | %.1f |\n"
                    .formatted(
                            timed.name(),
                            millis(timed.took(), 50),
                            millis(timed.took(), 95),
                            millis(timed.took(), 0),
                            timed.took().size(),
                            timed.wrong().size(),
                            (double) millis(timed.took(), 50) / millis(unit.took(), 50)));
        }
        return table.toString();
    }

    /// When each source had answered, in the warm rounds.
    static String bySource(Map<String, List<Duration>> sources) {
        return sources.entrySet().stream()
                .map(e -> "%s %d ms".formatted(e.getKey(), millis(e.getValue(), 50)))
                .sorted()
                .collect(Collectors.joining(", ", "In a warm round the sources had answered after (p50): ", "."));
    }

    /// The median.
    static String seconds(List<Duration> took) {
        return String.format(Locale.ROOT, "%.1f", millis(took, 50) / 1000.0);
    }

    /// -1 if it was never measured.
    private static long millis(List<Duration> took, int percent) {
        if (took.isEmpty()) {
            return -1;
        }
        List<Duration> sorted = took.stream().sorted().toList();
        int rank = Math.max(1, (int) Math.ceil(sorted.size() * percent / 100.0));
        return Math.round(sorted.get(rank - 1).toNanos() / 1e6);
    }
}
