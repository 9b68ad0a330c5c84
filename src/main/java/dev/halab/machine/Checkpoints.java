package dev.halab.machine;

import java.time.Instant;
import java.util.List;

/// Saved states of a whole lab: all machines at one moment, never a mixture. Every verb may be interrupted at any
/// moment: what was being saved is not listed then, and a restore that was begun is finished by the next `restore`
/// or `up`.
///
/// All verbs throw `HalabException` with a problem in three parts.
public interface Checkpoints {
    /// Whether saving takes seconds, so that it may be done without being asked for.
    boolean quick();

    /// What was saved whole, oldest first.
    List<Checkpoint> all();

    /// Saves all machines, which must be running; they stand still meanwhile and go on afterwards. A checkpoint of
    /// that name is replaced once the new one is whole.
    ///
    /// @param at when, by the host's clock
    Checkpoint save(String name, Instant at, Progress progress);

    /// Replaces all machines by those that were saved, and starts them.
    void restore(String name, Progress progress);

    /// Forgets what was saved; nothing happens if there is no checkpoint of that name.
    void delete(String name);
}
