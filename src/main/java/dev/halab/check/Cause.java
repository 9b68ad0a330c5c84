package dev.halab.check;

/// A reason for which checks of a kind fail.
///
/// @param code for instance `hap.mode-http`: short name of the kind, then what is wrong
/// @param meaning one sentence for the reference page
public record Cause(String code, String meaning) {}
