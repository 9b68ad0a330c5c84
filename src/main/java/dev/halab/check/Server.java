package dev.halab.check;

import dev.halab.topology.NodeSpec;

/// A port of a node, as `servers: cp:6443` names them.
public record Server(NodeSpec node, int port) {
    /// `192.168.56.11:6443`.
    public String address() {
        return node.address() + ":" + port;
    }
}
