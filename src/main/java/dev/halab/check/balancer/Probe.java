package dev.halab.check.balancer;

import dev.halab.check.Cause;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// How a backend checks a server, and how much that proves.
///
/// @param level what a success proves
/// @param flaw why the check cannot do its work, if it cannot
/// @param says the setting that makes it so, for the learner
/// @param line where that setting stands
/// @param clear whether the file alone tells what the check does
record Probe(Level level, Optional<Flaw> flaw, String says, int line, boolean clear) {
    /// What a success proves: a connection opens, TLS answers, the API server is ready.
    enum Level {
        TCP,
        TLS,
        HTTP;

        /// The word in course files.
        static Level of(String word) {
            return valueOf(word.toUpperCase(Locale.ROOT));
        }
    }

    /// A check that cannot do its work.
    record Flaw(Cause cause, String expected, String actual) {}

    private static final Set<String> PATHS = Set.of("/readyz", "/livez", "/healthz");
    private static final Pattern REQUEST = Pattern.compile("([A-Z]+) (\\S+)");

    /// How `backend` checks `server`, which gets connections on `port`.
    static Probe of(Proxy backend, ServerLine server, int port) {
        Optional<Proxy.Setting> option = backend.checkOption();
        int line = option.filter(Proxy.Setting::own).map(s -> s.line().number()).orElse(server.line());
        String type = option.map(s -> s.line().word(1)).orElse("");
        String says = option.map(Proxy.Setting::text).orElse("no option for checks");
        Rules rules = Rules.of(backend, server, type, option);
        Optional<Flaw> elsewhere = rules.elsewhere(server, port);
        if (elsewhere.isPresent()) {
            return new Probe(Level.TCP, elsewhere, says, line, true);
        }
        Level bare = rules.tls() ? Level.TLS : Level.TCP;
        return switch (type) {
            case "tcp-check" ->
                rules.sends().isEmpty()
                        ? new Probe(bare, Optional.empty(), says, line, true)
                        : new Probe(
                                Level.HTTP,
                                rules.flaw(),
                                says,
                                line,
                                rules.expectation().understood());
            case "httpchk" ->
                new Probe(
                        Level.HTTP,
                        rules.flaw(),
                        says,
                        line,
                        rules.expectation().understood());
            case "ssl-hello-chk" -> new Probe(Level.TLS, Optional.empty(), says, line, true);
            case "external-check" -> new Probe(Level.HTTP, Optional.empty(), says, line, false);
            case "" -> new Probe(bare, Optional.empty(), says, line, true);
            default -> new Probe(Level.TCP, Optional.of(foreign(says)), says, line, true);
        };
    }

    private static Flaw foreign(String says) {
        return new Flaw(HaproxyCauses.CHECK_REQUEST, "a check that asks an API server", says);
    }

    /// The steps of a check.
    ///
    /// @param tls whether it speaks TLS
    /// @param connects the words of its `connect` rules
    /// @param sends the requests it makes, as `METHOD PATH`
    record Rules(boolean tls, List<List<String>> connects, List<String> sends, Expectation expectation, boolean raw) {
        static Rules of(Proxy backend, ServerLine server, String type, Optional<Proxy.Setting> option) {
            boolean http = type.equals("httpchk");
            boolean tcp = type.equals("tcp-check");
            List<ConfigLine> lines = http ? backend.rules("http-check") : tcp ? backend.rules("tcp-check") : List.of();
            List<List<String>> connects = after(lines, "connect");
            boolean serverTls = server.has("check-ssl") || server.has("ssl");
            boolean tls = connects.isEmpty()
                    ? serverTls
                    : connects.stream().anyMatch(c -> c.contains("ssl") || (serverTls && c.contains("default")));
            List<String> sends = http ? List.of(request(option, after(lines, "send"))) : tcpSends(lines);
            return new Rules(tls, connects, sends, new Expectation(after(lines, "expect")), tcp);
        }

        private static List<List<String>> after(List<ConfigLine> lines, String word) {
            return lines.stream()
                    .filter(l -> l.word(1).equals(word))
                    .map(l -> l.from(2))
                    .toList();
        }

        /// `option httpchk [METHOD] PATH`, then what `http-check send` changes of it.
        private static String request(Optional<Proxy.Setting> option, List<List<String>> sends) {
            List<String> words = option.map(s -> s.line().from(2)).orElse(List.of());
            String method = words.size() > 1 ? words.getFirst() : "OPTIONS";
            String path = words.isEmpty() ? "/" : words.get(words.size() > 1 ? 1 : 0);
            for (List<String> send : sends) {
                method = value(send, "meth").orElse(method);
                path = value(send, "uri").or(() -> value(send, "uri-lf")).orElse(path);
            }
            return method + " " + path;
        }

        private static List<String> tcpSends(List<ConfigLine> lines) {
            List<String> sends = new ArrayList<>();
            for (ConfigLine line : lines) {
                if (line.word(1).startsWith("send")) {
                    Matcher request = REQUEST.matcher(line.word(2));
                    sends.add(request.lookingAt() ? request.group() : line.word(2));
                }
            }
            return sends;
        }

        private static Optional<String> value(List<String> words, String name) {
            int at = words.indexOf(name);
            return at >= 0 && at + 1 < words.size() ? Optional.of(words.get(at + 1)) : Optional.empty();
        }

        Optional<Flaw> elsewhere(ServerLine server, int port) {
            List<String> ports = new ArrayList<>();
            server.option("port").ifPresent(ports::add);
            connects.forEach(c -> value(c, "port").ifPresent(ports::add));
            List<String> hosts = new ArrayList<>();
            server.option("addr").ifPresent(hosts::add);
            connects.forEach(c -> value(c, "addr").ifPresent(hosts::add));
            String wanted = "a check of %s:%d".formatted(server.host(), port);
            return ports.stream()
                    .filter(p -> !p.equals(Integer.toString(port)))
                    .findFirst()
                    .map(p -> "the check connects to port " + p)
                    .or(() -> hosts.stream()
                            .filter(host -> !host.equals(server.host()))
                            .findFirst()
                            .map(host -> "the check connects to " + host))
                    .map(actual -> new Flaw(HaproxyCauses.CHECK_PORT, wanted, actual));
        }

        /// Why asking over HTTP tells nothing, if so.
        Optional<Flaw> flaw() {
            if (!tls) {
                return Optional.of(new Flaw(
                        HaproxyCauses.CHECK_PLAIN,
                        "a check that speaks TLS: 'check check-ssl verify none'",
                        "plain HTTP, which an API server answers with 400"));
            }
            Matcher request = REQUEST.matcher(sends.getLast());
            boolean get = request.matches() && request.group(1).equals("GET");
            if (!get || !PATHS.contains(request.group(2).replaceFirst("\\?.*$", ""))) {
                return Optional.of(new Flaw(
                        HaproxyCauses.CHECK_REQUEST,
                        "GET /readyz",
                        sends.getLast() + ", which an API server refuses without a login"));
            }
            return expectations();
        }

        private Optional<Flaw> expectations() {
            Expectation.Response ready = Expectation.Response.READY;
            if (!expectation.accepts(raw ? ready.raw() : ready)) {
                return Optional.of(
                        new Flaw(HaproxyCauses.CHECK_EXPECT, "status 200 is good", "200 'ok' counts as a failure"));
            }
            if (raw && expectation.rules().isEmpty()) {
                return Optional.of(
                        new Flaw(HaproxyCauses.CHECK_EXPECT, "only status 200 is good", "any answer is good"));
            }
            return Expectation.Response.OTHERS.stream()
                    .filter(other -> expectation.accepts(raw ? other.raw() : other))
                    .findFirst()
                    .map(other -> new Flaw(
                            HaproxyCauses.CHECK_EXPECT,
                            "only status 200 is good",
                            "%d '%s' counts as good"
                                    .formatted(
                                            other.status(),
                                            other.body().lines().findFirst().orElse(""))));
        }
    }
}
