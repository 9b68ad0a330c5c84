package dev.halab.tui;

/// What a piece of a screen means. A theme says how it looks; its letter stands for it in golden frames.
public enum Role {
    /// Ordinary text.
    TEXT('.'),
    /// Less important: labels, borders of panes without the focus.
    DIM('d'),
    /// What can be chosen, names of nodes, links.
    ACCENT('a'),
    /// The border of the pane that has the keys.
    FOCUS('F'),
    /// Passed, ready.
    OK('o'),
    /// Failed.
    FAIL('x'),
    /// Converging, busy.
    WAIT('w'),
    /// Unknown, advice, a problem of the lab.
    WARN('!'),
    /// Old figures; what is blocked or locked.
    STALE('s'),
    /// The chosen line of a list.
    SELECTED('S'),
    /// Headings.
    TITLE('T'),
    /// A key in the footer and in help.
    KEYCAP('k'),
    /// Code in texts.
    CODE('c'),
    /// The first line of the screen.
    BAR('B');

    private final char letter;

    Role(char letter) {
        this.letter = letter;
    }

    public char letter() {
        return letter;
    }
}
