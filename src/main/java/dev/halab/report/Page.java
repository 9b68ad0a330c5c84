package dev.halab.report;

import java.util.ArrayList;
import java.util.List;

/// Lines of styled text. What comes from nodes passes through here, so control characters are made visible here.
///
/// @param lines its lines, already wrapped
public record Page(List<List<Span>> lines) {
    public Page {
        lines = lines.stream().map(List::copyOf).toList();
    }

    /// A piece of text of one style.
    public record Span(Style style, String text) {
        public Span {
            text = withoutControls(text);
        }
    }

    /// The text for a terminal, one line each, every line ended.
    public String render(Look look) {
        StringBuilder text = new StringBuilder();
        for (List<Span> line : lines) {
            StringBuilder row = new StringBuilder();
            line.forEach(span -> row.append(look.render(span)));
            text.append(row.toString().stripTrailing()).append('\n');
        }
        return text.toString();
    }

    /// A node's text could move the cursor or recolour the screen.
    private static String withoutControls(String text) {
        if (text.chars().noneMatch(Character::isISOControl)) {
            return text;
        }
        StringBuilder clean = new StringBuilder(text.length());
        text.chars().forEach(c -> clean.append(c == '\t' ? ' ' : Character.isISOControl(c) ? '?' : (char) c));
        return clean.toString();
    }

    /// Collects lines for a width.
    public static final class Builder {
        private final int width;
        private final List<List<Span>> lines = new ArrayList<>();

        public Builder(Look look) {
            this.width = look.width();
        }

        /// An empty line.
        public Builder gap() {
            lines.add(List.of());
            return this;
        }

        /// One line that is not wrapped.
        public Builder line(Span... spans) {
            lines.add(List.of(spans));
            return this;
        }

        /// One unwrapped line of one style.
        public Builder line(Style style, String text) {
            return line(new Span(style, text));
        }

        /// A text after a lead, wrapped; further lines stand under the text's beginning.
        public Builder lead(Span lead, Style style, String text) {
            int indent = lead.text().length();
            List<String> rows = new ArrayList<>();
            text.lines().forEach(l -> rows.addAll(Words.wrap(l, width - indent)));
            for (int i = 0; i < Math.max(1, rows.size()); i++) {
                Span before = i == 0 ? lead : new Span(Style.PLAIN, " ".repeat(indent));
                lines.add(List.of(before, new Span(style, rows.isEmpty() ? "" : rows.get(i))));
            }
            return this;
        }

        /// A text, wrapped.
        public Builder text(Style style, String text) {
            return lead(new Span(Style.PLAIN, ""), style, text);
        }

        /// All lines of another page.
        public Builder page(Page page) {
            lines.addAll(page.lines());
            return this;
        }

        public Page build() {
            return new Page(lines);
        }
    }
}
