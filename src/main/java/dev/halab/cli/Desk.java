package dev.halab.cli;

import dev.halab.lab.lint.Review;
import dev.halab.machine.Access;
import dev.halab.problem.Problem;
import dev.halab.tutor.Machines;
import dev.halab.tutor.Rewind;
import dev.halab.tutor.Story;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// What the commands work with. Each part is made when it is first asked for.
public interface Desk {
    Story story();

    Machines machines();

    Rewind rewind();

    /// The same for another provider than the configured one.
    ///
    /// @throws dev.halab.problem.HalabException if there is none of that name
    Machines machines(String provider);

    /// Opens a shell on a machine, or runs a command there, with all streams passed through.
    ///
    /// @return its exit status
    int shell(Access access, List<String> command);

    /// Runs a command that installs something on this host, with all streams passed through.
    ///
    /// @return its exit status
    int install(List<String> command);

    /// Makes the machine image, on this very terminal.
    ///
    /// @return the exit status of the command
    int buildBox(List<String> arguments);

    /// Opens the tutor and returns when the learner has left it.
    ///
    /// @return its exit status
    int tutor(Wishes wishes);

    /// How the learner wants the tutor to be.
    ///
    /// @param plain as lines and a prompt
    /// @param theme name of a theme; empty for the configured one
    /// @param mouse whether it may have the mouse
    /// @param calm whether nothing may move by itself
    record Wishes(boolean plain, String theme, boolean mouse, boolean calm) {}

    /// What an author should mend in the courses at `paths`, or in the built-in course if there are none.
    Review lint(List<Path> paths, Gate gate);

    /// How much an author's gate looks at.
    enum Gate {
        RULES,
        /// The rules, and the judging of every recording.
        PROOF
    }

    /// Moves a damaged record of progress out of the way.
    ///
    /// @return where it is now; empty if there was none
    Optional<Path> setAside();

    /// Writes down a defect of halab.
    ///
    /// @return what to tell the person
    Problem defect(Throwable defect, List<String> arguments);
}
