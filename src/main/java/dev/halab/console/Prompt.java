package dev.halab.console;

import java.util.Optional;

/// Asks for a line.
public interface Prompt {
    /// The next line that the person types.
    ///
    /// @return empty at the end of input
    Optional<String> line(String prompt);
}
