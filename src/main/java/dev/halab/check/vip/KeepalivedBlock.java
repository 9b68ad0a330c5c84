package dev.halab.check.vip;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A statement of keepalived's configuration with its block, if it has one.
///
/// @param words its words, the name first
/// @param place file and line
record KeepalivedBlock(List<String> words, String place, List<KeepalivedBlock> block) {
    KeepalivedBlock {
        words = List.copyOf(words);
        // it grows while it is read
        block = new ArrayList<>(block);
    }

    String name() {
        return words.isEmpty() ? "" : words.getFirst();
    }

    /// A word behind the name; empty if there are fewer.
    String word(int index) {
        return index + 1 < words.size() ? words.get(index + 1) : "";
    }

    List<KeepalivedBlock> all(String wanted) {
        return block.stream().filter(b -> b.name().equals(wanted)).toList();
    }

    /// The last statement of that name: keepalived lets later ones win.
    Optional<KeepalivedBlock> last(String wanted) {
        return all(wanted).stream().reduce((earlier, later) -> later);
    }

    boolean has(String wanted) {
        return !all(wanted).isEmpty();
    }

    /// The value of the last statement of that name.
    Optional<String> value(String wanted) {
        return last(wanted).map(b -> b.word(0));
    }

    String text() {
        return String.join(" ", words);
    }
}
