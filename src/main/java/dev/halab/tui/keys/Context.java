package dev.halab.tui.keys;

/// Where keys mean something. A key means one thing in a context; those of [#ANYWHERE] hold in every other one too.
public enum Context {
    ANYWHERE("anywhere"),
    HOME("home"),
    MACHINES("machines"),
    LAB("lab"),
    /// Looking back in a shell.
    SCROLL("scroll");

    private final String word;

    Context(String word) {
        this.word = word;
    }

    public String word() {
        return word;
    }
}
