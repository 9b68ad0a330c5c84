package dev.halab.check.balancer;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// An address that a server of nginx listens on.
///
/// @param host as written; `*` for every IPv4 address
record NginxListen(NginxDirective server, NginxDirective directive, String host, int first, int last) {
    private static final Pattern PORTS = Pattern.compile("(\\d{1,5})(?:-(\\d{1,5}))?");

    /// Where a server accepts TCP connections over IPv4 or IPv6; sockets of Unix and UDP are left out.
    static List<NginxListen> of(NginxDirective server) {
        return server.all("listen").stream()
                .filter(d -> !d.has("udp") && !d.word(0).startsWith("unix:"))
                .flatMap(d -> parse(server, d))
                .toList();
    }

    private static Stream<NginxListen> parse(NginxDirective server, NginxDirective directive) {
        String word = directive.word(0);
        int colon = word.endsWith("]") ? -1 : word.lastIndexOf(':');
        String host = colon < 0 ? "*" : word.substring(0, colon);
        Matcher ports = PORTS.matcher(word.substring(colon + 1));
        if (!ports.matches()) {
            // a bare address: http{} takes port 80 then, stream{} refuses it
            return Stream.empty();
        }
        int first = Integer.parseInt(ports.group(1));
        int last = ports.group(2) == null ? first : Integer.parseInt(ports.group(2));
        return Stream.of(new NginxListen(server, directive, host, first, last));
    }

    boolean on(int port) {
        return first <= port && port <= last;
    }

    /// Whether every IPv4 address leads here; `[::]` alone is for IPv6 only since nginx 1.3.4.
    boolean everywhere() {
        return host.equals("*") || host.equals("0.0.0.0") || (host.equals("[::]") && directive.has("ipv6only=off"));
    }

    /// `listen 6443 (line 12)`.
    String text() {
        return "%s (%s)".formatted(directive.text(), directive.place());
    }
}
