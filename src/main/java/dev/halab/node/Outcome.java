package dev.halab.node;

/// What a command left behind.
///
/// @param status its exit status
/// @param out what it printed
/// @param error what it said on the error stream
public record Outcome(int status, String out, String error) {}
