package dev.halab.cluster.wire;

import dev.halab.fact.Fact;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// What is called.
///
/// @param secure whether by TLS
/// @param path path of the request
/// @param connections how many connections are to be made
/// @param longest how many bytes of a body are kept
record Target(boolean secure, String host, int port, String path, int connections, int longest) {
    private static final int SHORT = 4096;
    private static final int LONG = 64 << 10;

    private static final Pattern HOST =
            Pattern.compile("[A-Za-z0-9]([A-Za-z0-9.-]{0,251}[A-Za-z0-9])?|[0-9a-fA-F:.]{2,45}");
    private static final Pattern PATH = Pattern.compile("/[!-~]*");
    private static final Pattern ADDRESS = Pattern.compile("[0-9.]+|.*:.*");
    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,5}");
    private static final Pattern SCHEME = Pattern.compile("https?");

    /// The target of a fact `https` or `http`; empty if it is none.
    static Optional<Target> of(Fact fact) {
        List<String> a = fact.arguments();
        if (a.size() != 4) {
            return Optional.empty();
        }
        return switch (fact.kind()) {
            case "https" -> target(true, a.get(0), a.get(1), a.get(2), a.get(3), SHORT);
            case "http" ->
                SCHEME.matcher(a.get(0)).matches()
                        ? target(a.get(0).equals("https"), a.get(1), a.get(2), a.get(3), "1", LONG)
                        : Optional.empty();
            default -> Optional.empty();
        };
    }

    private static Optional<Target> target(
            boolean secure, String host, String port, String path, String connections, int longest) {
        boolean plain = HOST.matcher(host).matches()
                && NUMBER.matcher(port).matches()
                && PATH.matcher(path).matches()
                && NUMBER.matcher(connections).matches();
        if (!plain) {
            return Optional.empty();
        }
        Target target = new Target(secure, host, Integer.parseInt(port), path, Integer.parseInt(connections), longest);
        return target.port() >= 1 && target.port() <= 65535 && target.connections() >= 1
                ? Optional.of(target)
                : Optional.empty();
    }

    /// The same call, whatever its number of connections.
    Target alike() {
        return new Target(secure, host, port, path, 1, longest);
    }

    /// `HOST:PORT`.
    String server() {
        return (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
    }

    /// The name to ask for; empty where the host is an address, and without TLS.
    Optional<String> serverName() {
        return !secure || ADDRESS.matcher(host).matches() ? Optional.empty() : Optional.of(host);
    }
}
