package dev.halab.check.balancer;

import static dev.halab.check.balancer.HaproxyCauses.BALANCE;
import static dev.halab.check.balancer.HaproxyCauses.BIND;
import static dev.halab.check.balancer.HaproxyCauses.MODE_HTTP;
import static dev.halab.check.balancer.HaproxyCauses.NO_BACKEND;
import static dev.halab.check.balancer.HaproxyCauses.PROXY_PROTOCOL;
import static dev.halab.check.balancer.HaproxyCauses.REJECTS;
import static dev.halab.check.balancer.HaproxyCauses.TIMEOUT_MISSING;
import static dev.halab.check.balancer.HaproxyCauses.TIMEOUT_SHORT;
import static dev.halab.check.balancer.HaproxyCauses.TLS_ENDS;

import dev.halab.check.Mismatch;
import dev.halab.fact.Facts;
import dev.halab.fact.Reading;
import dev.halab.fact.Unobserved;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/// Compares a configuration with what is wanted and names first what a teacher would name first: the way in, the layer,
/// the way out, the servers, their checks, the timeouts.
record ConfigJudge(HaproxyFile file, Wanted wanted) {
    /// The first thing that is wrong.
    Optional<Mismatch> mismatch() {
        List<Listener> entrances = file.entrances();
        if (entrances.isEmpty()) {
            return noEntrance();
        }
        return first(entrances, this::entrance)
                .or(() -> first(entrances, e -> way(e.proxy())))
                .or(() -> first(file.backends(), b -> new BackendJudge(file, wanted, b).mismatch()))
                .or(() -> first(entrances, e -> timeouts(e.proxy())));
    }

    private static <T> Optional<Mismatch> first(List<T> subjects, Function<T, Optional<Mismatch>> judge) {
        return subjects.stream().map(judge).flatMap(Optional::stream).findFirst();
    }

    private Optional<Mismatch> noEntrance() {
        List<Listener> all = Listener.of(file.config());
        String expected = "a frontend with 'bind *:%d'".formatted(file.port());
        List<Listener> near = all.stream().filter(l -> l.on(file.port())).toList();
        List<Listener> shown = near.isEmpty() ? all : near;
        String actual = shown.isEmpty()
                ? "no frontend binds anything"
                : shown.stream().map(Listener::text).collect(Collectors.joining(", ", "bound: ", ""));
        return file.mismatch(
                BIND, expected, actual, shown.isEmpty() ? 0 : shown.getFirst().line());
    }

    private Optional<Mismatch> entrance(Listener entrance) {
        Proxy proxy = entrance.proxy();
        if (entrance.option("ssl").isPresent()) {
            return file.mismatch(
                    TLS_ENDS, "TLS passed on to the API servers", "'ssl' in the bind line", entrance.line());
        }
        if (entrance.option("accept-proxy").isPresent()) {
            return file.mismatch(
                    PROXY_PROTOCOL, "plain TLS clients", "'accept-proxy' in the bind line", entrance.line());
        }
        Optional<ConfigLine> reject = proxy.own().stream()
                .filter(l -> l.is("tcp-request", "connection", "reject") || l.is("tcp-request", "content", "reject"))
                .filter(l -> l.words().size() == 3)
                .findFirst();
        if (reject.isPresent()) {
            return file.mismatch(
                    REJECTS,
                    "connections accepted",
                    reject.get().text(),
                    reject.get().number());
        }
        return mode(file, proxy, wanted.mode());
    }

    /// The mode of a section, if it is another.
    static Optional<Mismatch> mode(HaproxyFile file, Proxy proxy, String wanted) {
        if (proxy.mode().equals(wanted)) {
            return Optional.empty();
        }
        Optional<Proxy.Setting> setting = proxy.setting("mode");
        String actual = setting.map(Proxy.Setting::text).orElse("mode tcp, as nothing is said");
        String expected = "mode %s in %s".formatted(wanted, proxy.title());
        return file.mismatch(MODE_HTTP, expected, actual, proxy.place(setting));
    }

    private Optional<Mismatch> way(Proxy frontend) {
        if (!frontend.servers().isEmpty()) {
            return Optional.empty();
        }
        Routes routes = Routes.of(frontend, file.port());
        if (routes.dynamic() != 0) {
            throw new Unobserved(
                    Facts.file(file.node(), file.path()),
                    Reading.Reason.UNREADABLE,
                    "line %d: the backend is known only when a connection comes".formatted(routes.dynamic()));
        }
        String expected = "'default_backend' in %s".formatted(frontend.title());
        if (!routes.certain()) {
            String actual = routes.names().isEmpty()
                    ? "it sends connections to no backend" + unused()
                    : "it sends only some connections on, to " + String.join(", ", routes.names());
            return file.mismatch(NO_BACKEND, expected, actual, frontend.line());
        }
        return routes.names().stream()
                .filter(name -> file.config().backend(name).isEmpty())
                .findFirst()
                .flatMap(name -> file.mismatch(
                        NO_BACKEND, expected, "it names '%s', which does not exist".formatted(name), frontend.line()));
    }

    private String unused() {
        return file.config().proxies().stream()
                .filter(p -> p.keyword().equals("backend"))
                .findFirst()
                .map(p -> "; %s (line %d) is used by nobody".formatted(p.title(), p.line()))
                .orElse("");
    }

    private Optional<Mismatch> timeouts(Proxy frontend) {
        Duration tunnel = file.backends().stream()
                .flatMap(b -> Timeouts.of(b, "tunnel").stream())
                .min(Duration::compareTo)
                .orElse(Duration.ZERO);
        return timeout(file, frontend, "client", wanted.client(), tunnel);
    }

    /// An idle timeout of a section, if it is missing or too short. In mode tcp `timeout tunnel` takes the place of
    /// both
    /// once bytes have gone both ways.
    static Optional<Mismatch> timeout(HaproxyFile file, Proxy proxy, String name, Duration least, Duration tunnel) {
        Optional<Proxy.Setting> setting = proxy.setting("timeout", name);
        Optional<Duration> value = Timeouts.of(proxy, name);
        String text = "timeout %s of at least %s".formatted(name, Timeouts.text(least));
        if (value.isEmpty()) {
            String actual = "%s has no timeout %s".formatted(proxy.title(), name);
            return file.mismatch(TIMEOUT_MISSING, text, actual, proxy.line());
        }
        Duration effective = tunnel.isZero() ? value.get() : tunnel;
        if (effective.isZero() || effective.compareTo(least) >= 0) {
            return Optional.empty();
        }
        String actual = setting.map(Proxy.Setting::text).orElse("")
                + (tunnel.isZero() ? "" : ", and timeout tunnel is " + Timeouts.text(tunnel));
        return file.mismatch(TIMEOUT_SHORT, text, actual, proxy.place(setting));
    }

    /// Another algorithm than the one wanted.
    static Optional<Mismatch> balance(HaproxyFile file, Proxy backend, Optional<String> wanted) {
        Optional<Proxy.Setting> setting = backend.setting("balance");
        String actual = setting.map(s -> s.line().word(1)).orElse("roundrobin");
        return wanted.filter(w -> !w.equals(actual))
                .flatMap(w -> file.mismatch(BALANCE, "balance " + w, "balance " + actual, backend.place(setting)));
    }
}
