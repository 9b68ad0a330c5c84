package dev.halab.tui.screen;

import dev.halab.terminal.Size;
import dev.halab.tui.Theme;
import dev.halab.tui.keys.Keymap;

/// What screens are shown on and by which keys they are used.
///
/// @param size of the terminal
/// @param theme how roles look
/// @param ascii only ASCII characters
/// @param calm nothing moves by itself but text that changes
/// @param keymap which keys do what
public record Display(Size size, Theme theme, boolean ascii, boolean calm, Keymap keymap) {
    Display sized(Size other) {
        return new Display(other, theme, ascii, calm, keymap);
    }
}
