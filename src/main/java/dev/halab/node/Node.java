package dev.halab.node;

import dev.halab.fact.Source;
import javax.net.SocketFactory;

/// A machine of the lab that can be asked. Safe for use by several threads.
public interface Node extends Source, AutoCloseable {
    /// The node's name, for instance `cp-1`.
    String name();

    /// Runs a command and waits for its end. Unlike reading facts this may change the node: only answers,
    /// faults and provisioning use it.
    ///
    /// @throws dev.halab.problem.HalabException if the node cannot be reached or the command does not end in time
    Outcome run(Command command);

    /// Makes TCP connections from this node (SSH direct-tcpip). Sockets are unconnected or connected to
    /// unresolved addresses, which the node resolves. What the target does is said as by a plain socket:
    /// refused is a `ConnectException`, no answer a `SocketTimeoutException`, no route a
    /// `NoRouteToHostException`, an unknown name an `UnknownHostException`. Any other `IOException` while
    /// connecting means that this node could not be asked; that says nothing about the target.
    SocketFactory tunnels();

    /// Opens a shell of the learner's on a connection of its own, with `TERM=xterm-256color`.
    ///
    /// @throws dev.halab.problem.HalabException if the node cannot be reached or gives no shell
    Shell shell(Shell.Size size, Shell.Listener listener);

    /// Ends the connections. The node itself goes on.
    @Override
    void close();
}
