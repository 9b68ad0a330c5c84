package dev.halab.report;

/// What the terminal can show.
///
/// @param width columns; at least 40 are used
/// @param colours whether styles may be shown as colours
/// @param letters which characters it has
public record Look(int width, Colours colours, Letters letters) {
    /// Whether styles may be shown as colours.
    public enum Colours {
        NONE,
        ANSI
    }

    /// Which characters there are.
    public enum Letters {
        ASCII,
        UNICODE
    }

    public Look {
        width = Math.max(40, width);
    }

    /// 80 columns, no colours, Unicode: what a pipe gets.
    public static Look plain() {
        return new Look(80, Colours.NONE, Letters.UNICODE);
    }

    /// One piece of text as it is written to the terminal.
    String render(Page.Span span) {
        String text = letters == Letters.ASCII ? ascii(span.text()) : span.text();
        return colours == Colours.NONE || span.style() == Style.PLAIN || text.isEmpty()
                ? text
                : "\u001b[" + span.style().code() + "m" + text + "\u001b[0m";
    }

    private static String ascii(String text) {
        StringBuilder ascii = new StringBuilder(text.length());
        text.codePoints().forEach(c -> ascii.append(c < 0x80 ? (char) c : substitute(c)));
        return ascii.toString();
    }

    private static char substitute(int character) {
        return switch (character) {
            case '✓' -> '+';
            case '✗' -> 'x';
            case '·', '•' -> '-';
            case '…' -> '~';
            case '–', '—', '─' -> '-';
            case '→', '▸' -> '>';
            case '‘', '’' -> '\'';
            case '“', '”' -> '"';
            default -> '?';
        };
    }
}
