package dev.halab.check.kubeadm;

import dev.halab.check.Mismatch;
import dev.halab.json.Json;
import dev.halab.problem.DidYouMean;
import dev.halab.yaml.Yaml;
import dev.halab.yaml.YamlNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/// Holds a document of kubeadm against the fields that its API version has. kubeadm only warns of an unknown field and
/// then ignores it; it ends on a value of the wrong shape.
final class KubeadmLint {
    private final String file;
    private final KubeadmFile.Document document;
    private final List<Mismatch> problems = new ArrayList<>();

    private KubeadmLint(String file, KubeadmFile.Document document) {
        this.file = file;
        this.document = document;
    }

    /// What is wrong with the fields of `document`, in the order of the file.
    static List<Mismatch> problems(String file, KubeadmFile.Document document) {
        KubeadmLint lint = new KubeadmLint(file, document);
        lint.mapping(document.tree(), document.kind(), document.kind());
        return List.copyOf(lint.problems);
    }

    private void mapping(YamlNode node, String type, String path) {
        if (!(node instanceof YamlNode.Mapping mapping)) {
            wrongShape(node, path, "a mapping");
            return;
        }
        Map<String, String> known = KubeadmFields.of(type, document.version());
        for (YamlNode.Entry entry : mapping.entries()) {
            String name = entry.key().text();
            String holds = known.get(name);
            if (holds != null) {
                value(entry.value(), holds, path + "." + name);
            } else if (!isHeader(path, name)) {
                unknown(entry.key(), known, path);
            }
        }
    }

    private boolean isHeader(String path, String name) {
        return path.equals(document.kind())
                && List.of("apiVersion", "kind", "metadata").contains(name);
    }

    private void unknown(YamlNode.Scalar key, Map<String, String> known, String path) {
        String name = key.text();
        Optional<String> near = DidYouMean.nearest(name, known.keySet());
        String expected = near.map("the field '%s'"::formatted)
                .or(() -> KubeadmFields.elsewhere(name).map(types -> "'%s' in %s".formatted(name, types)))
                .orElse("one of " + String.join(", ", known.keySet()));
        problems.add(new Mismatch(
                "kubeadm.unknown-field",
                expected,
                "%s has '%s', which kubeadm ignores".formatted(path, name),
                where(key)));
    }

    private void value(YamlNode node, String holds, String path) {
        if (YamlTree.isNull(node) || holds.equals("any")) {
            return;
        }
        switch (holds) {
            case "" -> text(node, path);
            case "texts" -> list(node, path, item -> text(item, path));
            case "Args" -> arguments(node, path);
            default -> {
                if (holds.startsWith("[")) {
                    list(node, path, item -> mapping(item, holds.substring(1, holds.length() - 1), path));
                } else {
                    mapping(node, holds, path);
                }
            }
        }
    }

    private void text(YamlNode node, String path) {
        Json value = Yaml.toJson(node);
        if (node instanceof YamlNode.Scalar scalar && (value instanceof Json.Num || value instanceof Json.Bool)) {
            problems.add(new Mismatch(
                    "kubeadm.shape",
                    "\"%s\" in quotes, a text".formatted(scalar.text()),
                    path + ": " + scalar.text(),
                    where(node)));
        } else if (!(node instanceof YamlNode.Scalar)) {
            wrongShape(node, path, "a text");
        }
    }

    private void list(YamlNode node, String path, Consumer<YamlNode> each) {
        if (node instanceof YamlNode.Sequence sequence) {
            sequence.items().forEach(each);
        } else {
            wrongShape(node, path, "a list");
        }
    }

    private void arguments(YamlNode node, String path) {
        boolean inMap = node instanceof YamlNode.Mapping;
        boolean wantsMap = document.version().equals("v1beta3");
        if (inMap && !wantsMap) {
            problems.add(new Mismatch(
                    "kubeadm.map-args",
                    "a list: - {name: node-ip, value: …}",
                    "%s is a mapping, as it was in v1beta3".formatted(path),
                    where(node)));
        } else if (!inMap) {
            list(node, path, item -> mapping(item, "Arg", path));
        }
    }

    private void wrongShape(YamlNode node, String path, String expected) {
        problems.add(new Mismatch("kubeadm.shape", expected, "%s is %s".formatted(path, node.shape()), where(node)));
    }

    private String where(YamlNode node) {
        return file + ":" + node.at().line();
    }
}
