package dev.halab.lab;

import java.util.List;
import java.util.Optional;

/// The labs in their order.
public record Course(List<Lab> labs) {
    public Course {
        labs = List.copyOf(labs);
    }

    public Optional<Lab> lab(String id) {
        return labs.stream().filter(l -> l.id().equals(id)).findFirst();
    }

    /// The task `LAB/TASK`.
    public Optional<Task> task(String id) {
        return labs.stream()
                .flatMap(l -> l.tasks().stream())
                .filter(t -> t.id().equals(id))
                .findFirst();
    }
}
