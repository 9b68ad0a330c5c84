package dev.halab.lab.yaml;

import dev.halab.lab.Place;
import dev.halab.problem.DidYouMean;
import dev.halab.yaml.YamlNode;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The keys of one mapping, each taken by its name; what is missing or left over is a problem.
final class Keys {
    private final String owner;
    private final YamlNode.Position at;
    private final Complaints complaints;
    private final Map<String, YamlNode.Entry> left = new LinkedHashMap<>();
    private final Map<String, Place> places = new HashMap<>();

    private Keys(String owner, YamlNode.Mapping mapping, Complaints complaints) {
        this.owner = owner;
        this.at = mapping.at();
        this.complaints = complaints;
        for (YamlNode.Entry entry : mapping.entries()) {
            left.put(entry.key().text(), entry);
            places.put(entry.key().text(), complaints.place(entry.key().at()));
        }
    }

    /// The keys of `node`, or a complaint if it is no mapping.
    ///
    /// @param owner what the mapping is, for messages: `check 'config'`
    static Optional<Keys> of(String owner, YamlNode node, Complaints complaints) {
        if (node instanceof YamlNode.Mapping mapping) {
            return Optional.of(new Keys(owner, mapping, complaints));
        }
        complaints.add(
                node.at(),
                owner + " cannot be read",
                "it is %s, not a mapping".formatted(node.shape()),
                "write 'key: value'");
        return Optional.empty();
    }

    String owner() {
        return owner;
    }

    YamlNode.Position at() {
        return at;
    }

    Complaints complaints() {
        return complaints;
    }

    /// Where each key stands.
    Map<String, Place> places() {
        return places;
    }

    List<String> leftover() {
        return List.copyOf(left.keySet());
    }

    Optional<YamlNode> take(String key) {
        return takeEntry(key).map(YamlNode.Entry::value);
    }

    Optional<YamlNode.Entry> takeEntry(String key) {
        return Optional.ofNullable(left.remove(key));
    }

    /// Takes a key that has to be there.
    Optional<YamlNode> need(String key) {
        Optional<YamlNode> value = take(key);
        if (value.isEmpty()) {
            complaints.add(at, "%s has no '%s'".formatted(owner, key), "it is needed", "add '%s: …'".formatted(key));
        }
        return value;
    }

    /// Takes a text that has to be there; empty if it is not, or is no text.
    Optional<String> text(String key) {
        return need(key).flatMap(value -> textOf(key, value));
    }

    /// The text of a scalar, or a complaint.
    Optional<String> textOf(String key, YamlNode value) {
        if (!(value instanceof YamlNode.Scalar(String text, boolean quoted, var position))) {
            wrong(key, value, "it is %s, not a text".formatted(value.shape()), "write a text");
            return Optional.empty();
        }
        if (text.isBlank()) {
            complaints.add(position, "%s: '%s' is empty".formatted(owner, key), "a text is needed", "write one");
            return Optional.empty();
        }
        return Optional.of(text);
    }

    /// The elements of a list, or a complaint if it is none.
    List<YamlNode> list(String key) {
        return take(key).map(value -> listOf(key, value)).orElse(List.of());
    }

    List<YamlNode> listOf(String key, YamlNode value) {
        if (value instanceof YamlNode.Sequence(List<YamlNode> items, var ignored)) {
            return items;
        }
        wrong(key, value, "it is %s, not a list".formatted(value.shape()), "write '%s: […]'".formatted(key));
        return List.of();
    }

    void wrong(String key, YamlNode value, String why, String next) {
        complaints.add(value.at(), "%s: '%s' does not fit".formatted(owner, key), why, next);
    }

    /// Complains about every key that nobody took.
    void finish(List<String> known) {
        for (YamlNode.Entry entry : left.values()) {
            String key = entry.key().text();
            complaints.add(
                    entry.key().at(),
                    "%s: unknown key '%s'".formatted(owner, key),
                    "there is no such key" + DidYouMean.suffix(key, known),
                    "use one of: " + String.join(", ", known));
        }
        left.clear();
    }
}
