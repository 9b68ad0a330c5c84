package dev.halab.machine.ssh;

import dev.halab.machine.Access;
import dev.halab.node.Command;
import dev.halab.node.Outcome;
import java.io.IOException;

/// Reaches hosts by SSH as their owner does, before they are prepared for a lab.
public interface Hosts {
    /// The host key that a host shows now, without logging in to it.
    ///
    /// @throws IOException if it does not answer
    String shownKey(Access host) throws IOException;

    /// Runs a command as `user`, whoever the command names.
    ///
    /// @throws dev.halab.problem.HalabException if the host cannot be reached
    Outcome run(String user, Access host, Command command);
}
