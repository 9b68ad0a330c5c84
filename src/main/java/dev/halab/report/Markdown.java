package dev.halab.report;

import dev.halab.report.Page.Span;

/// The Markdown of task texts as lines: headings, paragraphs, lists, code. What it does not know stays as it is
/// written.
final class Markdown {
    private final Page.Builder page;
    private final StringBuilder paragraph = new StringBuilder();
    private String lead = "";

    private Markdown(Page.Builder page) {
        this.page = page;
    }

    static void append(Page.Builder page, String text) {
        Markdown markdown = new Markdown(page);
        boolean fenced = false;
        for (String line : text.strip().split("\n", -1)) {
            if (line.strip().startsWith("```")) {
                markdown.end();
                fenced = !fenced;
            } else if (fenced) {
                page.line(Style.ACCENT, "    " + line.stripTrailing());
            } else {
                markdown.line(line);
            }
        }
        markdown.end();
    }

    private void line(String line) {
        String text = line.strip();
        if (text.isEmpty()) {
            end();
            page.gap();
        } else if (text.startsWith("#")) {
            end();
            page.text(Style.STRONG, text.replaceFirst("^#+\\s*", ""));
        } else if (text.startsWith("|")) {
            end();
            page.line(Style.PLAIN, text);
        } else if (text.matches("([-*]|\\d+\\.) .*")) {
            end();
            int space = text.indexOf(' ');
            lead = text.matches("\\d.*") ? "  " + text.substring(0, space + 1) : "  · ";
            paragraph.append(text.substring(space + 1));
        } else {
            paragraph.append(paragraph.isEmpty() ? "" : " ").append(text);
        }
    }

    /// A paragraph of the source may be broken anywhere: it is wrapped anew.
    private void end() {
        if (!paragraph.isEmpty()) {
            page.lead(new Span(Style.PLAIN, lead), Style.PLAIN, paragraph.toString());
        }
        paragraph.setLength(0);
        lead = "";
    }
}
