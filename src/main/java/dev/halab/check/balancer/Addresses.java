package dev.halab.check.balancer;

import dev.halab.fact.HostsFile;
import dev.halab.topology.NodeSpec;
import dev.halab.topology.Topology;
import java.util.Optional;

/// What names in a configuration stand for: a line of /etc/hosts, else the node that is called so.
record Addresses(HostsFile hosts, Topology topology) {
    private static final String IPV4 = "(\\d{1,3}\\.){3}\\d{1,3}";

    /// The address of `host`; the host itself if nothing is known of it.
    String of(String host) {
        if (host.matches(IPV4)) {
            return host;
        }
        return hosts.named(host).stream()
                .findFirst()
                .map(HostsFile.Entry::address)
                .or(() -> node(host).map(NodeSpec::address))
                .orElseGet(() -> host.equals(Topology.ENDPOINT_NAME) ? topology.endpointAddress() : host);
    }

    private Optional<NodeSpec> node(String host) {
        return topology.node(host.replaceFirst("\\..*$", ""));
    }
}
