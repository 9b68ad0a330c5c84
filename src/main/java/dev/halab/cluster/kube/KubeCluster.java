package dev.halab.cluster.kube;

import dev.halab.cluster.Cluster;
import dev.halab.fact.Fact;
import dev.halab.fact.Facts;
import dev.halab.fact.Reading;
import dev.halab.fact.Reading.Reason;
import dev.halab.fact.Unobserved;
import dev.halab.json.Json;
import dev.halab.json.MalformedJson;
import dev.halab.topology.NodeSpec;
import dev.halab.topology.Topology;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import javax.net.SocketFactory;

/// The cluster as its API servers tell it, each asked directly: the load balancer is often the thing under test.
/// Only admin.conf's certificates and key are used; they stay in memory and reach no fact.
public final class KubeCluster implements Cluster {
    private static final String VERSION = "version";
    private static final Duration SEALED_DEADLINE = Duration.ofSeconds(4);

    private final Sessions sessions;
    private final InstantSource clock;

    private KubeCluster(Sessions sessions, InstantSource clock) {
        this.sessions = sessions;
        this.clock = clock;
    }

    /// Prepares the cluster; connects to nothing yet.
    ///
    /// @param controlPlanes where API servers may be
    /// @param adminConf the text of `/etc/kubernetes/admin.conf` from the first control plane that has it; empty if
    ///     none has it. May block and may throw `HalabException` or `Unobserved`
    /// @param sockets reaches the control planes
    /// @param clock the host's clock
    public static KubeCluster of(
            List<NodeSpec> controlPlanes,
            Supplier<Optional<String>> adminConf,
            SocketFactory sockets,
            InstantSource clock) {
        List<ApiServer> servers = controlPlanes.stream()
                .map(n -> new ApiServer(n.name(), "https://%s:%d".formatted(n.address(), Topology.API_PORT)))
                .toList();
        return at(servers, adminConf, sockets, clock);
    }

    static KubeCluster at(
            List<ApiServer> servers, Supplier<Optional<String>> adminConf, SocketFactory sockets, InstantSource clock) {
        return new KubeCluster(new Sessions(servers, adminConf, sockets, clock), clock);
    }

    @Override
    public Map<Fact, Reading> read(Collection<Fact> facts, Duration deadline) {
        if (facts.isEmpty()) {
            return Map.of();
        }
        long end = System.nanoTime() + deadline.toNanos();
        boolean known = sessions.known();
        Map<Fact, Reading> readings = once(facts, end);
        // what worked in an earlier round may be of a cluster that is no more
        return known && nothingSeen(readings) && System.nanoTime() < end ? once(facts, end) : readings;
    }

    private Map<Fact, Reading> once(Collection<Fact> facts, long end) {
        try {
            Session session = sessions.reached(end);
            Map<Fact, Reading> readings = Parallel.each(facts, fact -> read(session, fact, end), end);
            if (nothingSeen(readings)) {
                sessions.forget(session);
            }
            return readings;
        } catch (Unobserved e) {
            Map<Fact, Reading> readings = new LinkedHashMap<>();
            facts.forEach(f -> readings.put(f, new Reading.Unseen(e.reason(), e.detail())));
            return readings;
        }
    }

    /// The version counts only alone: a server tells it to everybody, whatever the credentials are worth.
    private static boolean nothingSeen(Map<Fact, Reading> readings) {
        boolean alone = readings.keySet().stream().allMatch(f -> f.kind().equals(VERSION));
        return readings.entrySet().stream()
                .filter(e -> alone || !e.getKey().kind().equals(VERSION))
                .noneMatch(e -> e.getValue() instanceof Reading.Seen);
    }

    @Override
    public Optional<byte[]> sealedCaCertificate() {
        Fact fact = Facts.uploadedCertificates();
        long end = System.nanoTime() + SEALED_DEADLINE.toNanos();
        Answer.Told told = told(fact, sessions.reached(end).ask(Secrets.CERTIFICATES_PATH, end));
        try {
            return told.status() == 404 ? Optional.empty() : Secrets.decoded(ok(fact, told), "ca.crt");
        } catch (MalformedJson e) {
            throw new Unobserved(fact, Reason.UNREADABLE, "the answer is not JSON");
        }
    }

    private Reading read(Session session, Fact fact, long end) {
        try {
            return switch (fact.kind()) {
                case "get" -> get(session, fact, end);
                case VERSION -> version(session, fact, end);
                case "bootstrap-tokens" -> tokens(session, fact, end);
                case "kubeadm-certs" -> certificates(session, fact, end);
                default -> new Reading.Unseen(Reason.NOT_READ, "the API has no fact '%s'".formatted(fact.kind()));
            };
        } catch (Unobserved e) {
            return new Reading.Unseen(e.reason(), e.detail());
        } catch (MalformedJson e) {
            return new Reading.Unseen(Reason.UNREADABLE, "the answer is not JSON");
        }
    }

    private Reading get(Session session, Fact fact, long end) {
        String path = fact.arguments().getFirst();
        Optional<String> refusal = ApiPath.refusal(path);
        if (refusal.isPresent()) {
            return new Reading.Unseen(Reason.NOT_READ, refusal.get());
        }
        Answer.Told told = ask(session, fact, path, end);
        if (told.status() == 404) {
            return new Reading.Seen(404, told.body(), "", clock.instant());
        }
        if (!ApiPath.isLease(path)) {
            return new Reading.Seen(0, checked(fact, told).body(), "", clock.instant());
        }
        Json.Builder lease = Json.object();
        ok(fact, told).members().forEach(lease::put);
        return seen(lease.put("serverDate", told.date()).build());
    }

    private Reading version(Session session, Fact fact, long end) {
        Answer.Told told = ask(session, fact, "/version", end);
        return new Reading.Seen(0, checked(fact, told).body(), "", clock.instant());
    }

    private Reading tokens(Session session, Fact fact, long end) {
        Answer.Told told = ask(session, fact, Secrets.TOKENS_PATH, end);
        return seen(Secrets.tokens(ok(fact, told), told.time()));
    }

    private Reading certificates(Session session, Fact fact, long end) {
        Answer.Told told = ask(session, fact, Secrets.CERTIFICATES_PATH, end);
        if (told.status() == 404) {
            return seen(Secrets.noCertificates());
        }
        Json secret = ok(fact, told);
        Optional<Json> owner = Secrets.owner(secret)
                .map(name -> ask(session, fact, Secrets.path(name), end))
                .filter(t -> t.status() != 404)
                .map(t -> ok(fact, t));
        return seen(Secrets.certificates(secret, owner, told.time()));
    }

    private static Answer.Told ask(Session session, Fact fact, String path, long end) {
        return told(fact, session.ask(path, end));
    }

    private static Answer.Told told(Fact fact, Answer answer) {
        return switch (answer) {
            case Answer.Told told -> told;
            case Answer.Failed failed -> throw new Unobserved(fact, failed.reason(), failed.detail());
        };
    }

    private static Json ok(Fact fact, Answer.Told told) {
        return Json.parse(checked(fact, told).body());
    }

    private static Answer.Told checked(Fact fact, Answer.Told told) {
        if (told.status() / 100 != 2) {
            throw new Unobserved(fact, Reason.UNREADABLE, Trouble.of(told).detail());
        }
        return told;
    }

    private Reading seen(Json json) {
        return new Reading.Seen(0, json.compact(), "", clock.instant());
    }
}
