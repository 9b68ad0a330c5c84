package dev.halab.lab.yaml;

import dev.halab.lab.CourseProblem;
import dev.halab.lab.Place;
import dev.halab.problem.Problem;
import dev.halab.yaml.YamlNode;
import java.util.Collection;
import java.util.List;

/// The problems of one file, added to those of the whole course.
///
/// @param file path relative to the course
/// @param all the problems of the course so far
record Complaints(String file, List<CourseProblem> all) {
    Complaints in(String otherFile) {
        return new Complaints(otherFile, all);
    }

    void add(Place place, String what, String why, String next) {
        all.add(new CourseProblem(place, new Problem(what, why, next)));
    }

    void add(YamlNode.Position at, String what, String why, String next) {
        add(place(at), what, why, next);
    }

    void addAll(Collection<CourseProblem> problems) {
        all.addAll(problems);
    }

    Place place(YamlNode.Position at) {
        return new Place(file, at.line(), at.column());
    }

    int count() {
        return all.size();
    }
}
