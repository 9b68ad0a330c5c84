package dev.halab.lab;

import dev.halab.topology.Topology;
import java.util.List;

/// A lab with its files, for lint.
///
/// @param lab the lab
/// @param topology its nodes
/// @param file its `lab.yaml`, relative to the course
/// @param yaml the text of that file
/// @param title where its title stands
/// @param hints those that serve every task without hints of its own
/// @param tasks where the parts of its tasks stand, in order
public record LabSource(
        Lab lab,
        Topology topology,
        String file,
        String yaml,
        Place title,
        List<TaskSource.HintSource> hints,
        List<TaskSource> tasks) {
    public LabSource {
        hints = List.copyOf(hints);
        tasks = List.copyOf(tasks);
    }
}
