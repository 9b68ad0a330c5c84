package dev.halab.lab.yaml;

import dev.halab.check.Field;
import dev.halab.check.Fields;
import dev.halab.check.HostPort;
import dev.halab.check.Type;
import dev.halab.lab.Place;
import dev.halab.lab.Variables;
import dev.halab.problem.DidYouMean;
import dev.halab.topology.Topology;
import dev.halab.yaml.YamlNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;

/// Converts the values of one check's fields to the types that its kind declares.
final class Values {
    private static final Pattern WHOLE = Pattern.compile("0|-?[1-9][0-9]{0,17}");

    private final Topology topology;
    private final Map<String, String> variables;
    private final Complaints complaints;
    private final Map<String, Place> places = new HashMap<>();

    /// @param variables every variable that may be inserted
    Values(Topology topology, Map<String, String> variables, Complaints complaints) {
        this.topology = topology;
        this.variables = variables;
        this.complaints = complaints;
    }

    /// Where each field stands: `frontend`, `frontend.bind`.
    Map<String, Place> places() {
        return places;
    }

    /// The fields of a mapping; those that do not fit are left out, with a complaint each.
    Fields fields(String owner, String path, YamlNode node, List<Field> declared) {
        Map<String, Object> values = new LinkedHashMap<>();
        String here = path.isEmpty() ? owner : "%s: '%s'".formatted(owner, path.substring(0, path.length() - 1));
        Keys.of(here, node, complaints).ifPresent(keys -> {
            keys.places().forEach((key, place) -> places.putIfAbsent(path + key, place));
            for (Field field : declared) {
                Optional<YamlNode> value = field.required() ? keys.need(field.name()) : keys.take(field.name());
                value.flatMap(v -> value(owner, path + field.name(), v, field.type()))
                        .ifPresent(v -> values.put(field.name(), v));
            }
            keys.finish(declared.stream().map(Field::name).toList());
        });
        return new Fields(values);
    }

    private Optional<Object> value(String owner, String path, YamlNode node, Type type) {
        return switch (type) {
            case Type.Many(Type element) -> many(owner, path, node, element);
            case Type.Table(Type element) -> table(owner, path, node, element);
            case Type.Group(List<Field> fields) -> Optional.of(fields(owner, path + ".", node, fields));
            case Type.Nodes ignored ->
                selected(owner, path, node, s -> Selectors.nodes(topology, s), s -> Selectors.whyNoNode(topology, s));
            case Type.Servers ignored ->
                selected(
                        owner,
                        path,
                        node,
                        s -> Selectors.servers(topology, s),
                        s -> Selectors.whyNoServer(topology, s));
            case Type.Text ignored -> scalar(owner, path, node).flatMap(s -> text(owner, path, s));
            case Type.Path ignored -> scalar(owner, path, node).flatMap(s -> path(owner, path, s));
            case Type.Version ignored -> scalar(owner, path, node).flatMap(s -> version(owner, path, s));
            case Type.Whole(long least, long most) ->
                scalar(owner, path, node).flatMap(s -> whole(owner, path, s, least, most));
            case Type.Flag ignored -> scalar(owner, path, node).flatMap(s -> flag(owner, path, s));
            case Type.Length ignored -> scalar(owner, path, node).flatMap(s -> length(owner, path, s));
            case Type.Choice(List<String> words) ->
                scalar(owner, path, node).flatMap(s -> choice(owner, path, s, words));
            case Type.Endpoint ignored -> scalar(owner, path, node).flatMap(s -> endpoint(owner, path, s));
        };
    }

    private Optional<Object> many(String owner, String path, YamlNode node, Type element) {
        List<YamlNode> items = node instanceof YamlNode.Sequence(List<YamlNode> all, var ignored) ? all : List.of(node);
        if (items.isEmpty()) {
            return refuse(owner, path, node.at(), "the list is empty, which would claim nothing", "name at least one");
        }
        List<Object> values = new ArrayList<>();
        items.forEach(item -> value(owner, path, item, element).ifPresent(values::add));
        return values.size() == items.size() ? Optional.of(List.copyOf(values)) : Optional.empty();
    }

    private <T> Optional<Object> selected(
            String owner,
            String path,
            YamlNode node,
            Function<String, List<T>> select,
            Function<String, String> whyNot) {
        Set<T> selected = new LinkedHashSet<>();
        int before = complaints.count();
        for (YamlNode item : node instanceof YamlNode.Sequence(List<YamlNode> all, var ignored) ? all : List.of(node)) {
            scalar(owner, path, item).flatMap(s -> insert(owner, path, s)).ifPresent(selector -> {
                List<T> found = select.apply(selector);
                if (found.isEmpty()) {
                    refuse(owner, path, item.at(), whyNot.apply(selector), Selectors.known(topology));
                }
                selected.addAll(found);
            });
        }
        if (selected.isEmpty() && complaints.count() == before) {
            return refuse(owner, path, node.at(), "the list is empty, which would claim nothing", "name at least one");
        }
        return complaints.count() == before ? Optional.of(List.copyOf(selected)) : Optional.empty();
    }

    private Optional<Object> table(String owner, String path, YamlNode node, Type element) {
        if (!(node instanceof YamlNode.Mapping(List<YamlNode.Entry> entries, var at))) {
            return refuse(
                    owner, path, node.at(), "it is %s, not a mapping".formatted(node.shape()), "write 'key: value'");
        }
        if (entries.isEmpty()) {
            return refuse(owner, path, at, "the mapping is empty, which would claim nothing", "name at least one");
        }
        Map<String, Object> values = new LinkedHashMap<>();
        for (YamlNode.Entry entry : entries) {
            String key = entry.key().text();
            places.putIfAbsent(path + "." + key, complaints.place(entry.key().at()));
            value(owner, path + "." + key, entry.value(), element).ifPresent(v -> values.put(key, v));
        }
        return values.size() == entries.size() ? Optional.of(values) : Optional.empty();
    }

    private Optional<Object> text(String owner, String path, YamlNode.Scalar scalar) {
        Optional<String> mistaken = scalar.quoted() ? Optional.empty() : Texts.mistakenFor(scalar.text());
        if (mistaken.isPresent()) {
            return refuse(
                    owner,
                    path,
                    scalar.at(),
                    "%s without quotes may be read as %s".formatted(quote(scalar), mistaken.get()),
                    "write \"%s\"".formatted(scalar.text()));
        }
        if (scalar.text().isEmpty()) {
            return refuse(owner, path, scalar.at(), "it is empty", "write a text");
        }
        return insert(owner, path, scalar).map(s -> s);
    }

    private Optional<Object> path(String owner, String path, YamlNode.Scalar scalar) {
        return insert(owner, path, scalar).flatMap(text -> {
            boolean fits = text.startsWith("/")
                    && !Arrays.asList(text.split("/")).contains("..")
                    && text.chars().noneMatch(c -> c < ' ');
            String why = "%s is no absolute path on a node".formatted(quote(scalar));
            return fits ? Optional.of(text) : refuse(owner, path, scalar.at(), why, "begin it with '/', without '..'");
        });
    }

    private Optional<Object> version(String owner, String path, YamlNode.Scalar scalar) {
        if (!scalar.quoted()) {
            String why = "%s without quotes may lose zeros: 1.30 is read as 1.3".formatted(quote(scalar));
            return refuse(owner, path, scalar.at(), why, "write \"%s\"".formatted(scalar.text()));
        }
        if (scalar.text().isBlank()) {
            return refuse(owner, path, scalar.at(), "it is empty", "write a version such as \"1.35\"");
        }
        return insert(owner, path, scalar).map(s -> s);
    }

    private Optional<Object> whole(String owner, String path, YamlNode.Scalar scalar, long least, long most) {
        boolean variable = !Variables.uses(scalar.text()).isEmpty();
        Optional<String> text = insert(owner, path, scalar);
        if (text.isEmpty()) {
            return Optional.empty();
        }
        if ((scalar.quoted() && !variable) || !WHOLE.matcher(text.get()).matches()) {
            return refuse(owner, path, scalar.at(), "%s is no whole number".formatted(quote(scalar)), "write a number");
        }
        long number = Long.parseLong(text.get());
        return number >= least && number <= most
                ? Optional.of(number)
                : refuse(owner, path, scalar.at(), "%d is out of bounds".formatted(number), bounds(least, most));
    }

    private static String bounds(long least, long most) {
        return most == Long.MAX_VALUE ? "write %d or more".formatted(least) : "write %d to %d".formatted(least, most);
    }

    private Optional<Object> flag(String owner, String path, YamlNode.Scalar scalar) {
        boolean fits = !scalar.quoted()
                && (scalar.text().equals("true") || scalar.text().equals("false"));
        return fits
                ? Optional.of(scalar.text().equals("true"))
                : refuse(
                        owner,
                        path,
                        scalar.at(),
                        "%s is neither true nor false".formatted(quote(scalar)),
                        "write true or false, without quotes");
    }

    private Optional<Object> length(String owner, String path, YamlNode.Scalar scalar) {
        return insert(owner, path, scalar)
                .flatMap(text -> Lengths.read(text)
                        .<Object>map(l -> l)
                        .or(() -> refuse(
                                owner,
                                path,
                                scalar.at(),
                                "%s is no length of time".formatted(quote(scalar)),
                                "write a number and a unit: 20s, 2m, 1h30m")));
    }

    private Optional<Object> choice(String owner, String path, YamlNode.Scalar scalar, List<String> words) {
        return insert(owner, path, scalar)
                .flatMap(text -> words.contains(text)
                        ? Optional.of(text)
                        : refuse(
                                owner,
                                path,
                                scalar.at(),
                                "there is no choice '%s'%s".formatted(text, DidYouMean.suffix(text, words)),
                                "use one of: " + String.join(", ", words)));
    }

    private Optional<Object> endpoint(String owner, String path, YamlNode.Scalar scalar) {
        return insert(owner, path, scalar)
                .flatMap(text -> HostPort.of(text)
                        .<Object>map(e -> e)
                        .or(() -> refuse(
                                owner,
                                path,
                                scalar.at(),
                                "%s is not HOST:PORT".formatted(quote(scalar)),
                                "write for instance \"${endpoint}\"")));
    }

    private Optional<String> insert(String owner, String path, YamlNode.Scalar scalar) {
        int before = complaints.count();
        for (Variables.Use use : Variables.uses(scalar.text())) {
            if (!variables.containsKey(use.name())) {
                String why = "there is no variable '%s'%s"
                        .formatted(use.name(), DidYouMean.suffix(use.name(), variables.keySet()));
                refuse(owner, path, scalar.at(), why, "declare it under 'vars:' or use a predefined one");
            }
        }
        return complaints.count() == before
                ? Optional.of(Variables.insert(scalar.text(), variables))
                : Optional.empty();
    }

    private Optional<YamlNode.Scalar> scalar(String owner, String path, YamlNode node) {
        if (node instanceof YamlNode.Scalar scalar) {
            return Optional.of(scalar);
        }
        refuse(
                owner,
                path,
                node.at(),
                "it is %s where a single value is expected".formatted(node.shape()),
                "write one");
        return Optional.empty();
    }

    private <T> Optional<T> refuse(String owner, String path, YamlNode.Position at, String why, String next) {
        complaints.add(at, "%s: '%s' does not fit".formatted(owner, path), why, next);
        return Optional.empty();
    }

    private static String quote(YamlNode.Scalar scalar) {
        return "'" + scalar.text() + "'";
    }
}
