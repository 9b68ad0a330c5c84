package dev.halab.terminal;

import java.util.Optional;

/// A terminal inside the terminal: fed with what a program prints, it knows what that looks like. Nothing that it is
/// fed with can do anything else. Safe for use by several threads.
public interface VtScreen {
    /// Where a text was found.
    ///
    /// @param age which line, counted as [VtView] does
    /// @param column where it begins, counted from 0
    /// @param columns how many cells it takes
    record Match(int age, int column, int columns) {}

    /// Which way to search.
    enum Search {
        OLDER,
        NEWER
    }

    /// Takes in what the program printed: any bytes, in pieces that may end anywhere.
    void feed(byte[] bytes, int from, int length);

    /// What the terminal has to answer to the program since this was last asked: send it back to it.
    byte[] answers();

    /// Gives it another size. What is left of the screen stays.
    void resize(Size size);

    /// What it shows.
    ///
    /// @param scrolledBack how many lines to look back, 0 for the live screen
    VtView view(int scrolledBack);

    /// What the program asked for.
    VtModes modes();

    /// Looks for a text in the screen and in what scrolled out of it, without regard to upper and lower case unless
    /// the text has an upper-case letter.
    ///
    /// @param age the first line to look at
    Optional<Match> find(String text, int age, Search direction);

    /// Grows with everything that changes the picture or the modes.
    long version();
}
