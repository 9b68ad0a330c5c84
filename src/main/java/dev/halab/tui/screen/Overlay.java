package dev.halab.tui.screen;

import dev.halab.tui.Line;
import dev.halab.tui.keys.Context;
import java.util.List;

/// Something that lies over the screen and has the keys.
public sealed interface Overlay {
    /// The keys of a screen.
    record Help(Context context, int selected) implements Overlay {}

    /// Everything that can be done, searched.
    record Palette(String query, int selected) implements Overlay {}

    /// A question whose yes has an effect.
    record Confirm(String title, String question, Effect yes) implements Overlay {}

    /// A text to be typed.
    record Ask(Purpose purpose, String title, String text) implements Overlay {}

    /// A text to be read.
    record Told(String title, List<Line> lines, int scroll) implements Overlay {
        public Told {
            lines = List.copyOf(lines);
        }
    }

    /// The first steps.
    record Tour(int page) implements Overlay {}

    /// What is asked for.
    sealed interface Purpose {
        /// The answer to the question of a check.
        record Answer(String check) implements Purpose {}

        /// What to search for in the shell of a node.
        record Search(String node) implements Purpose {}
    }
}
