package dev.halab.tui.keys;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Which keys do what.
public final class Keymap {
    /// A key that would do two things in one context.
    public record Duplicate(Context context, Chord key, Action first, Action second) {}

    private static final Chord LEADER = Chord.parse("C-g").orElseThrow();

    private final Chord leader;
    private final Map<Action, List<Chord>> keys;

    private Keymap(Chord leader, Map<Action, List<Chord>> keys) {
        this.leader = leader;
        this.keys = new EnumMap<>(keys);
    }

    /// The keys that halab comes with.
    public static Keymap standard() {
        Map<Action, List<Chord>> keys = new EnumMap<>(Action.class);
        for (Action action : Action.values()) {
            keys.put(
                    action,
                    action.keys().stream()
                            .map(k -> Chord.parse(k).orElseThrow())
                            .toList());
        }
        return new Keymap(LEADER, keys);
    }

    /// The same with other keys for an action.
    Keymap with(Action action, List<Chord> others) {
        Map<Action, List<Chord>> changed = new EnumMap<>(keys);
        changed.put(action, List.copyOf(others));
        return new Keymap(leader, changed);
    }

    Keymap withLeader(Chord other) {
        return new Keymap(other, keys);
    }

    /// The key that a shell does not get.
    public Chord leader() {
        return leader;
    }

    public List<Chord> keys(Action action) {
        return keys.getOrDefault(action, List.of());
    }

    /// The first key of an action as footers show it; empty if it has none.
    public String key(Action action) {
        return keys(action).stream().findFirst().map(Chord::text).orElse("");
    }

    /// What a key does in a context.
    public Optional<Action> action(Context context, Chord chord) {
        return find(context, chord).or(() -> find(Context.ANYWHERE, chord));
    }

    private Optional<Action> find(Context context, Chord chord) {
        return keys.entrySet().stream()
                .filter(e -> e.getKey().context() == context && e.getValue().contains(chord))
                .map(Map.Entry::getKey)
                .findFirst();
    }

    /// Keys that stand for two actions of one context, and the leader if it stands for any.
    public List<Duplicate> duplicates() {
        List<Duplicate> duplicates = new ArrayList<>();
        Map<Context, Map<Chord, Action>> taken = new HashMap<>();
        keys.forEach((action, chords) -> chords.forEach(chord -> {
            Action first = taken.computeIfAbsent(action.context(), c -> new HashMap<>())
                    .putIfAbsent(chord, action);
            if (first != null) {
                duplicates.add(new Duplicate(action.context(), chord, first, action));
            } else if (chord.equals(leader)) {
                duplicates.add(new Duplicate(action.context(), chord, action, action));
            }
        }));
        return duplicates;
    }
}
