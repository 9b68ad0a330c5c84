package dev.halab.machine.ssh;

import dev.halab.machine.Capability;
import dev.halab.problem.HalabException;
import dev.halab.problem.Problem;
import dev.halab.topology.NodeSpec;
import dev.halab.topology.Topology;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/// The hosts that somebody lends to a lab, as `inventory.yaml` names them.
///
/// @param file where it was read
/// @param network the network that the hosts share
/// @param endpoint the address of the control-plane endpoint; empty if it is lb-1's own
/// @param can what the hosts can do
/// @param hosts by the names of the lab's nodes
/// @param jumps hosts through which others are reached, by name
record Inventory(
        Path file,
        String network,
        Optional<String> endpoint,
        Set<Capability> can,
        Map<String, Host> hosts,
        Map<String, Door> jumps) {
    Inventory {
        hosts = Map.copyOf(hosts);
        jumps = Map.copyOf(jumps);
    }

    /// An SSH server and who may log in there.
    record Door(String host, int port, String user, Path key) {}

    /// A host of the lab.
    ///
    /// @param address its address in the network that the hosts share
    /// @param door where SSH reaches it
    /// @param jump the name of the host through which that is; empty if it is reached straight away
    record Host(String address, Door door, Optional<String> jump) {}

    /// `usual` with these hosts' addresses; a node without a host keeps its own.
    Topology adapt(Topology usual) {
        Map<String, String> addresses = new TreeMap<>();
        hosts.forEach((node, host) -> addresses.put(node, host.address()));
        String first = Optional.ofNullable(hosts.get("lb-1")).map(Host::address).orElse(usual.endpointAddress());
        return usual.at(network, endpoint.orElse(first), addresses);
    }

    /// The host of a node.
    Host host(NodeSpec node) {
        Host host = hosts.get(node.name());
        if (host == null) {
            throw HalabException.usage(new Problem(
                    "the lab has no host for %s".formatted(node.name()),
                    "%s names none".formatted(file),
                    "add it under `hosts:`, or take a smaller lab: halab up --topology mini"));
        }
        return host;
    }

    /// Refuses a topology for which hosts are missing, naming all of them.
    void require(Topology topology) {
        List<String> missing = topology.nodes().stream()
                .map(NodeSpec::name)
                .filter(n -> !hosts.containsKey(n))
                .toList();
        if (!missing.isEmpty()) {
            throw HalabException.usage(new Problem(
                    "topology '%s' needs more hosts than there are".formatted(topology.name()),
                    "%s names no host for: %s".formatted(file, String.join(", ", missing)),
                    "add them under `hosts:`, or take a smaller lab: halab up --topology mini"));
        }
        if (topology.name().equals("vip") && endpoint.isEmpty()) {
            throw HalabException.usage(new Problem(
                    "topology 'vip' needs an address that no host has",
                    "%s has no `endpoint:`, the address that both load balancers take in turn".formatted(file),
                    "write `endpoint: A.B.C.D` with a free address of %s".formatted(network)));
        }
    }
}
