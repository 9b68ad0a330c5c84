package dev.halab.terminal;

import java.time.Duration;
import java.util.Optional;

/// The terminal that halab runs in. All but [#next] may be called from any thread.
public interface Tty extends AutoCloseable {
    /// What a screen needs of its terminal. Raw mode and the alternate screen it always gets.
    ///
    /// @param mouse whether to be told of the mouse; without it the terminal selects text as it is used to
    record Modes(boolean mouse) {}

    /// How large it is now.
    Size size();

    /// Takes the terminal over: raw mode, alternate screen, marked pastes, focus reports, hidden cursor. Entering
    /// twice is entering once.
    void enter(Modes modes);

    /// Gives the terminal back exactly as it was found. Leaving twice is leaving once. Also done when the program
    /// ends by itself, by a signal or by an exception.
    void leave();

    /// Writes bytes in one piece. What cannot be written is dropped: the terminal is gone, and
    /// [Input.EndOfInput] says so.
    void write(byte[] bytes, int length);

    /// What comes next.
    ///
    /// @param limit how long to wait for it
    /// @return empty if nothing came
    Optional<Input> next(Duration limit);

    /// Leaves the terminal, stops the program as Ctrl-Z does elsewhere, and enters it again when the program goes
    /// on.
    void suspend();

    /// Leaves the terminal for good.
    @Override
    void close();
}
