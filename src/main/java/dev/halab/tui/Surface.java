package dev.halab.tui;

/// What brings frames to a terminal.
public interface Surface {
    /// Shows a frame: writes what differs from the last one.
    void show(Frame frame);

    /// The terminal's picture is not what was last shown: the next frame is written whole.
    void forget();
}
