package dev.halab.tui.screen;

import dev.halab.lab.Lab;
import dev.halab.lab.Task;
import dev.halab.terminal.KeyName;
import dev.halab.tui.keys.Action;
import dev.halab.tui.keys.Chord;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/// What narrows the tasks of the course.
///
/// @param words the words that a task has to have; empty for all tasks
/// @param typing whether the words are being typed
public record Filter(String words, boolean typing) {
    static final Filter NONE = new Filter("", false);

    boolean narrows() {
        return !words.isBlank();
    }

    /// Whether each of the words stands in the names of the task or its lab.
    boolean lets(Lab lab, Task task) {
        String names = String.join("\n", task.id(), task.title(), lab.title()).toLowerCase(Locale.ROOT);
        return Arrays.stream(words.toLowerCase(Locale.ROOT).strip().split("\\s+", -1))
                .allMatch(names::contains);
    }

    /// What a key does while the words are being typed.
    static Step key(Model model, Chord chord) {
        Filter filter = model.filter();
        return switch (chord.name()) {
            case ESCAPE -> Step.of(model.filter(NONE));
            case ENTER -> Step.of(model.filter(new Filter(filter.words(), false)));
            case UP -> Moving.by(model, -1);
            case DOWN -> Moving.by(model, 1);
            case BACKSPACE ->
                Step.of(filter.words().isEmpty() ? model.filter(NONE) : type(model, shorter(filter.words())));
            default -> Step.of(type(model, filter.words() + chord.typed().orElse("")));
        };
    }

    /// What a click on the last line does while the words are being typed.
    static Step clicked(Model model, Action action) {
        KeyName name = switch (action) {
            case CHOOSE -> KeyName.ENTER;
            case UP -> KeyName.UP;
            case DOWN -> KeyName.DOWN;
            default -> KeyName.ESCAPE;
        };
        return key(model, Chord.of(name));
    }

    /// With other words; the mark goes to a task that they let through.
    static Model type(Model model, String words) {
        Model narrowed = model.filter(new Filter(words, true));
        List<Task> shown = Courses.shown(narrowed);
        return Courses.marked(narrowed).isPresent() || shown.isEmpty()
                ? narrowed
                : narrowed.chosen(Courses.tasks(narrowed).indexOf(shown.getFirst()));
    }

    private static String shorter(String text) {
        return text.substring(0, text.offsetByCodePoints(text.length(), -1));
    }
}
