package dev.halab.check.balancer;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A server of a backend.
///
/// @param host name or address as written
/// @param port as written: a number, `+N` or `-N` (relative to the port of the connection), or empty (the same port)
/// @param options its options and those of default-server: by name, with the value if it takes one
record ServerLine(String name, String host, String port, Map<String, String> options, int line) {
    private static final Set<String> WITH_VALUE = Set.of(
            "addr",
            "agent-addr",
            "agent-inter",
            "agent-port",
            "agent-send",
            "alpn",
            "ca-file",
            "check-alpn",
            "check-proto",
            "check-sni",
            "ciphers",
            "ciphersuites",
            "client-sigalgs",
            "cookie",
            "crl-file",
            "crt",
            "curves",
            "downinter",
            "error-limit",
            "fall",
            "fastinter",
            "guid",
            "hash-key",
            "id",
            "init-addr",
            "init-state",
            "inter",
            "log-bufsize",
            "log-proto",
            "max-reuse",
            "maxconn",
            "maxqueue",
            "minconn",
            "namespace",
            "npn",
            "observe",
            "on-error",
            "on-marked-down",
            "on-marked-up",
            "pool-conn-name",
            "pool-low-conn",
            "pool-max-conn",
            "pool-purge-delay",
            "port",
            "proto",
            "proxy-v2-options",
            "redir",
            "resolve-net",
            "resolve-opts",
            "resolve-prefer",
            "resolvers",
            "rise",
            "shard",
            "sigalgs",
            "slowstart",
            "sni",
            "socks4",
            "source",
            "ssl-max-ver",
            "ssl-min-ver",
            "tcp-ut",
            "track",
            "usesrc",
            "verify",
            "verifyhost",
            "weight",
            "ws");
    private static final Pattern ADDRESS = Pattern.compile(
            "(?:ipv[46]@|tcp4?@|tcp6@)?(\\[[0-9A-Fa-f:.]+]|[^:\\[\\]]+|[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*?)(?::([+-]?\\d{1,5}))?");
    private static final int MOST_OF_A_TEMPLATE = 100;

    ServerLine {
        options = Map.copyOf(options);
    }

    static ServerLine of(ConfigLine line, List<String> defaults) {
        return make(line.word(1), line.word(2), line.from(3), defaults, line.number());
    }

    /// The servers of `server-template PREFIX COUNT|FIRST-LAST HOST:PORT …`.
    static List<ServerLine> template(ConfigLine line, List<String> defaults) {
        Matcher range = Pattern.compile("(?:(\\d{1,4})-)?(\\d{1,4})").matcher(line.word(2));
        List<ServerLine> servers = new ArrayList<>();
        if (range.matches()) {
            int first = range.group(1) == null ? 1 : Integer.parseInt(range.group(1));
            int last = Math.min(Integer.parseInt(range.group(2)), first + MOST_OF_A_TEMPLATE);
            for (int i = first; i <= last; i++) {
                servers.add(make(line.word(1) + i, line.word(3), line.from(4), defaults, line.number()));
            }
        }
        return servers;
    }

    private static ServerLine make(String name, String address, List<String> words, List<String> defaults, int line) {
        Map<String, String> options = new LinkedHashMap<>();
        apply(defaults, options);
        apply(words, options);
        Matcher matcher = ADDRESS.matcher(address);
        boolean known = matcher.matches();
        String host = known ? matcher.group(1).replaceAll("[\\[\\]]", "") : address;
        String port = known && matcher.group(2) != null ? matcher.group(2) : "";
        return new ServerLine(name, host, port, options, line);
    }

    private static void apply(List<String> words, Map<String, String> options) {
        for (int i = 0; i < words.size(); i++) {
            String word = words.get(i);
            if (WITH_VALUE.contains(word)) {
                options.put(word, i + 1 < words.size() ? words.get(++i) : "");
            } else if (word.startsWith("no-") && !word.equals("no-sslv3") && !word.startsWith("no-tlsv")) {
                options.remove(word.substring(3));
            } else if (word.equals("enabled")) {
                options.remove("disabled");
            } else {
                options.put(word, "");
            }
        }
    }

    boolean has(String option) {
        return options.containsKey(option);
    }

    Optional<String> option(String option) {
        return Optional.ofNullable(options.get(option));
    }

    /// Why it gets no connections though it is there, if it does not.
    Optional<String> idle() {
        if (has("disabled")) {
            return Optional.of("it is disabled");
        }
        if (has("backup")) {
            return Optional.of("it is a backup: it gets connections only when all others are down");
        }
        return option("weight").filter("0"::equals).map(weight -> "it has weight 0");
    }

    /// The port that connections to `entry` are sent on to.
    int effectivePort(int entry) {
        if (port.isEmpty()) {
            return entry;
        }
        return port.matches("[+-].*") ? entry + Integer.parseInt(port) : Integer.parseInt(port);
    }
}
