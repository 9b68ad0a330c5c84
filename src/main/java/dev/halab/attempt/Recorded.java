package dev.halab.attempt;

import java.time.Instant;

/// An event and when it was recorded.
///
/// @param number its place in the order of events, from 1
/// @param at by the host's clock
public record Recorded(long number, Instant at, Event event) {}
