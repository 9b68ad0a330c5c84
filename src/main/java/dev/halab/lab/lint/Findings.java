package dev.halab.lab.lint;

import dev.halab.lab.CourseProblem;
import dev.halab.lab.Place;
import dev.halab.problem.Problem;
import java.util.ArrayList;
import java.util.List;

/// Collects what the rules find.
final class Findings {
    private final List<LintFinding> all = new ArrayList<>();

    void error(Place place, String what, String why, String next) {
        add(LintFinding.Level.ERROR, new CourseProblem(place, new Problem(what, why, next)));
    }

    void warning(Place place, String what, String why, String next) {
        add(LintFinding.Level.WARNING, new CourseProblem(place, new Problem(what, why, next)));
    }

    void add(LintFinding.Level level, CourseProblem problem) {
        all.add(new LintFinding(level, problem));
    }

    /// Everything that was found, by place.
    List<LintFinding> sorted() {
        return all.stream().sorted().distinct().toList();
    }
}
