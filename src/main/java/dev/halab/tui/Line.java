package dev.halab.tui;

import java.util.ArrayList;
import java.util.List;

/// A line of text whose parts have roles.
public record Line(List<Span> spans) {
    /// A part of a line.
    public record Span(Role role, String text) {}

    public static final Line EMPTY = new Line(List.of());

    public Line {
        spans = List.copyOf(spans);
    }

    public static Line of(Role role, String text) {
        return new Line(List.of(new Span(role, text)));
    }

    /// This line with another part at its end.
    public Line and(Role role, String text) {
        List<Span> more = new ArrayList<>(spans);
        more.add(new Span(role, text));
        return new Line(more);
    }

    /// This line, all of one role.
    public Line in(Role role) {
        return of(role, text());
    }

    public String text() {
        if (spans.size() == 1) {
            return spans.getFirst().text();
        }
        StringBuilder text = new StringBuilder();
        for (Span span : spans) {
            text.append(span.text());
        }
        return text.toString();
    }

    public int width() {
        int width = 0;
        for (Span span : spans) {
            width += Glyphs.width(span.text());
        }
        return width;
    }

    /// Wraps at words. Lines after the first begin with `indent` spaces; words longer than a line are cut.
    public List<Line> wrap(int width, int indent) {
        return new Wrapping(Math.max(4, width), Math.min(indent, Math.max(0, width - 4))).wrap(this);
    }
}
