package dev.halab.machine;

/// What a machine takes of this host.
///
/// @param memory in MiB
/// @param disk in MiB, once the lab is done
public record Size(long memory, long disk) {}
