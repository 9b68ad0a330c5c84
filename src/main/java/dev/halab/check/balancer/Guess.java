package dev.halab.check.balancer;

import dev.halab.check.tls.Connections;
import dev.halab.fact.Fact;
import dev.halab.fact.Reading;
import dev.halab.fact.Snapshot;
import dev.halab.fact.Unobserved;

/// What HAProxy must hold of a server when nobody can ask HAProxy: its check, tried by halab.
final class Guess {
    private Guess() {}

    /// @param fact one connection to the server with `GET /readyz`
    static StatRow of(Snapshot snapshot, Fact fact, Proxy section, ServerLine server, HaproxyFile file) {
        Connections.Connection seen = Connections.read(snapshot.text(fact)).all().stream()
                .findFirst()
                .orElseThrow(() -> new Unobserved(fact, Reading.Reason.NO_ANSWER, "no connection was made"));
        if (!server.has("check") && !server.has("track")) {
            return row(section, server, "no check", "", "");
        }
        if (seen.stage().equals("connect")) {
            return row(section, server, "DOWN", "L4CON", "");
        }
        return switch (Probe.of(section, server, server.effectivePort(file.port()))
                .level()) {
            case TCP -> row(section, server, "UP", "L4OK", "");
            case TLS ->
                seen.stage().equals("tls")
                        ? row(section, server, "DOWN", "L6RSP", "")
                        : row(section, server, "UP", "L6OK", "");
            case HTTP -> asked(section, server, seen);
        };
    }

    private static StatRow asked(Proxy section, ServerLine server, Connections.Connection seen) {
        if (!seen.done()) {
            return row(section, server, "DOWN", "L6RSP", "");
        }
        String code = Integer.toString(seen.status());
        return seen.status() == 200
                ? row(section, server, "UP", "L7OK", code)
                : row(section, server, "DOWN", "L7STS", code);
    }

    private static StatRow row(Proxy section, ServerLine server, String status, String check, String code) {
        return new StatRow(section.name(), server.name(), status, check, code, "asked by halab", "?", "", "");
    }
}
