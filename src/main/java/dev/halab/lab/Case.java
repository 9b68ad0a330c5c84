package dev.halab.lab;

import dev.halab.recording.Recording;
import java.util.Optional;

/// A solution with the facts that were recorded of it: what proves a task without machines.
///
/// @param task full id of the task
/// @param part what it has to show
/// @param answer the solution
/// @param factsFile where its recording stands, or would stand, relative to the course
/// @param recording the recording, if it was made
public record Case(String task, Part part, Answer answer, String factsFile, Optional<Recording> recording) {
    /// What a case has to show.
    public enum Part {
        /// The answer: it has to pass.
        GOLDEN("answer"),
        /// Another right solution: it has to pass.
        VARIANT("variant"),
        /// A wrong solution: it has to fail, with the cause that its front matter states.
        MUTANT("mutant");

        private final String word;

        Part(String word) {
            this.word = word;
        }

        /// The word in reports.
        public String word() {
            return word;
        }
    }

    /// Name of the solution: its file's name without ending.
    public String name() {
        String path = answer.path();
        return path.substring(path.lastIndexOf('/') + 1).replaceFirst("\\.md$", "");
    }

    /// The cause that a mutant states.
    public Optional<String> cause() {
        return Optional.ofNullable(answer.front().get("cause"));
    }

    /// The name of the check that a mutant states to fail first.
    public Optional<String> check() {
        return Optional.ofNullable(answer.front().get("check"));
    }

    /// Whether it belongs to the sample that runs on machines each time; others are proved by their recording.
    public boolean live() {
        return !"no".equals(answer.front().get("live"));
    }
}
