package dev.halab.check.balancer;

import dev.halab.check.Cause;
import dev.halab.check.Mismatch;
import dev.halab.check.Server;
import dev.halab.fact.Facts;
import dev.halab.fact.Reading;
import dev.halab.fact.Unobserved;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/// Compares a configuration of nginx with what is wanted and names first what a teacher would name first: the layer,
/// the way in, the way out, the servers, what happens when one is dead, the timeouts.
///
/// @param node the node's name
record NginxJudge(String node, NginxConfig config, Addresses addresses, NginxWanted wanted) {
    private static final Duration USUAL_TIMEOUT = Duration.ofMinutes(10);
    private static final Duration USUAL_CONNECT_TIMEOUT = Duration.ofSeconds(60);

    /// The first thing that is wrong.
    Optional<Mismatch> mismatch() {
        List<NginxListen> entrances = entrances();
        if (entrances.isEmpty()) {
            return noEntrance();
        }
        return first(entrances, this::conflict)
                .or(() -> first(entrances, this::entrance))
                .or(() -> first(entrances, this::servers))
                .or(() -> first(entrances, this::whenOneIsDead))
                .or(() -> first(entrances, this::timeout));
    }

    private static <T> Optional<Mismatch> first(List<T> subjects, Function<T, Optional<Mismatch>> judge) {
        return subjects.stream().map(judge).flatMap(Optional::stream).findFirst();
    }

    private Optional<Mismatch> wrong(Cause cause, String expected, String actual, String place) {
        return Optional.of(new Mismatch(cause.code(), expected, actual, node + ":" + place));
    }

    private NginxDirective stream() {
        return config.stream().orElse(config.root());
    }

    /// What accepts connections to the endpoint. The kernel prefers a socket of the address itself to one of every
    /// address.
    List<NginxListen> entrances() {
        List<NginxDirective> servers = config.stream().map(s -> s.all("server")).orElse(List.of());
        return leading(servers);
    }

    private List<NginxListen> leading(List<NginxDirective> servers) {
        List<NginxListen> here = servers.stream()
                .flatMap(s -> NginxListen.of(s).stream())
                .filter(l -> l.on(wanted.port()))
                .toList();
        List<NginxListen> exact = here.stream()
                .filter(l -> !l.everywhere() && addresses.of(l.host()).equals(wanted.endpoint()))
                .toList();
        return exact.isEmpty() ? here.stream().filter(NginxListen::everywhere).toList() : exact;
    }

    private Optional<Mismatch> noEntrance() {
        String expected = "a server in stream{} with 'listen %d'".formatted(wanted.port());
        List<NginxListen> http = leading(config.httpServers());
        if (!http.isEmpty()) {
            NginxListen first = http.getFirst();
            String actual = "the server that listens there is inside http{}: TLS would have to end at nginx";
            return wrong(
                    NginxCauses.HTTP_CONTEXT,
                    expected,
                    actual,
                    first.directive().place());
        }
        List<NginxDirective> listens = config.stream().stream()
                .flatMap(s -> s.all("server").stream())
                .flatMap(s -> s.all("listen").stream())
                .toList();
        if (listens.isEmpty()) {
            String actual =
                    config.stream().isPresent() ? "stream{} has no server that listens" : "there is no stream{}";
            return wrong(
                    NginxCauses.LISTEN,
                    expected,
                    actual,
                    config.stream().map(NginxDirective::place).orElse(config.main()));
        }
        String actual = listens.stream().map(NginxDirective::text).collect(Collectors.joining(", "));
        return wrong(NginxCauses.LISTEN, expected, actual, listens.getFirst().place());
    }

    /// A server of http{} at the same port: `nginx -t` does not notice, and nginx does not start.
    private Optional<Mismatch> conflict(NginxListen entrance) {
        return config.httpServers().stream()
                .flatMap(s -> NginxListen.of(s).stream())
                .filter(l -> l.on(wanted.port()))
                .filter(l -> l.everywhere()
                        || (entrance.everywhere() && !l.host().startsWith("["))
                        || addresses.of(l.host()).equals(wanted.endpoint()))
                .findFirst()
                .flatMap(l -> wrong(
                        NginxCauses.PORT_CONFLICT,
                        "port %d for stream{} alone".formatted(wanted.port()),
                        "a server in http{} has '%s' too"
                                .formatted(l.directive().text()),
                        l.directive().place()));
    }

    /// A directive of a server, else of stream{}.
    Optional<NginxDirective> setting(NginxListen entrance, String name) {
        return entrance.server().first(name).or(() -> stream().first(name));
    }

    private Optional<Mismatch> entrance(NginxListen entrance) {
        NginxDirective listen = entrance.directive();
        if (listen.has("ssl")) {
            return wrong(NginxCauses.TLS_ENDS, "TLS passed on to the API servers", listen.text(), listen.place());
        }
        Optional<NginxDirective> ssl = setting(entrance, "proxy_ssl").filter(d -> d.has("on"));
        if (ssl.isPresent()) {
            String actual = "'proxy_ssl on' wraps TLS in TLS";
            return wrong(
                    NginxCauses.TLS_ENDS,
                    "TLS of the clients passed on as it is",
                    actual,
                    ssl.get().place());
        }
        Optional<NginxDirective> protocol = listen.has("proxy_protocol")
                ? Optional.of(listen)
                : setting(entrance, "proxy_protocol").filter(d -> d.has("on"));
        if (protocol.isPresent()) {
            String expected = "bytes of the clients and nothing else";
            return wrong(
                    NginxCauses.PROXY_PROTOCOL,
                    expected,
                    protocol.get().text(),
                    protocol.get().place());
        }
        return rejecting(entrance)
                .flatMap(d -> wrong(NginxCauses.REJECTS, "connections accepted", d.text(), d.place()))
                .or(() -> way(entrance));
    }

    private Optional<NginxDirective> rejecting(NginxListen entrance) {
        Function<NginxDirective, List<NginxDirective>> rules = in -> in.block().stream()
                .filter(d -> d.name().equals("allow") || d.name().equals("deny"))
                .toList();
        List<NginxDirective> own = rules.apply(entrance.server());
        for (NginxDirective rule : own.isEmpty() ? rules.apply(stream()) : own) {
            if (rule.name().equals("allow")) {
                return Optional.empty();
            }
            if (rule.has("all")) {
                return Optional.of(rule);
            }
        }
        return Optional.empty();
    }

    private Optional<Mismatch> way(NginxListen entrance) {
        Optional<NginxDirective> returns = entrance.server().first("return");
        if (entrance.server().first("proxy_pass").isPresent() && returns.isEmpty()) {
            return Optional.empty();
        }
        return wrong(
                NginxCauses.NO_UPSTREAM,
                "'proxy_pass' to the API servers",
                returns.map(NginxDirective::text).orElse("the server has no proxy_pass"),
                returns.map(NginxDirective::place).orElse(entrance.server().place()));
    }

    NginxUpstream upstream(NginxListen entrance) {
        NginxDirective pass = entrance.server().first("proxy_pass").orElseThrow();
        if (pass.word(0).contains("$")) {
            throw new Unobserved(
                    Facts.nginxConfig(node),
                    Reading.Reason.UNREADABLE,
                    "%s: where '%s' leads is known only when a connection comes".formatted(pass.place(), pass.text()));
        }
        return NginxUpstream.of(stream(), pass, addresses);
    }

    private Optional<Mismatch> servers(NginxListen entrance) {
        NginxUpstream upstream = upstream(entrance);
        return wrongPort(upstream)
                .or(() -> missing(upstream))
                .or(() -> extra(upstream))
                .or(() -> first(
                        upstream.peers(),
                        peer -> peer.idle()
                                .flatMap(why -> wrong(
                                        NginxCauses.IDLE_SERVER,
                                        "server %s takes its share of connections".formatted(peer.written()),
                                        why,
                                        peer.directive().place()))));
    }

    private Set<String> addressesOf(NginxUpstream upstream) {
        return upstream.peers().stream().map(NginxUpstream.Peer::address).collect(Collectors.toSet());
    }

    private Optional<Mismatch> wrongPort(NginxUpstream upstream) {
        Set<String> here = addressesOf(upstream);
        List<Server> absent = wanted.servers().stream()
                .filter(s -> !here.contains(s.address()))
                .toList();
        return first(
                absent,
                server -> upstream.peers().stream()
                        .filter(p -> p.host().equals(server.node().address()))
                        .findFirst()
                        .flatMap(p -> wrong(
                                NginxCauses.WRONG_PORT,
                                server.address(),
                                "server " + p.written(),
                                p.directive().place())));
    }

    private Optional<Mismatch> missing(NginxUpstream upstream) {
        Set<String> here = addressesOf(upstream);
        List<Server> missing = wanted.servers().stream()
                .filter(s -> !here.contains(s.address()))
                .toList();
        if (missing.isEmpty()) {
            return Optional.empty();
        }
        String servers =
                upstream.peers().stream().map(NginxUpstream.Peer::written).collect(Collectors.joining(", "));
        String expected = "%s in %s".formatted(HaproxyFile.names(missing), upstream.title());
        return wrong(NginxCauses.MISSING_SERVER, expected, "servers: " + servers, upstream.place());
    }

    private Optional<Mismatch> extra(NginxUpstream upstream) {
        Set<String> expected = wanted.servers().stream().map(Server::address).collect(Collectors.toSet());
        return upstream.peers().stream()
                .filter(p -> !expected.contains(p.address()))
                .findFirst()
                .flatMap(p -> wrong(
                        NginxCauses.EXTRA_SERVER,
                        "only " + HaproxyFile.names(wanted.servers()),
                        "server " + p.written(),
                        p.directive().place()));
    }

    private Optional<Mismatch> whenOneIsDead(NginxListen entrance) {
        Optional<NginxUpstream.Peer> never = upstream(entrance).peers().stream()
                .filter(p -> p.directive().has("max_fails=0"))
                .findFirst();
        if (never.isPresent()) {
            String actual = "max_fails=0: server %s gets connections even when it is dead"
                    .formatted(never.get().written());
            return wrong(
                    NginxCauses.MAX_FAILS,
                    "failures are counted",
                    actual,
                    never.get().directive().place());
        }
        String expected = "the next server is tried when one refuses";
        return setting(entrance, "proxy_next_upstream")
                .filter(d -> d.has("off"))
                .or(() -> setting(entrance, "proxy_next_upstream_tries").filter(d -> d.has("1")))
                .flatMap(d -> wrong(NginxCauses.NO_RETRY, expected, d.text(), d.place()));
    }

    private Optional<Mismatch> timeout(NginxListen entrance) {
        Optional<NginxDirective> idle = setting(entrance, "proxy_timeout");
        if (length(idle, USUAL_TIMEOUT).compareTo(wanted.proxyTimeout()) < 0) {
            String expected = "proxy_timeout of at least " + Timeouts.text(wanted.proxyTimeout());
            return wrong(NginxCauses.TIMEOUT_SHORT, expected, said(idle, ""), place(idle, entrance));
        }
        Optional<NginxDirective> connect = setting(entrance, "proxy_connect_timeout");
        if (length(connect, USUAL_CONNECT_TIMEOUT).compareTo(wanted.connectTimeout()) > 0) {
            String expected = "proxy_connect_timeout of at most " + Timeouts.text(wanted.connectTimeout());
            return wrong(
                    NginxCauses.CONNECT_TIMEOUT,
                    expected,
                    said(connect, "60 s, as nothing is said"),
                    place(connect, entrance));
        }
        return Optional.empty();
    }

    private Duration length(Optional<NginxDirective> directive, Duration usual) {
        return directive
                .map(d -> NginxTimes.parse(d.word(0))
                        .orElseThrow(() -> new Unobserved(
                                Facts.nginxConfig(node),
                                Reading.Reason.UNREADABLE,
                                "%s: '%s' is no time".formatted(d.place(), d.word(0)))))
                .orElse(usual);
    }

    private static String said(Optional<NginxDirective> directive, String otherwise) {
        return directive.map(NginxDirective::text).orElse(otherwise);
    }

    private static String place(Optional<NginxDirective> directive, NginxListen entrance) {
        return directive.map(NginxDirective::place).orElse(entrance.server().place());
    }
}
