package dev.halab;

import java.util.ResourceBundle;
import org.jspecify.annotations.Nullable;

/// What libraries and Java itself would log goes nowhere: nothing of theirs belongs on a learner's screen.
///
/// Whoever asks for a logger has Java look through all libraries until one provides it, which takes a sixth of a start;
/// this one is in the first, and found at once. Java makes it, by `META-INF/services`.
public final class NoLog extends System.LoggerFinder {
    @Override
    public System.Logger getLogger(String name, Module module) {
        return new Silent(name);
    }

    private record Silent(String name) implements System.Logger {
        @Override
        public String getName() {
            return name;
        }

        @Override
        public boolean isLoggable(Level level) {
            return false;
        }

        @Override
        public void log(
                Level level, @Nullable ResourceBundle bundle, @Nullable String message, @Nullable Throwable thrown) {
            // Nobody reads it.
        }

        @Override
        public void log(
                Level level, @Nullable ResourceBundle bundle, @Nullable String format, @Nullable Object... values) {
            // As above.
        }
    }
}
