package dev.halab.topology;

/// A node of a topology.
///
/// @param name for instance `cp-1`
/// @param role what it is for
/// @param address its address in the lab network, for instance `192.168.56.11`
public record NodeSpec(String name, Role role, String address) {}
