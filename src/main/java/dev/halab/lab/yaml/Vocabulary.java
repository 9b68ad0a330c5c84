package dev.halab.lab.yaml;

import dev.halab.check.Kind;
import java.util.List;
import java.util.Optional;

/// The words that labs may use beyond those of the format.
///
/// @param prefix first three octets of the lab network
/// @param machines the minor version of Kubernetes that machines are made with; empty if none is known
/// @param kinds the kinds of checks
/// @param faults names of the faults that `opens:` may apply
record Vocabulary(String prefix, Optional<String> machines, List<Kind> kinds, List<String> faults) {}
