package dev.halab.check.vip;

/// What `keepalived.config` asks of the configurations of its nodes.
///
/// @param path where the file lies
/// @param vip the virtual address
/// @param distinctPriority whether priorities must differ
/// @param follows what a script must prove at least
record KeepalivedWanted(String path, String vip, boolean distinctPriority, TrackedScript.Level follows) {}
