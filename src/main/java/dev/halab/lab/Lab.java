package dev.halab.lab;

import dev.halab.topology.Topology;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A lab: a story on one topology.
///
/// @param id for instance `ha-stacked`
/// @param title its name on screens
/// @param kubernetes the minor version it teaches: `1.35`
/// @param topology name of its topology
/// @param requires capabilities of a provider without which it cannot be offered, such as `power-off`
/// @param vars every name that stands in prose and in a check
/// @param tasks its tasks, in order
public record Lab(
        String id,
        String title,
        String kubernetes,
        String topology,
        List<String> requires,
        Map<String, String> vars,
        List<Task> tasks) {
    public Lab {
        requires = List.copyOf(requires);
        vars = Map.copyOf(vars);
        tasks = List.copyOf(tasks);
    }

    /// Every variable that its texts and answers may insert: those of the topology, `kubernetes`, and its own.
    public Map<String, String> variables(Topology made) {
        Map<String, String> variables = new LinkedHashMap<>(made.variables());
        variables.put("kubernetes", kubernetes);
        variables.putAll(vars);
        return variables;
    }

    /// The task of that name (its last id part).
    public Optional<Task> task(String name) {
        return tasks.stream().filter(t -> t.name().equals(name)).findFirst();
    }
}
