/// Nodes reached by SSH: fact batches, commands and tunnels. Owns sshj.
@NullMarked
package dev.halab.node.ssh;

import org.jspecify.annotations.NullMarked;
