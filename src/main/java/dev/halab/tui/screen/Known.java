package dev.halab.tui.screen;

import dev.halab.attempt.Attempt;
import dev.halab.attempt.TaskProgress;
import dev.halab.lab.Course;
import dev.halab.lab.Lab;
import dev.halab.lab.Task;
import dev.halab.machine.MachineStatus;
import dev.halab.topology.Topology;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// What was learned of the course and the world.
///
/// @param course the course; empty until it was read
/// @param attempt where the learner stands; empty until it was read
/// @param provider who makes the machines; empty until known
/// @param abilities what its machines can do
/// @param topology what the machines were made for; empty if there are none
/// @param machines the machines that there are
/// @param host what this host can run, in one line; empty until it was looked at
/// @param fitting the providers that this host can run; empty until they were looked for
public record Known(
        Optional<Course> course,
        Optional<Attempt> attempt,
        String provider,
        Set<String> abilities,
        Optional<Topology> topology,
        List<MachineStatus> machines,
        String host,
        Optional<List<String>> fitting) {
    static final Known NOTHING = new Known(
            Optional.empty(), Optional.empty(), "", Set.of(), Optional.empty(), List.of(), "", Optional.empty());

    public Known {
        abilities = Set.copyOf(abilities);
        machines = List.copyOf(machines);
        fitting = fitting.map(List::copyOf);
    }

    Known taught(Course there, Attempt now) {
        return new Known(Optional.of(there), Optional.of(now), provider, abilities, topology, machines, host, fitting);
    }

    Known moved(Attempt now) {
        return new Known(course, Optional.of(now), provider, abilities, topology, machines, host, fitting);
    }

    Known seen(World world) {
        return new Known(
                course,
                attempt,
                world.provider(),
                world.abilities(),
                world.topology(),
                world.machines(),
                world.host(),
                fitting);
    }

    Known offered(List<String> providers) {
        return new Known(course, attempt, provider, abilities, topology, machines, host, Optional.of(providers));
    }

    /// What was seen of the provider and its machines.
    public record World(
            String provider,
            Set<String> abilities,
            Optional<Topology> topology,
            List<MachineStatus> machines,
            String host) {}

    /// What the learner did in a task; empty until it is known.
    Optional<TaskProgress> progress(Task task) {
        return attempt.map(a -> a.task(task.id()));
    }

    Optional<Lab> labOf(Task task) {
        return course.flatMap(
                c -> c.labs().stream().filter(l -> l.tasks().contains(task)).findFirst());
    }

    /// What the provider lacks for a lab.
    List<String> lacking(Lab lab) {
        return provider.isEmpty()
                ? List.of()
                : lab.requires().stream().filter(r -> !abilities.contains(r)).toList();
    }

    /// Whether the machines for a lab are there.
    boolean ready(Lab lab) {
        return topology.filter(t -> t.name().equals(lab.topology())).isPresent()
                && machines.stream().anyMatch(MachineStatus::running);
    }
}
