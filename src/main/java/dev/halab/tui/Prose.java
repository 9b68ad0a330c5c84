package dev.halab.tui;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The Markdown of courses as lines: headings, paragraphs, lists, code, tables. What it does not know stays as it is
/// written.
public final class Prose {
    private static final Pattern ITEM = Pattern.compile("(\\s*)([-*]|\\d+\\.) +(.*)");
    private static final Pattern INLINE = Pattern.compile("`([^`]+)`|\\*\\*([^*]+)\\*\\*|\\[([^\\]]+)\\]\\(([^)]+)\\)");

    private final int width;
    private final int marked;
    private final List<Line> lines = new ArrayList<>();
    private final StringBuilder paragraph = new StringBuilder();
    private final List<String> table = new ArrayList<>();
    private String lead = "";
    private int block = -1;

    private Prose(int width, int marked) {
        this.width = Math.max(10, width);
        this.marked = marked;
    }

    /// `text` in lines of at most `width` cells, but for code, which is never wrapped.
    ///
    /// @param marked number of the block of code that is marked; -1 for none
    public static List<Line> lines(String text, int width, int marked) {
        Prose prose = new Prose(width, marked);
        boolean fenced = false;
        for (String line : text.strip().split("\n", -1)) {
            if (line.strip().startsWith("```")) {
                prose.end();
                fenced = !fenced;
                prose.block += fenced ? 1 : 0;
            } else if (fenced) {
                prose.code(line);
            } else {
                prose.line(line);
            }
        }
        prose.end();
        return prose.lines;
    }

    private void code(String line) {
        String bar = block == marked ? "▸ " : "│ ";
        Line whole = Line.of(block == marked ? Role.ACCENT : Role.DIM, bar).and(Role.CODE, line.stripTrailing());
        // nothing of a command may be hidden
        lines.addAll(whole.wrap(width, 4));
    }

    private void line(String line) {
        String text = line.strip();
        if (text.startsWith("|")) {
            endParagraph();
            table.add(text);
            return;
        }
        endTable();
        Matcher item = ITEM.matcher(line);
        if (text.isEmpty()) {
            endParagraph();
            gap();
        } else if (text.startsWith("#")) {
            endParagraph();
            lines.addAll(Line.of(Role.TITLE, text.replaceFirst("^#+\\s*", "")).wrap(width, 0));
        } else if (item.matches()) {
            endParagraph();
            String mark = item.group(2).matches("[-*]") ? "•" : item.group(2);
            lead = " ".repeat(Math.min(8, item.group(1).length())) + mark + " ";
            paragraph.append(item.group(3));
        } else {
            paragraph.append(paragraph.isEmpty() ? "" : " ").append(text);
        }
    }

    private void gap() {
        if (!lines.isEmpty() && !lines.getLast().text().isBlank()) {
            lines.add(Line.EMPTY);
        }
    }

    private void end() {
        endParagraph();
        endTable();
    }

    private void endParagraph() {
        if (!paragraph.isEmpty()) {
            Line whole = inline(lead.isEmpty() ? Line.EMPTY : Line.of(Role.DIM, lead), paragraph.toString());
            lines.addAll(whole.wrap(width, lead.length()));
        }
        paragraph.setLength(0);
        lead = "";
    }

    private static Line inline(Line begun, String text) {
        Line line = begun;
        Matcher matcher = INLINE.matcher(text);
        int at = 0;
        while (matcher.find()) {
            line = line.and(Role.TEXT, text.substring(at, matcher.start()));
            if (matcher.group(1) != null) {
                line = line.and(Role.CODE, matcher.group(1));
            } else if (matcher.group(2) != null) {
                line = line.and(Role.TITLE, matcher.group(2));
            } else {
                line = line.and(Role.ACCENT, matcher.group(3)).and(Role.DIM, " (" + matcher.group(4) + ")");
            }
            at = matcher.end();
        }
        return line.and(Role.TEXT, text.substring(at));
    }

    private void endTable() {
        List<List<String>> rows = table.stream()
                .filter(r -> !r.matches("[|:\\- ]+"))
                .map(r -> Arrays.stream(r.replaceAll("^\\||\\|$", "").split("\\|", -1))
                        .map(c -> c.strip().replace("`", ""))
                        .toList())
                .toList();
        table.clear();
        if (rows.isEmpty()) {
            return;
        }
        int columns = rows.stream().mapToInt(List::size).max().orElse(0);
        int[] widths = new int[columns];
        rows.forEach(r -> {
            for (int i = 0; i < r.size(); i++) {
                widths[i] = Math.max(widths[i], Glyphs.width(r.get(i)));
            }
        });
        int sum = Arrays.stream(widths).sum() + 2 * (columns - 1);
        for (int row = 0; row < rows.size(); row++) {
            if (sum <= width) {
                lines.add(Line.of(row == 0 ? Role.TITLE : Role.TEXT, joined(rows.get(row), widths)));
            } else {
                // too wide for columns: the cells one after the other
                lines.addAll(Line.of(row == 0 ? Role.TITLE : Role.TEXT, String.join(" · ", rows.get(row)))
                        .wrap(width, 2));
            }
        }
    }

    private static String joined(List<String> cells, int[] widths) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < cells.size(); i++) {
            line.append(cells.get(i))
                    .append(" ".repeat(widths[i] - Glyphs.width(cells.get(i))))
                    .append(i + 1 < cells.size() ? "  " : "");
        }
        return line.toString().stripTrailing();
    }
}
