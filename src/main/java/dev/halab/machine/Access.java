package dev.halab.machine;

import java.nio.file.Path;
import java.util.Optional;

/// How to log in to a machine.
///
/// @param node name of the node
/// @param host where its SSH server is reached, never assumed to be the node's own address
/// @param port the port there
/// @param key the private key file of both users; the public one, `*.pub`, if an SSH agent holds the other
/// @param hostKey the machine's public host key as in known_hosts, without the host: `ssh-ed25519 AAAA…`
/// @param machineId what identifies this very machine; a new machine of the same name has another
/// @param jump the host through which it is reached; empty if this host reaches it itself
public record Access(
        String node, String host, int port, Path key, String hostKey, String machineId, Optional<Jump> jump) {
    /// A machine that this host reaches itself.
    public Access(String node, String host, int port, Path key, String hostKey, String machineId) {
        this(node, host, port, key, hostKey, machineId, Optional.empty());
    }
}
