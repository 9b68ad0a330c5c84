package dev.halab.topology;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/// The nodes of a lab and the control-plane endpoint in front of them.
///
/// @param name `standard`, `vip`, `external-etcd` or `mini`
/// @param prefix first three octets of the lab network: `192.168.56`
/// @param network the lab network: `192.168.56.0/24`, other lengths where the hosts are somebody's own
/// @param endpointAddress the address of the control-plane endpoint
/// @param nodes the nodes, load balancers first
public record Topology(String name, String prefix, String network, String endpointAddress, List<NodeSpec> nodes) {
    /// The name that stands for the control-plane endpoint.
    public static final String ENDPOINT_NAME = "k8s-api.lab";

    /// The port of the control-plane endpoint and of every API server.
    public static final int API_PORT = 6443;

    /// The lab network unless the configuration names another.
    public static final String DEFAULT_PREFIX = "192.168.56";

    private static final Pattern PREFIX =
            Pattern.compile("((25[0-5]|2[0-4]\\d|1?\\d?\\d)\\.){2}(25[0-5]|2[0-4]\\d|1?\\d?\\d)");

    public Topology {
        if (!PREFIX.matcher(prefix).matches()) {
            throw new IllegalArgumentException("not three octets: " + prefix);
        }
        Cidr.of(network);
        nodes = List.copyOf(nodes);
    }

    /// Nodes in the network `prefix`.0/24, with its address 10 as the endpoint.
    public Topology(String name, String prefix, List<NodeSpec> nodes) {
        this(name, prefix, prefix + ".0/24", prefix + ".10", nodes);
    }

    /// The same nodes at other addresses, in another network and behind another endpoint. Nodes that `addresses`
    /// does not name keep theirs.
    public Topology at(String otherNetwork, String otherEndpoint, Map<String, String> addresses) {
        String first = otherNetwork.substring(0, otherNetwork.indexOf('/'));
        return new Topology(
                name,
                first.substring(0, first.lastIndexOf('.')),
                otherNetwork,
                otherEndpoint,
                nodes.stream()
                        .map(n -> new NodeSpec(n.name(), n.role(), addresses.getOrDefault(n.name(), n.address())))
                        .toList());
    }

    /// The names of all topologies.
    public static List<String> names() {
        return List.of("standard", "vip", "external-etcd", "mini");
    }

    /// The topology of that name in the network `prefix`.0/24.
    public static Optional<Topology> of(String name, String prefix) {
        return switch (name) {
            case "standard" -> Optional.of(make(name, prefix, 1, 3, 1, 0));
            case "vip" -> Optional.of(make(name, prefix, 2, 3, 1, 0));
            case "external-etcd" -> Optional.of(make(name, prefix, 1, 2, 1, 3));
            case "mini" -> Optional.of(make(name, prefix, 1, 2, 0, 0));
            default -> Optional.empty();
        };
    }

    private static Topology make(String name, String prefix, int lbs, int cps, int workers, int etcds) {
        List<NodeSpec> nodes = new ArrayList<>();
        // one load balancer is the endpoint itself; two stand beside the VIP
        add(nodes, Role.LOAD_BALANCER, lbs, prefix, lbs == 1 ? 10 : 8);
        add(nodes, Role.ETCD, etcds, prefix, 31);
        add(nodes, Role.CONTROL_PLANE, cps, prefix, 11);
        add(nodes, Role.WORKER, workers, prefix, 21);
        return new Topology(name, prefix, nodes);
    }

    private static void add(List<NodeSpec> nodes, Role role, int count, String prefix, int first) {
        IntStream.range(0, count)
                .mapToObj(i -> new NodeSpec(role.word() + "-" + (i + 1), role, prefix + "." + (first + i)))
                .forEach(nodes::add);
    }

    /// The node of that name.
    public Optional<NodeSpec> node(String nodeName) {
        return nodes.stream().filter(n -> n.name().equals(nodeName)).findFirst();
    }

    /// The nodes of a role, in order.
    public List<NodeSpec> nodes(Role role) {
        return nodes.stream().filter(n -> n.role() == role).toList();
    }

    /// The nodes that `selector` names: a node's name, a role's word, or `all`; empty if it names none.
    public List<NodeSpec> select(String selector) {
        if (selector.equals("all")) {
            return nodes;
        }
        return Role.of(selector)
                .map(this::nodes)
                .orElseGet(() -> node(selector).map(List::of).orElse(List.of()));
    }

    /// Whether an IPv4 address lies in the lab network.
    public boolean contains(String address) {
        return Cidr.of(network).contains(address);
    }

    /// The predefined variables of labs and answers: `endpoint` (name and port), `endpoint.ip` (address and
    /// port), `endpoint.name`, `endpoint.address`, `network`, and `node.NAME` (that node's address).
    public Map<String, String> variables() {
        Map<String, String> variables = new LinkedHashMap<>();
        variables.put("endpoint", ENDPOINT_NAME + ":" + API_PORT);
        variables.put("endpoint.ip", endpointAddress + ":" + API_PORT);
        variables.put("endpoint.name", ENDPOINT_NAME);
        variables.put("endpoint.address", endpointAddress);
        variables.put("network", network);
        nodes.forEach(n -> variables.put("node." + n.name(), n.address()));
        return variables;
    }
}
