package dev.halab.lab.yaml;

import dev.halab.check.Kind;
import dev.halab.topology.Topology;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// The words that labs may use beyond those of the format.
///
/// @param topologies the topology of a name, with the addresses that claims are made for
/// @param machines the minor version of Kubernetes that machines are made with; empty if none is known
/// @param kinds the kinds of checks
/// @param faults names of the faults that `opens:` may apply
record Vocabulary(
        Function<String, Optional<Topology>> topologies,
        Optional<String> machines,
        List<Kind> kinds,
        List<String> faults) {}
