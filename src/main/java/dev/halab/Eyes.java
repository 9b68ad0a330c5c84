package dev.halab;

import dev.halab.cluster.kube.KubeCluster;
import dev.halab.cluster.kube.KubeWriteTrial;
import dev.halab.cluster.wire.Vantage;
import dev.halab.cluster.wire.WireProber;
import dev.halab.fact.Fact;
import dev.halab.fact.Source;
import dev.halab.observe.Observer;
import dev.halab.topology.NodeSpec;
import dev.halab.topology.Role;
import dev.halab.topology.Topology;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.net.SocketFactory;

/// Builds what observes the machines that are there. The Kubernetes client is loaded when a fact of the API is first
/// asked for, while the nodes already answer.
final class Eyes {
    private static final Duration HEAD_START = Duration.ofMillis(400);

    private final Topology topology;
    private final LiveNodes nodes;
    private final InstantSource clock;
    private final Duration patience;

    Eyes(Topology topology, LiveNodes nodes, InstantSource clock) {
        this(topology, nodes, clock, Observer.DEADLINE);
    }

    /// @param patience the longest that one source may take
    Eyes(Topology topology, LiveNodes nodes, InstantSource clock, Duration patience) {
        this.topology = topology;
        this.nodes = nodes;
        this.clock = clock;
        this.patience = patience;
    }

    /// @param answers the source `tutor`
    Observer observer(Source answers) {
        Map<String, Source> sources = new HashMap<>();
        topology.nodes().forEach(n -> sources.put(n.name(), nodes.source(n.name())));
        sources.put(Fact.TUTOR, answers);
        sources.put(Fact.WIRE, new WireProber(this::vantages, clock));
        List<NodeSpec> controlPlanes = topology.nodes(Role.CONTROL_PLANE);
        AdminConfs adminConfs = new AdminConfs(
                controlPlanes.stream().map(NodeSpec::name).toList(),
                nodes::node,
                patience.multipliedBy(3).dividedBy(4),
                HEAD_START);
        KubeCluster cluster = KubeCluster.of(controlPlanes, adminConfs::read, new RoutedSockets(this::route), clock);
        return new Observer(sources, cluster, clock, patience)
                .trying(new KubeWriteTrial(adminConfs::read, this::ways, clock));
    }

    /// Ways to whatever an API server may answer on: first through the machine itself, then as a client goes.
    private List<SocketFactory> ways(String host) {
        boolean endpoint = host.equals(Topology.ENDPOINT_NAME) || host.equals(topology.endpointAddress());
        List<NodeSpec> own = topology.nodes(Role.CONTROL_PLANE).stream()
                .filter(n -> n.address().equals(host))
                .toList();
        return endpoint || !own.isEmpty()
                ? Stream.concat(own.stream(), Vantage.towards(topology, host).stream())
                        .map(this::through)
                        .toList()
                : List.of();
    }

    private SocketFactory through(NodeSpec node) {
        return new RoutedSockets(to -> nodes.node(node.name()).tunnels());
    }

    /// An API server is asked through its own machine: if that is dead, so is the server.
    private SocketFactory route(InetSocketAddress to) {
        String owner = topology.nodes().stream()
                .filter(n -> n.address().equals(to.getHostString()))
                .map(NodeSpec::name)
                .findFirst()
                .orElse("cp-1");
        return nodes.node(owner).tunnels();
    }

    /// The nodes from which a host can be called, each as a wire of its own.
    Map<String, Source> apart(String host) {
        Map<String, Source> apart = new LinkedHashMap<>();
        vantages(host).forEach(v -> apart.put(v.node(), WireProber.measuring(v, clock)));
        return apart;
    }

    private List<Vantage> vantages(String host) {
        return Vantage.towards(topology, host).stream()
                .map(n -> new Vantage(n.name(), through(n)))
                .toList();
    }
}
