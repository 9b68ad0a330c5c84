package dev.halab.tui;

import java.util.ArrayList;
import java.util.List;

/// Wraps one line at its words.
final class Wrapping {
    private final int width;
    private final int indent;
    private final List<Line> lines = new ArrayList<>();
    private Line line = Line.EMPTY;
    private boolean empty = true;

    Wrapping(int width, int indent) {
        this.width = width;
        this.indent = indent;
    }

    List<Line> wrap(Line whole) {
        if (whole.width() <= width) {
            return List.of(whole);
        }
        for (Line.Span span : whole.spans()) {
            // words with the spaces before them
            for (String word : span.text().split("(?<=\\S)(?= )", -1)) {
                add(span.role(), word);
            }
        }
        if (!empty) {
            lines.add(line);
        }
        return lines;
    }

    private void add(Role role, String word) {
        String rest = word;
        while (!rest.isEmpty()) {
            if (line.width() + Glyphs.width(rest) <= width) {
                put(role, rest);
                return;
            }
            int room = width - line.width();
            String bare = rest.stripLeading();
            if (!empty && Glyphs.width(bare) <= width - indent) {
                next();
                rest = bare;
            } else if (room > 0) {
                // a word longer than a line
                int cut = rest.offsetByCodePoints(0, Math.min(room, rest.codePointCount(0, rest.length())));
                put(role, rest.substring(0, cut));
                next();
                rest = rest.substring(cut);
            } else {
                next();
                rest = bare;
            }
        }
    }

    private void put(Role role, String text) {
        line = line.and(role, text);
        empty = false;
    }

    private void next() {
        lines.add(line);
        line = indent == 0 ? Line.EMPTY : Line.of(Role.TEXT, " ".repeat(indent));
        empty = true;
    }
}
