package dev.halab.check.balancer;

import dev.halab.check.FieldProblem;
import dev.halab.check.HostPort;
import dev.halab.topology.Topology;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// An address that a frontend binds.
///
/// @param host as written, without brackets and family; empty or `*` for every address
/// @param first first port
/// @param last last port, the same unless a range is bound
record Listener(Proxy proxy, int line, String host, int first, int last, List<String> options) {
    private static final Pattern ADDRESS =
            Pattern.compile("(?:(ipv4|ipv6|tcp4?|tcp6)@)?(.*):(\\d{1,5})(?:-(\\d{1,5}))?");

    Listener {
        options = List.copyOf(options);
    }

    /// Everything that sections which are switched on bind, sockets of the file system left out.
    static List<Listener> of(HaproxyConfig config) {
        List<Listener> listeners = new ArrayList<>();
        for (Proxy proxy : config.frontends()) {
            if (!proxy.disabled()) {
                proxy.own().stream().filter(l -> l.is("bind")).forEach(l -> add(proxy, l, listeners));
            }
        }
        return listeners;
    }

    private static void add(Proxy proxy, ConfigLine line, List<Listener> listeners) {
        for (String address : line.word(1).split(",", -1)) {
            Matcher matcher = ADDRESS.matcher(address);
            if (matcher.matches()) {
                String host = matcher.group(2).replaceAll("[\\[\\]]", "");
                boolean six = matcher.group(1) != null && matcher.group(1).endsWith("6") && host.isEmpty();
                int first = Integer.parseInt(matcher.group(3));
                int last = matcher.group(4) == null ? first : Integer.parseInt(matcher.group(4));
                listeners.add(new Listener(proxy, line.number(), six ? "::" : host, first, last, line.from(2)));
            }
        }
    }

    /// Where clients connect to, of a field: `6443`, `:6443`, `*:6443`, `NAME:6443` or `ADDRESS:6443`; the endpoint
    /// if it is
    /// empty.
    ///
    /// @throws FieldProblem if it is something else
    static HostPort wanted(Optional<String> text, String field, Topology topology) {
        String endpoint = topology.endpointAddress();
        String port = text.orElse(":" + Topology.API_PORT);
        String whole = port.matches("\\d+") ? endpoint + ":" + port : port.replaceFirst("^\\*?:", endpoint + ":");
        HostPort bind = HostPort.of(whole)
                .orElseThrow(() -> new FieldProblem(
                        field, "'%s' is not a port or an address and a port".formatted(port), "write \":6443\""));
        return bind.host().equals(Topology.ENDPOINT_NAME) ? new HostPort(endpoint, bind.port()) : bind;
    }

    boolean on(int port) {
        return first <= port && port <= last;
    }

    /// Whether connections to every IPv4 address come here.
    boolean everywhere() {
        return host.isEmpty()
                || host.equals("*")
                || host.equals("0.0.0.0")
                || (host.equals("::") && !options.contains("v6only"));
    }

    /// An option of the bind line that makes it speak something else than plain bytes.
    Optional<String> option(String name) {
        return options.stream().filter(name::equals).findFirst();
    }

    /// `*:6443 (line 12)`.
    String text() {
        String shown = host.isEmpty() ? "*" : host.contains(":") ? "[" + host + "]" : host;
        return "%s:%d%s (line %d)".formatted(shown, first, last > first ? "-" + last : "", line);
    }
}
