package dev.halab.machine;

import java.nio.file.Path;

/// How to log in to a machine.
///
/// @param node name of the node
/// @param host where its SSH server is reached from this host, never assumed to be the node's own address
/// @param port the port there
/// @param key the private key file of both users
/// @param hostKey the machine's public host key as in known_hosts, without the host: `ssh-ed25519 AAAA…`
/// @param machineId what identifies this very machine; a new machine of the same name has another
public record Access(String node, String host, int port, Path key, String hostKey, String machineId) {}
