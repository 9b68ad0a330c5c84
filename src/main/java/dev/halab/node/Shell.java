package dev.halab.node;

import java.util.OptionalInt;

/// A learner's shell on a node, with a terminal of its own. All methods may be called from any thread and do not wait
/// for the node, except that [#send] waits while the node takes nothing in.
public interface Shell extends AutoCloseable {
    /// How large the shell's terminal is.
    ///
    /// @param columns at least 1
    /// @param rows at least 1
    record Size(int columns, int rows) {}

    /// Is told what comes from a shell, by a thread of the shell's.
    interface Listener {
        /// Something was printed. While this runs no more is read, so that a node cannot print faster than its
        /// output is taken in.
        ///
        /// @param bytes to be read before this returns, and not later
        void received(byte[] bytes, int length);

        /// The shell has ended, once and after all that it printed.
        ///
        /// @param why in words: `it ended with status 0`, `the connection broke: …`
        void closed(String why);
    }

    /// Types bytes. Does nothing once the shell has ended.
    void send(byte[] bytes);

    /// Tells the shell that its terminal has another size.
    void resize(Size size);

    /// The exit status, once the shell has ended with one.
    OptionalInt status();

    /// Ends the shell and its connection.
    @Override
    void close();
}
