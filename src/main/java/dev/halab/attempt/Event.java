package dev.halab.attempt;

import dev.halab.fact.Fact;
import dev.halab.fact.Reading;
import java.util.Map;

/// Something that happened in a learner's work on a lab. Events are only ever appended; all progress follows
/// from them. Each names the task it is about by full id.
public sealed interface Event {
    String task();

    /// The task was opened: by `start`, by automatic advance, or by `solve`.
    record Opened(String task) implements Event {}

    /// What was read when the task was opened.
    record Baselined(String task, Map<Fact, Reading> readings) implements Event {
        public Baselined {
            readings = Map.copyOf(readings);
        }
    }

    /// A fault that opening the task applies is in place.
    record FaultApplied(String task, String fault) implements Event {}

    /// The task was judged.
    ///
    /// @param verdict `pass`, `fail`, `wait` or `unknown`
    record Checked(String task, String verdict, int earned, int of, Map<String, String> causes) implements Event {
        public Checked {
            causes = Map.copyOf(causes);
        }
    }

    /// A hint was shown: rung from 1.
    record Hinted(String task, String check, String cause, int rung) implements Event {}

    /// The answer was replayed by halab; the task counts as shown.
    record Shown(String task) implements Event {}

    /// The learner answered a question.
    record Answered(String task, String check, String value) implements Event {}

    /// The lab was set back to the beginning of the task; what was achieved from it on no longer holds.
    record Reset(String task) implements Event {}

    /// The whole lab was saved while the task was the current one.
    ///
    /// @param name the checkpoint's name
    record Checkpointed(String task, String name) implements Event {}

    /// A machine's power or network was changed on purpose.
    ///
    /// @param task the current task; empty if there is none
    /// @param how `halt`, `kill`, `pause`, `partition` or `delay`
    record Disturbed(String task, String node, String how) implements Event {}

    /// A machine that was disturbed is as it was.
    record Settled(String task, String node) implements Event {}

    /// The whole lab was set to a checkpoint, where the task was the next to be done; what was achieved from it on
    /// no longer holds, and what held then does again.
    ///
    /// @param name the checkpoint's name
    record Restored(String task, String name) implements Event {}
}
