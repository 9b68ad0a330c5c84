package dev.halab.lab;

import java.util.List;

/// The cases of a course and the problems of their files.
///
/// @param cases per task the golden one first, then variants, then mutants, each by name
/// @param problems every rule that their files break
public record Cases(List<Case> cases, List<CourseProblem> problems) {
    public Cases {
        cases = List.copyOf(cases);
        problems = List.copyOf(problems);
    }

    /// The cases of a task.
    public List<Case> of(String task) {
        return cases.stream().filter(c -> c.task().equals(task)).toList();
    }
}
