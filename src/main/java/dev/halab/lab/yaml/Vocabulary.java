package dev.halab.lab.yaml;

import dev.halab.check.Kind;
import java.util.List;

/// The words that labs may use beyond those of the format.
///
/// @param prefix first three octets of the lab network
/// @param kinds the kinds of checks
/// @param faults names of the faults that `opens:` may apply
record Vocabulary(String prefix, List<Kind> kinds, List<String> faults) {}
