package dev.halab.tui.screen;

import dev.halab.lab.Task;
import dev.halab.terminal.Input;
import dev.halab.terminal.Size;
import dev.halab.terminal.VtScreen;
import java.util.List;

/// Something to be done outside of the screen. What comes of it comes back as a [Msg].
public sealed interface Effect {
    /// Read the course and where the learner stands.
    record ReadCourse() implements Effect {}

    /// Look at the provider and its machines.
    record LookAtMachines() implements Effect {}

    /// Look which providers this host can run.
    record LookForProviders() implements Effect {}

    /// Let this provider make the machines from now on.
    record Prefer(String provider) implements Effect {}

    /// Bring up the machines of a lab.
    record BringUp(String lab) implements Effect {}

    /// Stop bringing machines up.
    record AbortUp() implements Effect {}

    /// Open a task.
    record OpenTask(Task task) implements Effect {}

    /// Replay what a task builds on, then open it.
    record Replay(List<Task> missing, Task then) implements Effect {
        public Replay {
            missing = List.copyOf(missing);
        }
    }

    /// Open the task after one that passed.
    record NextTask(Task passed) implements Effect {}

    /// Judge a task.
    ///
    /// @param patient until everything is settled, or one round
    record Judge(Task task, boolean patient) implements Effect {}

    /// Ask for the next hint.
    record AskHint(Task task) implements Effect {}

    /// Replay the answer of a task.
    record Solve(Task task) implements Effect {}

    /// Keep an answer to a question, and judge.
    record Reply(Task task, String check, String value) implements Effect {}

    /// Look how the nodes stand.
    record LookAround() implements Effect {}

    /// Open a shell on a node.
    record OpenShell(String node, Size size) implements Effect {}

    /// Type a key into the shell of a node.
    record Type(String node, Input.Key key) implements Effect {}

    /// Paste into the shell of a node.
    ///
    /// @param mayRun whether line ends may reach a program that does not mark pastes and would run the lines
    record PasteInto(String node, String text, boolean mayRun) implements Effect {}

    /// Tell the mouse to the program in a shell.
    ///
    /// @param mouse relative to the pane
    record PointInto(String node, Input.Mouse mouse) implements Effect {}

    /// Give all shells another size.
    record ResizeShells(Size size) implements Effect {}

    /// Search the shell of a node.
    record Find(String node, String text, int age, VtScreen.Search direction) implements Effect {}

    /// Put a text on the clipboard.
    record Copy(String text) implements Effect {}

    /// Draw all of the screen.
    record Redraw() implements Effect {}

    /// Stop the program as Ctrl-Z does elsewhere.
    record Suspend() implements Effect {}

    /// Remember that the tour was seen.
    record TourSeen() implements Effect {}

    /// End the program.
    record Quit() implements Effect {}

    /// Leave because the system said so.
    ///
    /// @param kind what it said
    record End(Input.Signal.Kind kind) implements Effect {}
}
