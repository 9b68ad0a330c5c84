package dev.halab.check.node;

import dev.halab.check.FieldProblem;
import dev.halab.fact.Fact;
import dev.halab.fact.Facts;
import dev.halab.problem.DidYouMean;
import dev.halab.topology.NodeSpec;
import dev.halab.topology.Role;
import dev.halab.topology.Topology;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// What is asked: an address of the lab, and no other.
///
/// @param written as the course has it
/// @param host what is called: the endpoint's name, or an address of the lab
record HttpUrl(String written, String scheme, String host, int port, String path) {
    private static final String VIP = "vip";
    private static final String FIELD = "url";

    private static final Pattern URL = Pattern.compile(
            "(https?)://([A-Za-z0-9.-]{1,253})(?::([1-9][0-9]{0,4}))?(/[A-Za-z0-9._~/?&=%:+-]{0,400})?");

    /// Reads one.
    ///
    /// @throws FieldProblem if it is none, or leads out of the lab
    static HttpUrl of(String text, Topology topology) {
        Matcher url = URL.matcher(text);
        if (!url.matches()) {
            throw new FieldProblem(
                    FIELD,
                    "'%s' is not http or https, a host, a port and a path".formatted(text),
                    "write for instance \"https://${endpoint}/readyz\"");
        }
        boolean secure = url.group(1).equals("https");
        int port = Optional.ofNullable(url.group(3)).map(Integer::parseInt).orElse(secure ? 443 : 80);
        if (port > 65535) {
            throw new FieldProblem(FIELD, "%d is no port".formatted(port), "write 1 to 65535");
        }
        String path = Optional.ofNullable(url.group(4)).orElse("/");
        return new HttpUrl(text, url.group(1), called(url.group(2), topology), port, path);
    }

    private static String called(String written, Topology topology) {
        String host = written.toLowerCase(Locale.ROOT);
        if (host.equals(VIP)) {
            if (topology.nodes(Role.LOAD_BALANCER).size() < 2) {
                throw new FieldProblem(
                        FIELD,
                        "topology '%s' has no virtual address".formatted(topology.name()),
                        "write \"${endpoint}\"");
            }
            return topology.endpointAddress();
        }
        if (host.equals(Topology.ENDPOINT_NAME) || host.equals(topology.endpointAddress())) {
            return host;
        }
        return topology.nodes().stream()
                .filter(n -> n.name().equals(host) || n.address().equals(host))
                .findFirst()
                .map(NodeSpec::address)
                .orElseThrow(() -> new FieldProblem(
                        FIELD,
                        "'%s' is no node of the lab%s, and halab asks nobody else"
                                .formatted(written, DidYouMean.suffix(host, names(topology))),
                        "name a node, 'vip' or \"${endpoint}\""));
    }

    private static List<String> names(Topology topology) {
        List<String> names = new ArrayList<>();
        Stream.concat(topology.nodes().stream().map(NodeSpec::name), Stream.of(VIP, Topology.ENDPOINT_NAME))
                .forEach(names::add);
        return names;
    }

    boolean secure() {
        return scheme.equals("https");
    }

    Fact fact() {
        return Facts.http(scheme, host, port, path);
    }
}
