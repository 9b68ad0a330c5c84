package dev.halab.tutor.fault;

import dev.halab.node.Node;
import java.util.function.Function;

/// Something that halab breaks on purpose, and then looks whether it is broken. Applying it twice is as applying it
/// once.
public interface Fault {
    /// The name in `opens:` of a task, for instance `token.expire`.
    String name();

    /// What happens, as the learner is told while it happens.
    String meaning();

    /// Breaks it and reads back that it is broken.
    ///
    /// @param nodes the machines by name
    /// @throws dev.halab.problem.HalabException if it is not broken afterwards
    void apply(Function<String, Node> nodes);
}
