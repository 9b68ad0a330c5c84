package dev.halab.check.balancer;

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
import java.util.stream.Stream;

/// Judges one section with servers.
record BackendJudge(HaproxyFile file, Wanted wanted, Proxy backend) {
    Optional<Mismatch> mismatch() {
        return ConfigJudge.mode(file, backend, wanted.mode())
                .or(this::ports)
                .or(this::missing)
                .or(this::extra)
                .or(() -> any(this::misled))
                .or(() -> any(this::unchecked))
                .or(() -> any(this::probe))
                .or(this::timeouts)
                .or(() -> ConfigJudge.balance(file, backend, wanted.balance()));
    }

    /// What is wrong with the check of one server.
    Optional<Mismatch> checkOf(String server) {
        return backend.servers().stream()
                .filter(s -> s.name().equals(server))
                .findFirst()
                .flatMap(s -> unchecked(s).or(() -> probe(s)));
    }

    private Optional<Mismatch> any(Function<ServerLine, Optional<Mismatch>> judge) {
        return backend.servers().stream().map(judge).flatMap(Optional::stream).findFirst();
    }

    private Set<String> expected() {
        return wanted.servers().stream().map(Server::address).collect(Collectors.toSet());
    }

    private Optional<Mismatch> ports() {
        for (ServerLine server : backend.servers()) {
            String address = file.addresses().of(server.host());
            Optional<Server> meant = wanted.servers().stream()
                    .filter(s -> s.node().address().equals(address))
                    .findFirst();
            if (meant.isPresent() && !expected().contains(file.address(server))) {
                String actual = "server %s has port %d".formatted(server.name(), server.effectivePort(file.port()));
                return file.mismatch(HaproxyCauses.WRONG_PORT, meant.get().address(), actual, server.line());
            }
        }
        return Optional.empty();
    }

    private Optional<Mismatch> missing() {
        Set<String> here = backend.servers().stream().map(file::address).collect(Collectors.toSet());
        List<Server> missing = wanted.servers().stream()
                .filter(s -> !here.contains(s.address()))
                .toList();
        if (missing.isEmpty()) {
            return Optional.empty();
        }
        return file.mismatch(
                HaproxyCauses.MISSING_SERVER,
                "%s in %s".formatted(HaproxyFile.names(missing), backend.title()),
                backend.servers().isEmpty() ? "no server" : "servers: " + servers(),
                backend.line());
    }

    private String servers() {
        return backend.servers().stream()
                .map(s -> "%s %s".formatted(s.name(), file.address(s)))
                .collect(Collectors.joining(", "));
    }

    private Optional<Mismatch> extra() {
        return backend.servers().stream()
                .filter(s -> !expected().contains(file.address(s)))
                .findFirst()
                .flatMap(s -> file.mismatch(
                        HaproxyCauses.EXTRA_SERVER,
                        "only " + HaproxyFile.names(wanted.servers()),
                        "server %s %s".formatted(s.name(), file.address(s)),
                        s.line()));
    }

    private Optional<Mismatch> misled(ServerLine server) {
        Optional<String> idle = server.idle();
        if (idle.isPresent()) {
            String expected = "server %s takes its share of connections".formatted(server.name());
            return file.mismatch(HaproxyCauses.IDLE_SERVER, expected, idle.get(), server.line());
        }
        if (server.has("ssl")) {
            return file.mismatch(
                    HaproxyCauses.TLS_ENDS,
                    "TLS of the clients passed on as it is",
                    "'ssl' on server %s wraps TLS in TLS; for checks the word is 'check-ssl'".formatted(server.name()),
                    server.line());
        }
        Optional<String> proxy = Stream.of("send-proxy", "send-proxy-v2", "send-proxy-v2-ssl", "send-proxy-v2-ssl-cn")
                .filter(server::has)
                .findFirst();
        return proxy.flatMap(word -> file.mismatch(
                HaproxyCauses.PROXY_PROTOCOL,
                "bytes of the clients and nothing else",
                "'%s' on server %s".formatted(word, server.name()),
                server.line()));
    }

    private Optional<Mismatch> unchecked(ServerLine server) {
        return checking(server).isPresent()
                ? Optional.empty()
                : file.mismatch(
                        HaproxyCauses.NO_CHECK,
                        "'check' on server " + server.name(),
                        "server %s is not checked: it gets connections even when it is dead".formatted(server.name()),
                        server.line());
    }

    /// A server and the section whose options say how it is checked.
    private record Checking(Proxy section, ServerLine server) {}

    /// The server whose checks decide over `server`: itself, or the one that it tracks.
    private Optional<Checking> checking(ServerLine server) {
        if (server.has("check")) {
            return Optional.of(new Checking(backend, server));
        }
        return server.option("track").flatMap(track -> {
            int slash = track.indexOf('/');
            String in = slash < 0 ? backend.name() : track.substring(0, slash);
            return file.config().backend(in).stream()
                    .flatMap(section -> section.servers().stream().map(s -> new Checking(section, s)))
                    .filter(c -> c.server().name().equals(track.substring(slash + 1)))
                    .filter(c ->
                            c.server().has("check") && file.address(c.server()).equals(file.address(server)))
                    .findFirst();
        });
    }

    private Optional<Mismatch> probe(ServerLine server) {
        return checking(server).flatMap(this::probe);
    }

    private Optional<Mismatch> probe(Checking checking) {
        ServerLine server = checking.server();
        Probe probe = Probe.of(checking.section(), server, server.effectivePort(file.port()));
        if (!probe.clear()) {
            throw new Unobserved(
                    Facts.file(file.node(), file.path()),
                    Reading.Reason.UNREADABLE,
                    "line %d: what this check does cannot be told from the file".formatted(probe.line()));
        }
        if (probe.flaw().isPresent()) {
            Probe.Flaw flaw = probe.flaw().get();
            boolean ofServer = flaw.cause().equals(HaproxyCauses.CHECK_PORT)
                    || flaw.cause().equals(HaproxyCauses.CHECK_PLAIN);
            return file.mismatch(flaw.cause(), flaw.expected(), flaw.actual(), ofServer ? server.line() : probe.line());
        }
        if (probe.level().compareTo(wanted.probe()) >= 0) {
            return Optional.empty();
        }
        String actual = probe.level() == Probe.Level.TLS
                ? "the check only asks whether TLS answers (%s)"
                : "the check only asks whether the port is open (%s)";
        String expected = wanted.probe() == Probe.Level.HTTP ? "a check that asks /readyz" : "a check that speaks TLS";
        return file.mismatch(HaproxyCauses.L4_ONLY, expected, actual.formatted(probe.says()), probe.line());
    }

    private Optional<Mismatch> timeouts() {
        if (Timeouts.of(backend, "connect").isEmpty()) {
            String actual = "%s has no timeout connect".formatted(backend.title());
            return file.mismatch(HaproxyCauses.TIMEOUT_MISSING, "timeout connect", actual, backend.line());
        }
        Duration tunnel = Timeouts.of(backend, "tunnel").orElse(Duration.ZERO);
        return ConfigJudge.timeout(file, backend, "server", wanted.server(), tunnel);
    }
}
