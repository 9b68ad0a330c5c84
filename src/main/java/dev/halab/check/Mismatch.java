package dev.halab.check;

/// How the lab differs from a claim.
///
/// @param cause code of the cause, for instance `hap.mode-http`; hints hang on it
/// @param expected what should be there
/// @param actual what is there, as observed
/// @param where the place to look: `lb-1:/etc/haproxy/haproxy.cfg:34`, a node, or an object of the API
public record Mismatch(String cause, String expected, String actual, String where) {}
