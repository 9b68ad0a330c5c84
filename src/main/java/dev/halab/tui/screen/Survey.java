package dev.halab.tui.screen;

import java.time.Instant;
import java.util.List;

/// How the nodes of the lab stood at one moment.
///
/// @param at when it was looked at
/// @param rows a line per node
/// @param endpoint what answers behind the endpoint, in words
public record Survey(Instant at, List<Row> rows, String endpoint) {
    public Survey {
        rows = List.copyOf(rows);
    }

    /// A node.
    ///
    /// @param node its name
    /// @param state how it stands
    /// @param words what was seen of it
    public record Row(String node, State state, String words) {}

    /// How a node stands.
    public enum State {
        /// It does what it is there for.
        OK("ok"),
        /// It is there, but not yet set up for what it is there for.
        BARE("--"),
        /// Something of it is broken.
        BAD("x"),
        /// It could not be seen.
        UNSEEN("?");

        private final String mark;

        State(String mark) {
            this.mark = mark;
        }

        String mark() {
            return mark;
        }
    }
}
