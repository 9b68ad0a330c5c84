package dev.halab.tui.screen;

import dev.halab.tui.Role;
import java.time.Instant;

/// The last thing that was announced, in words.
///
/// @param at when
public record Notice(Role role, String text, Instant at) {
    static final Notice NONE = new Notice(Role.TEXT, "", Instant.EPOCH);
}
