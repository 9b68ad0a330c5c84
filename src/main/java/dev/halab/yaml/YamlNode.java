package dev.halab.yaml;

import java.util.List;

/// A YAML value that knows where it stands. Scalars keep their text: nothing is guessed (`1.30` stays `1.30`).
public sealed interface YamlNode {
    /// Where the value begins.
    Position at();

    /// What a person calls this value: "a text", "a list", "a mapping".
    String shape();

    /// A line and a column, both from 1.
    record Position(int line, int column) {}

    /// A scalar; `quoted` tells whether quotes or a block style marked it as text.
    record Scalar(String text, boolean quoted, Position at) implements YamlNode {
        @Override
        public String shape() {
            return "a text";
        }
    }

    /// A list.
    record Sequence(List<YamlNode> items, Position at) implements YamlNode {
        public Sequence {
            items = List.copyOf(items);
        }

        @Override
        public String shape() {
            return "a list";
        }
    }

    /// A mapping; entries keep their order.
    record Mapping(List<Entry> entries, Position at) implements YamlNode {
        public Mapping {
            entries = List.copyOf(entries);
        }

        @Override
        public String shape() {
            return "a mapping";
        }
    }

    /// One key and its value.
    record Entry(Scalar key, YamlNode value) {}
}
