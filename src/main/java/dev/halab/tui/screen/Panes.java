package dev.halab.tui.screen;

import dev.halab.terminal.VtView;
import java.util.Optional;

/// What the shells show: the one thing that a picture is made of and that is not in the model.
public interface Panes {
    /// The shell of a node; empty if it was never opened.
    ///
    /// @param scrolledBack how many lines to look back
    Optional<VtView> view(String node, int scrolledBack);
}
