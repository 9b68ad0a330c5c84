package dev.halab.machine;

import java.time.Instant;

/// A saved state of all machines of a lab.
///
/// @param name as it was named when it was saved
/// @param at when it was saved
/// @param topology the name of the topology
/// @param megabytes megabytes that it takes on the disk; 0 if that is not known
public record Checkpoint(String name, Instant at, String topology, long megabytes) {}
