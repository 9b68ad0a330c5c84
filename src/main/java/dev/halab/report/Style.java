package dev.halab.report;

/// How a piece of text is meant; what that looks like is the terminal's affair.
public enum Style {
    PLAIN(""),
    STRONG("1"),
    DIM("2"),
    /// Done, or right.
    GOOD("32"),
    /// Not there yet.
    BAD("31"),
    /// Moving, or not seen.
    UNSURE("33"),
    /// To be typed.
    ACCENT("36");

    private final String code;

    Style(String code) {
        this.code = code;
    }

    /// The parameter of the ANSI sequence SGR; empty for plain text.
    String code() {
        return code;
    }
}
