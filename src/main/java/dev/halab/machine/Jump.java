package dev.halab.machine;

import java.nio.file.Path;

/// A host through which others are reached: SSH to them goes through a tunnel of its own SSH server.
///
/// @param host where its SSH server is reached from this host
/// @param port the port there
/// @param user who logs in there
/// @param key the private key file of that user; the public one, `*.pub`, if an SSH agent holds the other
/// @param hostKey its public host key as in known_hosts, without the host: `ssh-ed25519 AAAA…`
public record Jump(String host, int port, String user, Path key, String hostKey) {}
