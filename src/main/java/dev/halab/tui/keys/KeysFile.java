package dev.halab.tui.keys;

import dev.halab.problem.DidYouMean;
import dev.halab.yaml.MalformedYaml;
import dev.halab.yaml.Yaml;
import dev.halab.yaml.YamlNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Reads `keys.yaml`: `leader: C-b`, and for each action its key or a list of keys. What is wrong with a line is said,
/// and that line left out.
public final class KeysFile {
    /// What came of reading.
    ///
    /// @param keymap the keys that hold now
    /// @param problems what is wrong, each with its line
    public record Outcome(Keymap keymap, List<String> problems) {
        public Outcome {
            problems = List.copyOf(problems);
        }
    }

    private final List<String> problems = new ArrayList<>();
    private Keymap keymap;

    private KeysFile(Keymap standard) {
        this.keymap = standard;
    }

    /// Changes `standard` by what `text` says.
    public static Outcome read(String text, Keymap standard) {
        KeysFile file = new KeysFile(standard);
        if (!text.lines().allMatch(l -> l.isBlank() || l.strip().startsWith("#"))) {
            file.document(text);
        }
        return new Outcome(file.keymap, file.problems);
    }

    private void document(String text) {
        try {
            if (Yaml.document(text) instanceof YamlNode.Mapping mapping) {
                mapping.entries().forEach(this::entry);
            } else {
                problem(new YamlNode.Position(1, 1), "write `ACTION: KEY` lines");
            }
        } catch (MalformedYaml e) {
            problem(e.at(), e.why());
        }
    }

    private void entry(YamlNode.Entry entry) {
        String id = entry.key().text();
        if (id.equals("leader")) {
            leader(entry.value());
            return;
        }
        Optional<Action> action = Action.of(id);
        if (action.isEmpty()) {
            List<String> known = new ArrayList<>(Action.ids());
            known.add("leader");
            problem(entry.key().at(), "'%s' is no action%s".formatted(id, DidYouMean.suffix(id, known)));
            return;
        }
        List<Chord> chords = new ArrayList<>();
        for (YamlNode value : entry.value() instanceof YamlNode.Sequence s ? s.items() : List.of(entry.value())) {
            Optional<Chord> chord = chord(value);
            if (chord.isEmpty()) {
                return;
            }
            chords.add(chord.get());
        }
        adopt(keymap.with(action.get(), chords), entry.key().at());
    }

    private void leader(YamlNode value) {
        Optional<Chord> chord = chord(value);
        if (chord.isPresent() && chord.get().typed().isPresent()) {
            problem(value.at(), "the leader may not be a character that is typed; write for instance C-b");
        } else {
            chord.ifPresent(c -> adopt(keymap.withLeader(c), value.at()));
        }
    }

    private void adopt(Keymap changed, YamlNode.Position at) {
        List<Keymap.Duplicate> duplicates = changed.duplicates();
        if (duplicates.isEmpty()) {
            keymap = changed;
            return;
        }
        Keymap.Duplicate duplicate = duplicates.getFirst();
        problem(
                at,
                duplicate.first() == duplicate.second()
                        ? "%s is the leader and cannot be %s"
                                .formatted(
                                        duplicate.key().text(),
                                        duplicate.first().id())
                        : "%s would be both %s and %s"
                                .formatted(
                                        duplicate.key().text(),
                                        duplicate.first().id(),
                                        duplicate.second().id()));
    }

    private Optional<Chord> chord(YamlNode value) {
        if (!(value instanceof YamlNode.Scalar scalar)) {
            problem(value.at(), "a key is a text, not " + value.shape());
            return Optional.empty();
        }
        Optional<Chord> chord = Chord.parse(scalar.text());
        if (chord.isEmpty()) {
            problem(
                    value.at(),
                    "'%s' is no key%s".formatted(scalar.text(), DidYouMean.suffix(scalar.text(), Chord.words())));
        }
        return chord;
    }

    private void problem(YamlNode.Position at, String why) {
        problems.add("keys.yaml:%d:%d: %s".formatted(at.line(), at.column(), why));
    }
}
