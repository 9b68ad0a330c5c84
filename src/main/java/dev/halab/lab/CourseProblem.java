package dev.halab.lab;

import dev.halab.problem.Problem;
import java.util.Comparator;

/// A rule that a course breaks, and where.
///
/// @param file path relative to the course: `labs/ha-stacked/lab.yaml`
/// @param line from 1
/// @param column from 1
/// @param problem what, why and what to do next
public record CourseProblem(String file, int line, int column, Problem problem) implements Comparable<CourseProblem> {
    private static final Comparator<CourseProblem> BY_PLACE = Comparator.comparing(CourseProblem::file)
            .thenComparingInt(CourseProblem::line)
            .thenComparingInt(CourseProblem::column)
            .thenComparing(p -> p.problem().what());

    public CourseProblem(Place place, Problem problem) {
        this(place.file(), place.line(), place.column(), problem);
    }

    public Place place() {
        return new Place(file, line, column);
    }

    /// Orders by file, then by place.
    @Override
    public int compareTo(CourseProblem other) {
        return BY_PLACE.compare(this, other);
    }

    /// `file:line:column: ` and the three parts.
    public String text() {
        return place() + ": " + problem.text();
    }
}
