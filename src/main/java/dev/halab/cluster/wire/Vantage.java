package dev.halab.cluster.wire;

import dev.halab.topology.NodeSpec;
import dev.halab.topology.Role;
import dev.halab.topology.Topology;
import java.util.List;
import java.util.stream.Stream;
import javax.net.SocketFactory;

/// A node that connections are made from.
///
/// @param node its name
/// @param sockets connects from there; see `Node.tunnels`
public record Vantage(String node, SocketFactory sockets) {
    /// The nodes of a topology from which a host is to be tried, the best first: a worker, a load balancer, a
    /// control
    /// plane, but never the host itself. Whoever asks for the endpoint asks for every load balancer.
    public static List<NodeSpec> towards(Topology topology, String host) {
        boolean endpoint = host.equals(topology.endpointAddress()) || host.equals(Topology.ENDPOINT_NAME);
        return Stream.of(Role.WORKER, Role.LOAD_BALANCER, Role.CONTROL_PLANE)
                .flatMap(role -> topology.nodes(role).stream())
                .filter(n -> !n.address().equals(host) && !n.name().equals(host))
                .filter(n -> !(endpoint && n.role() == Role.LOAD_BALANCER))
                .toList();
    }
}
