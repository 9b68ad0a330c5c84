package dev.halab.terminal;

import dev.halab.terminal.VtScreen.Match;
import dev.halab.terminal.VtScreen.Search;
import java.util.Locale;
import java.util.Optional;
import java.util.function.IntFunction;

/// Looks for a text line by line.
final class LineSearch {
    private final String text;
    private final boolean exact;
    private final IntFunction<Optional<Scrollback.Line>> lines;

    /// @param lines a line by its age; empty beyond the oldest and the newest
    LineSearch(String text, IntFunction<Optional<Scrollback.Line>> lines) {
        this.exact = !text.equals(text.toLowerCase(Locale.ROOT));
        this.text = text;
        this.lines = lines;
    }

    Optional<Match> from(int age, Search direction) {
        int step = direction == Search.OLDER ? 1 : -1;
        int at = Math.max(0, age);
        for (Optional<Scrollback.Line> line = lines.apply(at); !text.isEmpty() && line.isPresent(); ) {
            Optional<Match> match = in(line.get(), at);
            if (match.isPresent()) {
                return match;
            }
            at += step;
            line = lines.apply(at);
        }
        return Optional.empty();
    }

    /// The first match of a line.
    private Optional<Match> in(Scrollback.Line line, int age) {
        var plain = new StringBuilder();
        int[] columns = new int[2 * line.codePoints().length + 1];
        for (int column = 0; column < line.codePoints().length; column++) {
            int codePoint = line.codePoints()[column];
            if (codePoint != 0) {
                columns[plain.length()] = column;
                plain.appendCodePoint(exact ? codePoint : Character.toLowerCase(codePoint));
            }
        }
        int at = plain.indexOf(text);
        if (at < 0) {
            return Optional.empty();
        }
        columns[plain.length()] = line.codePoints().length;
        int end = at + text.length();
        int from = columns[at];
        int to = end == plain.length() ? line.codePoints().length : columns[end];
        return Optional.of(new Match(age, from, to - from));
    }
}
