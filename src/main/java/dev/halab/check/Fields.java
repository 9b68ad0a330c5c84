package dev.halab.check;

import dev.halab.topology.NodeSpec;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The values of a check's fields, already of the types that its kind declares.
///
/// @param values by field name: see `Type` for the Java type of each
public record Fields(Map<String, Object> values) {
    public Fields {
        values = new LinkedHashMap<>(values);
    }

    public boolean has(String name) {
        return values.containsKey(name);
    }

    /// A text, path, version or choice.
    public String text(String name) {
        return require(name, String.class);
    }

    /// A text, path, version or choice, if it is there.
    public Optional<String> findText(String name) {
        return find(name, String.class);
    }

    public long whole(String name) {
        return require(name, Long.class);
    }

    public Optional<Long> findWhole(String name) {
        return find(name, Long.class);
    }

    /// A flag; `absent` if it is not there.
    public boolean flag(String name, boolean absent) {
        return find(name, Boolean.class).orElse(absent);
    }

    public Optional<Boolean> findFlag(String name) {
        return find(name, Boolean.class);
    }

    public Optional<Duration> findLength(String name) {
        return find(name, Duration.class);
    }

    public HostPort endpoint(String name) {
        return require(name, HostPort.class);
    }

    public Optional<HostPort> findEndpoint(String name) {
        return find(name, HostPort.class);
    }

    /// The nodes of a selector; empty if the field is not there.
    public List<NodeSpec> nodes(String name) {
        return list(name, NodeSpec.class);
    }

    /// Servers; empty if the field is not there.
    public List<Server> servers(String name) {
        return list(name, Server.class);
    }

    /// A list of texts; empty if the field is not there.
    public List<String> texts(String name) {
        return list(name, String.class);
    }

    /// A list of groups; empty if the field is not there.
    public List<Fields> groups(String name) {
        return list(name, Fields.class);
    }

    /// The fields of a group, none of them if the group is not there.
    public Fields group(String name) {
        return find(name, Fields.class).orElseGet(() -> new Fields(Map.of()));
    }

    /// A table whose values are of `type`; empty if the field is not there.
    public <T> Map<String, T> table(String name, Class<T> type) {
        Map<String, T> table = new LinkedHashMap<>();
        if (values.get(name) instanceof Map<?, ?> map) {
            map.forEach((k, v) -> table.put(String.valueOf(k), type.cast(v)));
        }
        return table;
    }

    private <T> List<T> list(String name, Class<T> element) {
        return values.get(name) instanceof List<?> list
                ? list.stream().<T>map(element::cast).toList()
                : List.of();
    }

    private <T> Optional<T> find(String name, Class<T> type) {
        return Optional.ofNullable(values.get(name)).map(type::cast);
    }

    private <T> T require(String name, Class<T> type) {
        return find(name, type).orElseThrow(() -> new FieldProblem(name, "it is missing", "add '%s:'".formatted(name)));
    }
}
