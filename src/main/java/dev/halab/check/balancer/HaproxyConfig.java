package dev.halab.check.balancer;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/// A HAProxy configuration as far as claims look at it. Nothing is refused: whether HAProxy itself can read the file is
/// for `haproxy -c` to say.
///
/// @param global the lines of all global sections
/// @param proxies frontends, backends and listen sections, in order
/// @param conditional line of the first `.if`; what such a file means depends on more than the file
record HaproxyConfig(List<ConfigLine> global, List<Proxy> proxies, OptionalInt conditional) {
    private static final Set<String> PROXIES = Set.of("frontend", "backend", "listen");

    /// Words that begin a section, up to HAProxy 3.2.
    private static final Set<String> SECTIONS = Set.of(
            "global",
            "defaults",
            "frontend",
            "backend",
            "listen",
            "peers",
            "resolvers",
            "userlist",
            "mailers",
            "cache",
            "program",
            "http-errors",
            "ring",
            "log-forward",
            "log-profile",
            "fcgi-app",
            "crt-store",
            "traces",
            "acme");

    HaproxyConfig {
        global = List.copyOf(global);
        proxies = List.copyOf(proxies);
    }

    static HaproxyConfig of(String text) {
        Builder builder = new Builder();
        ConfigLine.all(text).forEach(builder::add);
        return builder.build();
    }

    /// Sections that accept connections.
    List<Proxy> frontends() {
        return proxies.stream().filter(p -> !p.keyword().equals("backend")).toList();
    }

    /// The section that connections to the backend `name` go to.
    Optional<Proxy> backend(String name) {
        return proxies.stream()
                .filter(p -> !p.keyword().equals("frontend") && p.name().equals(name))
                .findFirst();
    }

    /// Whether the global section offers a socket for statistics.
    boolean hasStatsSocket() {
        return !statsSockets().isEmpty();
    }

    /// Where the global section offers sockets for statistics: a path, or an address of the network.
    List<String> statsSockets() {
        return global.stream()
                .filter(line -> line.is("stats", "socket"))
                .map(line -> line.word(2).replaceFirst("^unix@", ""))
                .toList();
    }

    private static final class Builder {
        private final List<ConfigLine> global = new ArrayList<>();
        private final List<Proxy> proxies = new ArrayList<>();
        private final Map<String, List<ConfigLine>> defaults = new HashMap<>();
        private List<ConfigLine> latestDefaults = new ArrayList<>();
        private List<ConfigLine> current = new ArrayList<>();
        private OptionalInt conditional = OptionalInt.empty();

        void add(ConfigLine line) {
            String first = line.word(0);
            if (first.startsWith(".if") && conditional.isEmpty()) {
                conditional = OptionalInt.of(line.number());
            } else if (SECTIONS.contains(first)) {
                begin(line);
            } else {
                current.add(line);
            }
        }

        private void begin(ConfigLine line) {
            current = new ArrayList<>();
            if (line.is("global")) {
                current = global;
            } else if (line.is("defaults")) {
                // starts from nothing, or from the section that it names
                current.addAll(named(line).orElseGet(List::of));
                defaults.put(line.word(1), current);
                latestDefaults = current;
            } else if (PROXIES.contains(line.word(0))) {
                List<ConfigLine> inherited = named(line).orElse(latestDefaults);
                proxies.add(new Proxy(line.word(0), line.word(1), line.number(), current, inherited));
            }
        }

        private Optional<List<ConfigLine>> named(ConfigLine line) {
            int from = line.words().lastIndexOf("from");
            return from > 0 ? Optional.ofNullable(defaults.get(line.word(from + 1))) : Optional.empty();
        }

        HaproxyConfig build() {
            List<Proxy> complete = proxies.stream()
                    .map(p -> new Proxy(
                            p.keyword(), p.name(), p.line(), List.copyOf(p.own()), List.copyOf(p.inherited())))
                    .toList();
            return new HaproxyConfig(global, complete, conditional);
        }
    }
}
