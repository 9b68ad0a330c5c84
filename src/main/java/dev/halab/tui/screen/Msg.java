package dev.halab.tui.screen;

import dev.halab.attempt.Attempt;
import dev.halab.lab.Course;
import dev.halab.lab.Task;
import dev.halab.problem.Problem;
import dev.halab.report.CheckReport;
import dev.halab.terminal.Input;
import dev.halab.topology.Topology;
import dev.halab.tutor.Hint;
import dev.halab.tutor.Missing;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Something that happened.
public sealed interface Msg {
    /// Something came from the terminal.
    record Came(Input input) implements Msg {}

    /// Time went on.
    record Ticked(Instant now) implements Msg {}

    /// The course and the learner's way were read.
    ///
    /// @param newcomer whether the tour was never seen
    record CourseRead(Course course, Attempt attempt, boolean newcomer) implements Msg {}

    /// The provider and its machines were looked at.
    record WorldSeen(Known.World world) implements Msg {}

    /// It was looked which providers this host can run.
    record ProvidersFound(List<String> fitting) implements Msg {
        public ProvidersFound {
            fitting = List.copyOf(fitting);
        }
    }

    /// Machines begin to come up.
    record UpBegan(String lab, Topology topology, Optional<Duration> usual) implements Msg {}

    /// A node enters a phase.
    ///
    /// @param usual how long that usually takes
    record PhaseBegan(String node, String phase, Optional<Duration> usual) implements Msg {}

    /// A node does not come up.
    record NodeFailed(String node, String what) implements Msg {}

    /// A line was said of a node.
    record DetailCame(String node, String line) implements Msg {}

    /// A node is up.
    record NodeDone(String node) implements Msg {}

    /// Bringing up ended.
    record UpEnded(Optional<Problem> problem) implements Msg {}

    /// A task was opened.
    record Opened(Task task, Attempt attempt) implements Msg {}

    /// A task builds on others that do not hold now or cannot be seen.
    record Lacking(Task task, Missing missing) implements Msg {}

    /// There is no task after this one.
    record CourseEnded(Task last) implements Msg {}

    /// A task was judged.
    ///
    /// @param settled whether no further round follows
    /// @param attempt where the learner stands now
    record Judged(CheckReport report, boolean settled, Attempt attempt) implements Msg {}

    /// A hint came; empty if nothing fails.
    record Hinted(Optional<Hint> hint, Attempt attempt) implements Msg {}

    /// A line about work in progress.
    record Said(String line) implements Msg {}

    /// What was asked for could not be done.
    record Failed(Problem problem) implements Msg {}

    /// The nodes were looked at.
    record LookedAround(Survey survey) implements Msg {}

    /// A shell is open.
    record ShellOpened(String node) implements Msg {}

    /// A shell printed something.
    ///
    /// @param fullScreen whether a program there uses the whole screen
    /// @param prompt whether it stands at something that looks like a prompt
    record ShellPrinted(String node, boolean fullScreen, boolean prompt) implements Msg {}

    /// A shell ended.
    record ShellEnded(String node, String why) implements Msg {}

    /// Where a searched text stands.
    record Found(String node, Optional<Integer> age) implements Msg {}

    /// Whether the answer was replayed.
    record Solved(List<CheckReport> reports, Attempt attempt) implements Msg {
        public Solved {
            reports = List.copyOf(reports);
        }
    }
}
