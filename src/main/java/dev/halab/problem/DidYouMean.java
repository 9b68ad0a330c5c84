package dev.halab.problem;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/// Finds the known word nearest to a mistyped one (edit distance of at most 3, and less than half the word).
public final class DidYouMean {
    private static final int LIMIT = 3;

    private DidYouMean() {}

    /// The nearest of `known` to `word`, if one is near enough.
    public static Optional<String> nearest(String word, Collection<String> known) {
        String lower = word.toLowerCase(Locale.ROOT);
        return known.stream()
                .filter(k ->
                        distance(lower, k.toLowerCase(Locale.ROOT)) <= Math.min(LIMIT, Math.max(1, k.length() / 2)))
                .min(Comparator.comparingInt((String k) -> distance(lower, k.toLowerCase(Locale.ROOT)))
                        .thenComparing(Comparator.naturalOrder()));
    }

    /// " (did you mean 'x'?)" or an empty string, to append to a message.
    public static String suffix(String word, Collection<String> known) {
        return nearest(word, known).map(" (did you mean '%s'?)"::formatted).orElse("");
    }

    private static int distance(String a, String b) {
        int[] previous = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            previous[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int[] row = new int[b.length() + 1];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int change = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
                row[j] = Math.min(Math.min(row[j - 1], previous[j]) + 1, previous[j - 1] + change);
            }
            previous = row;
        }
        return previous[b.length()];
    }
}
