package dev.halab.check.kubeadm;

import dev.halab.check.Field;
import dev.halab.check.Fields;
import dev.halab.check.HostPort;
import dev.halab.check.Scope;
import dev.halab.check.Type;
import dev.halab.topology.NodeSpec;
import dev.halab.topology.Role;
import dev.halab.topology.Topology;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;

/// The control-plane endpoint that a claim asks for; its name and its address are the same to a learner.
///
/// @param asked what the check names, or the topology's own endpoint
record ApiEndpoint(Topology topology, HostPort asked) {
    /// The optional field that names it.
    static Field field(String name) {
        return Field.optional(
                name, new Type.Endpoint(), "the control-plane endpoint; the lab's own if not given; name or address");
    }

    static ApiEndpoint of(Fields fields, String name, Scope scope) {
        HostPort own = new HostPort(Topology.ENDPOINT_NAME, Topology.API_PORT);
        return new ApiEndpoint(scope.topology(), fields.findEndpoint(name).orElse(own));
    }

    /// Whether `host:port` is this endpoint, by name or by address.
    boolean is(HostPort hostPort) {
        return hostPort.port() == asked.port() && isHost(hostPort.host());
    }

    /// Whether `host` names this endpoint.
    boolean isHost(String host) {
        return lower(host).equals(lower(asked.host())) || (isOwn(host) && isOwn(asked.host()));
    }

    private boolean isOwn(String host) {
        return lower(host).equals(Topology.ENDPOINT_NAME) || host.equals(topology.endpointAddress());
    }

    /// The control plane that `host` names or whose address it is.
    Optional<NodeSpec> controlPlane(String host) {
        return topology.nodes(Role.CONTROL_PLANE).stream()
                .filter(n -> n.address().equals(host) || n.name().equals(lower(host)))
                .findFirst();
    }

    /// Both ways to write it, for the part of a message that says what should be there.
    String expected() {
        return isOwn(asked.host())
                ? "%s:%d (or %s:%d)"
                        .formatted(Topology.ENDPOINT_NAME, asked.port(), topology.endpointAddress(), asked.port())
                : asked.toString();
    }

    /// The host and port of an `https://` address; empty if `url` is not one.
    static Optional<HostPort> ofUrl(String url) {
        try {
            URI uri = new URI(url.strip());
            String host = uri.getHost();
            if (host == null || !"https".equals(uri.getScheme())) {
                return Optional.empty();
            }
            String bare = host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
            return Optional.of(new HostPort(bare, uri.getPort() < 0 ? 443 : uri.getPort()));
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }

    /// `HOST:PORT`, or a bare host, which kubeadm completes with 6443; empty if it is neither.
    static Optional<HostPort> ofText(String text) {
        return text.isBlank() || text.contains(":")
                ? HostPort.of(text)
                : Optional.of(new HostPort(text, Topology.API_PORT))
                        .filter(h -> !h.host().contains("/"));
    }

    private static String lower(String host) {
        return host.toLowerCase(Locale.ROOT);
    }
}
