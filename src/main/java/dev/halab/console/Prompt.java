package dev.halab.console;

import java.util.List;
import java.util.Optional;

/// Asks for a line.
public interface Prompt {
    /// The next line that the person types.
    ///
    /// @param words what may be typed here, for completion
    /// @return empty at the end of input
    Optional<String> line(String prompt, List<String> words);
}
