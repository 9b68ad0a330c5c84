package dev.halab.check.kubeadm;

import dev.halab.yaml.YamlNode;
import java.util.List;
import java.util.Optional;

/// Finds values in a YAML tree.
final class YamlTree {
    private YamlTree() {}

    /// The value at the end of a path of keys.
    static Optional<YamlNode> at(YamlNode from, String... path) {
        Optional<YamlNode> here = Optional.of(from);
        for (String key : path) {
            here = here.flatMap(node -> child(node, key));
        }
        return here.filter(node -> !isNull(node));
    }

    /// The text of the scalar at the end of a path of keys.
    static Optional<String> text(YamlNode from, String... path) {
        return at(from, path).filter(YamlNode.Scalar.class::isInstance).map(node -> ((YamlNode.Scalar) node).text());
    }

    /// The texts of the list at the end of a path of keys.
    static List<String> texts(YamlNode from, String... path) {
        return items(from, path).stream()
                .filter(YamlNode.Scalar.class::isInstance)
                .map(node -> ((YamlNode.Scalar) node).text())
                .toList();
    }

    /// The items of the list at the end of a path of keys.
    static List<YamlNode> items(YamlNode from, String... path) {
        return at(from, path)
                .filter(YamlNode.Sequence.class::isInstance)
                .map(node -> ((YamlNode.Sequence) node).items())
                .orElse(List.of());
    }

    /// Whether the value is empty or `null`.
    static boolean isNull(YamlNode node) {
        return node instanceof YamlNode.Scalar scalar
                && !scalar.quoted()
                && List.of("", "~", "null", "Null", "NULL").contains(scalar.text());
    }

    private static Optional<YamlNode> child(YamlNode node, String key) {
        return node instanceof YamlNode.Mapping mapping
                ? mapping.entries().stream()
                        .filter(e -> e.key().text().equals(key))
                        .map(YamlNode.Entry::value)
                        .findFirst()
                : Optional.empty();
    }
}
