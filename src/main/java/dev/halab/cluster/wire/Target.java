package dev.halab.cluster.wire;

import dev.halab.fact.Fact;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// What is called.
///
/// @param path path of the request
/// @param connections how many connections are to be made
record Target(String host, int port, String path, int connections) {
    private static final Pattern HOST =
            Pattern.compile("[A-Za-z0-9]([A-Za-z0-9.-]{0,251}[A-Za-z0-9])?|[0-9a-fA-F:.]{2,45}");
    private static final Pattern PATH = Pattern.compile("/[!-~]*");
    private static final Pattern ADDRESS = Pattern.compile("[0-9.]+|.*:.*");
    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,5}");

    /// The target of a fact `https`; empty if it is none.
    static Optional<Target> of(Fact fact) {
        List<String> a = fact.arguments();
        boolean plain = fact.kind().equals("https")
                && a.size() == 4
                && HOST.matcher(a.get(0)).matches()
                && NUMBER.matcher(a.get(1)).matches()
                && PATH.matcher(a.get(2)).matches()
                && NUMBER.matcher(a.get(3)).matches();
        if (!plain) {
            return Optional.empty();
        }
        Target target = new Target(a.get(0), Integer.parseInt(a.get(1)), a.get(2), Integer.parseInt(a.get(3)));
        return target.port() >= 1 && target.port() <= 65535 && target.connections() >= 1
                ? Optional.of(target)
                : Optional.empty();
    }

    /// The same call, whatever its number of connections.
    Target alike() {
        return new Target(host, port, path, 1);
    }

    /// `HOST:PORT`.
    String server() {
        return (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
    }

    /// The name to ask for; empty where the host is an address.
    Optional<String> serverName() {
        return ADDRESS.matcher(host).matches() ? Optional.empty() : Optional.of(host);
    }
}
