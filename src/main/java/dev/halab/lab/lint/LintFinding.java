package dev.halab.lab.lint;

import dev.halab.lab.CourseProblem;
import java.util.Comparator;

/// Something that an author should mend.
///
/// @param level whether the course may be given to learners as it is
/// @param problem where, what, why and what to do next
public record LintFinding(Level level, CourseProblem problem) implements Comparable<LintFinding> {
    private static final Comparator<LintFinding> BY_PLACE =
            Comparator.comparing(LintFinding::problem).thenComparing(LintFinding::level);

    /// Whether the course may be given to learners as it is.
    public enum Level {
        /// It may not.
        ERROR("error"),
        /// It may, though it would be better without.
        WARNING("warning");

        private final String word;

        Level(String word) {
            this.word = word;
        }

        /// The word in reports.
        public String word() {
            return word;
        }
    }

    @Override
    public int compareTo(LintFinding other) {
        return BY_PLACE.compare(this, other);
    }
}
