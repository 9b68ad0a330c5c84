package dev.halab.lab.yaml;

import dev.halab.yaml.YamlNode;
import java.util.Optional;

/// Whole numbers among the keys of one mapping.
record Wholes(Keys keys) {
    /// The number, or a complaint if it is none or out of bounds.
    Optional<Long> read(String key, YamlNode value, long least, long most) {
        Optional<Long> number = value instanceof YamlNode.Scalar(String text, boolean quoted, var ignored)
                        && !quoted
                        && text.matches("0|[1-9][0-9]{0,8}")
                ? Optional.of(Long.parseLong(text)).filter(n -> n >= least && n <= most)
                : Optional.empty();
        if (number.isEmpty()) {
            keys.wrong(key, value, "it is no whole number from %d to %d".formatted(least, most), "write one");
        }
        return number;
    }
}
