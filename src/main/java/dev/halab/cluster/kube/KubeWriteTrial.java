package dev.halab.cluster.kube;

import dev.halab.cluster.WriteTrial;
import dev.halab.fact.Fact;
import dev.halab.fact.Reading;
import dev.halab.fact.Reading.Reason;
import dev.halab.fact.Unobserved;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.FutureTask;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import javax.net.SocketFactory;

/// Tries writes as admin.conf's user, through one server each. It sends what `Visit` sends, and nothing else.
public final class KubeWriteTrial implements WriteTrial {
    private static final Pattern PORT = Pattern.compile("[1-9][0-9]{0,4}");

    /// For the last request to end, which has the limit itself.
    private static final Duration GRACE = Duration.ofMillis(200);

    private final Credentials credentials;
    private final Function<String, List<SocketFactory>> ways;
    private final InstantSource clock;

    /// Names of ConfigMaps that may still be there: taken away by the next trial that works.
    private final Set<String> owed = ConcurrentHashMap.newKeySet();

    /// Prepares trials; connects to nothing yet.
    ///
    /// @param adminConf the text of `/etc/kubernetes/admin.conf`; empty if no control plane has it. May block and
    /// may
    ///     throw `HalabException` or `Unobserved`
    /// @param ways how to reach a host, the best first; none for a host that may not be asked
    /// @param clock the host's clock
    public KubeWriteTrial(
            Supplier<Optional<String>> adminConf, Function<String, List<SocketFactory>> ways, InstantSource clock) {
        this.credentials = new Credentials(adminConf);
        this.ways = ways;
        this.clock = clock;
    }

    /// Each trial has a thread that nobody interrupts: whoever stops waiting does not keep it from cleaning up.
    @Override
    public Map<Fact, Reading> attempt(Collection<Fact> facts, Duration deadline) {
        long end = System.nanoTime() + deadline.toNanos();
        Map<Fact, FutureTask<Reading>> running = new LinkedHashMap<>();
        for (Fact fact : facts) {
            FutureTask<Reading> trial = new FutureTask<>(() -> tried(fact, end));
            running.put(fact, trial);
            Thread.ofVirtual().name("write-", 0).start(trial);
        }
        Map<Fact, Reading> readings = new LinkedHashMap<>();
        running.forEach((fact, trial) -> readings.put(fact, Parallel.reading(trial, end + GRACE.toNanos())));
        return readings;
    }

    private Reading tried(Fact fact, long end) {
        List<String> a = fact.arguments();
        boolean known = fact.kind().equals("config-map")
                && a.size() == 2
                && PORT.matcher(a.get(1)).matches()
                && Integer.parseInt(a.get(1)) <= 65535;
        List<SocketFactory> routes = known ? ways.apply(a.get(0)) : List.of();
        if (routes.isEmpty()) {
            return new Reading.Unseen(Reason.NOT_READ, "%s is nothing to try a write with".formatted(fact.name()));
        }
        try {
            return tried(a.get(0), Integer.parseInt(a.get(1)), routes, end);
        } catch (Unobserved e) {
            return new Reading.Unseen(e.reason(), e.detail());
        }
    }

    /// Silence may be that of the node which carries the connection: only two that hear nothing are believed (P4).
    private Reading tried(String host, int port, List<SocketFactory> routes, long end) {
        AdminConf conf = credentials.fetch(end);
        boolean silence = false;
        for (SocketFactory sockets : routes) {
            try (ApiCalls calls = new ApiCalls(Api.client(conf, sockets), host, port, end)) {
                Visit visit = new Visit(calls, owed);
                Optional<WriteStep> looked = visit.look();
                boolean first = looked.filter(WriteStep::silent).isPresent() && !silence;
                silence |= first;
                if (looked.isPresent() && !first) {
                    return new Reading.Seen(0, visit.made(), "", clock.instant());
                }
            }
        }
        String server = host + ":" + port;
        return silence
                ? new Reading.Unseen(
                        Reason.NO_ANSWER, "nothing was heard from %s, but only one node listened".formatted(server))
                : new Reading.Unseen(Reason.UNREACHABLE, "no connection could be made to " + server);
    }
}
