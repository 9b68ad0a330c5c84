package dev.halab.lab;

import java.util.List;

/// What came of reading a course.
///
/// @param course the labs that break no rule; a lab with a problem is left out whole, for a task that lost a check
/// would
///     pass too easily
/// @param problems every rule that is broken, in the order of files and lines
/// @param sources for each lab of the course where its parts stand
public record LoadedCourse(Course course, List<CourseProblem> problems, List<LabSource> sources) {
    public LoadedCourse {
        problems = List.copyOf(problems);
        sources = List.copyOf(sources);
    }
}
