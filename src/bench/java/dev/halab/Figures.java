package dev.halab;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// Durations as Markdown. Quantiles are the nearest rank.
final class Figures {
    private Figures() {}

    static String table(List<Contender> contenders) {
        StringBuilder table = new StringBuilder("| what | p50 ms | p95 ms | least ms | n |\n|---|---|---|---|---|\n");
        for (Contender contender : contenders) {
            List<Duration> sorted = contender.took().stream().sorted().toList();
            table.append("| %s | %s | %s | %s | %d |\n"
                    .formatted(
                            contender.name(),
                            millis(sorted, 50),
                            millis(sorted, 95),
                            millis(sorted, 0),
                            sorted.size()));
        }
        return table.toString();
    }

    /// When each source had answered, in the warm rounds.
    static String bySource(Map<String, List<Duration>> sources) {
        return sources.entrySet().stream()
                .map(e -> "%s %s ms".formatted(e.getKey(), millis(e.getValue().stream().sorted().toList(), 50)))
                .sorted()
                .collect(Collectors.joining(", ", "In a warm round the sources had answered after (p50): ", "."));
    }

    private static String millis(List<Duration> sorted, int percent) {
        int rank = Math.max(1, (int) Math.ceil(sorted.size() * percent / 100.0));
        return Long.toString(Math.round(sorted.get(rank - 1).toNanos() / 1e6));
    }
}
