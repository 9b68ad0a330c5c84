package dev.halab.yaml;

import dev.halab.json.Json;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.composer.Composer;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.parser.ParserImpl;
import org.yaml.snakeyaml.reader.StreamReader;
import org.yaml.snakeyaml.resolver.Resolver;

/// Reads YAML strictly: at most 256 KiB, no aliases, no tags, no duplicate keys, 50 levels deep.
///
/// SnakeYAML accepts duplicate keys through `compose()` whatever it is told, so they are found here
/// (checks.md §0.12 of the design notes; verified with SnakeYAML 2.7).
public final class Yaml {
    /// The largest text that is read, in characters.
    public static final int LARGEST = 256 * 1024;

    private static final int DEEPEST = 50;
    private static final Pattern INTEGER = Pattern.compile("[-+]?(0|[1-9][0-9]*)");
    private static final Pattern DECIMAL = Pattern.compile("[-+]?(0|[1-9][0-9]*)\\.[0-9]+");

    private Yaml() {}

    /// Reads every document of `text`.
    ///
    /// @throws MalformedYaml if the text breaks one of the rules above, with the position where
    public static List<YamlNode> documents(String text) {
        return documents(text, duplicate -> {
            throw duplicate;
        });
    }

    /// Reads every document of `text`, hands each key that stands twice to `duplicates` and goes on with the first
    /// one,
    /// so that one slip does not hide the others.
    ///
    /// @throws MalformedYaml if the text breaks another rule
    public static List<YamlNode> documents(String text, Consumer<MalformedYaml> duplicates) {
        if (text.length() > LARGEST) {
            throw new MalformedYaml(new YamlNode.Position(1, 1), "it is larger than %d KiB".formatted(LARGEST / 1024));
        }
        LoaderOptions options = new LoaderOptions();
        options.setMaxAliasesForCollections(0);
        options.setNestingDepthLimit(DEEPEST);
        options.setCodePointLimit(LARGEST);
        List<YamlNode> documents = new ArrayList<>();
        try {
            Composer composer = new Composer(
                    new ParserImpl(new StreamReader(new StringReader(text)), options), new Resolver(), options);
            while (composer.checkNode()) {
                documents.add(convert(composer.getNode(), duplicates));
            }
        } catch (MarkedYAMLException e) {
            Mark mark = e.getProblemMark() == null ? e.getContextMark() : e.getProblemMark();
            throw new MalformedYaml(position(mark), String.valueOf(e.getProblem()));
        } catch (YAMLException e) {
            throw new MalformedYaml(
                    new YamlNode.Position(1, 1),
                    String.valueOf(e.getMessage()).lines().findFirst().orElse(""));
        }
        return documents;
    }

    /// Reads a text that must hold exactly one document.
    ///
    /// @throws MalformedYaml as `documents`, and if there is no document or more than one
    public static YamlNode document(String text) {
        List<YamlNode> all = documents(text);
        if (all.size() != 1) {
            throw new MalformedYaml(
                    new YamlNode.Position(1, 1), "it holds %d documents where one is expected".formatted(all.size()));
        }
        return all.getFirst();
    }

    /// The value as JSON, plain scalars resolved as Kubernetes' own reader does for the fields that checks read:
    /// null, true, false, integers and decimals; all else is text.
    public static Json toJson(YamlNode node) {
        return switch (node) {
            case YamlNode.Scalar scalar -> scalar(scalar);
            case YamlNode.Sequence sequence ->
                Json.array(sequence.items().stream().map(Yaml::toJson).toList());
            case YamlNode.Mapping mapping -> {
                Map<String, Json> members = new LinkedHashMap<>();
                mapping.entries().forEach(e -> members.put(e.key().text(), toJson(e.value())));
                yield new Json.Obj(members);
            }
        };
    }

    private static Json scalar(YamlNode.Scalar scalar) {
        String text = scalar.text();
        if (scalar.quoted()) {
            return Json.of(text);
        }
        return switch (text) {
            case "", "~", "null", "Null", "NULL" -> new Json.Null();
            case "true", "True", "TRUE" -> Json.of(true);
            case "false", "False", "FALSE" -> Json.of(false);
            default ->
                INTEGER.matcher(text).matches() || DECIMAL.matcher(text).matches()
                        ? new Json.Num(text.startsWith("+") ? text.substring(1) : text)
                        : Json.of(text);
        };
    }

    private static YamlNode convert(Node node, Consumer<MalformedYaml> duplicates) {
        YamlNode.Position at = position(node.getStartMark());
        // an alias hands out the very node of its anchor again
        if (node.getAnchor() != null) {
            throw new MalformedYaml(at, "anchors and aliases (& and *) are not allowed");
        }
        Optional<String> tag = explicitTag(node);
        if (tag.isPresent()) {
            throw new MalformedYaml(at, "tags are not allowed: " + tag.get());
        }
        return switch (node) {
            case ScalarNode scalar ->
                new YamlNode.Scalar(scalar.getValue(), scalar.getScalarStyle() != DumperOptions.ScalarStyle.PLAIN, at);
            case SequenceNode sequence ->
                new YamlNode.Sequence(
                        sequence.getValue().stream()
                                .map(n -> convert(n, duplicates))
                                .toList(),
                        at);
            case MappingNode mapping -> mapping(mapping, at, duplicates);
            default -> throw new MalformedYaml(at, "this kind of value is not allowed");
        };
    }

    private static YamlNode mapping(MappingNode mapping, YamlNode.Position at, Consumer<MalformedYaml> duplicates) {
        List<YamlNode.Entry> entries = new ArrayList<>();
        Map<String, YamlNode.Position> seen = new LinkedHashMap<>();
        for (NodeTuple tuple : mapping.getValue()) {
            if (!(convert(tuple.getKeyNode(), duplicates) instanceof YamlNode.Scalar key)) {
                throw new MalformedYaml(position(tuple.getKeyNode().getStartMark()), "a key must be a text");
            }
            YamlNode.Position first = seen.putIfAbsent(key.text(), key.at());
            if (first == null) {
                entries.add(new YamlNode.Entry(key, convert(tuple.getValueNode(), duplicates)));
            } else {
                duplicates.accept(new MalformedYaml(
                        key.at(), "key '%s' stands twice (first in line %d)".formatted(key.text(), first.line())));
            }
        }
        return new YamlNode.Mapping(entries, at);
    }

    private static Optional<String> explicitTag(Node node) {
        String tag = node.getTag().getValue();
        return tag.startsWith("tag:yaml.org,2002:") && !tag.contains("java") && !tag.endsWith(":binary")
                ? Optional.empty()
                : Optional.of(tag);
    }

    private static YamlNode.Position position(Mark mark) {
        return new YamlNode.Position(mark.getLine() + 1, mark.getColumn() + 1);
    }
}
