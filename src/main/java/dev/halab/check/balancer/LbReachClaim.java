package dev.halab.check.balancer;

import dev.halab.check.Cause;
import dev.halab.check.Claim;
import dev.halab.check.HostPort;
import dev.halab.check.Verdict;
import dev.halab.check.tls.Authority;
import dev.halab.check.tls.Connections;
import dev.halab.fact.Fact;
import dev.halab.fact.Facts;
import dev.halab.fact.Reading;
import dev.halab.fact.Snapshot;
import dev.halab.fact.Unobserved;
import dev.halab.topology.Topology;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Connections through the endpoint end at API servers that are ready.
record LbReachClaim(HostPort endpoint, String path, int connections, int okAtLeast, Topology topology)
        implements Claim {
    @Override
    public String title() {
        return "an API server answers %s at %s".formatted(path, endpoint);
    }

    private Fact wire() {
        return Facts.https(endpoint.host(), endpoint.port(), path, connections);
    }

    @Override
    public Set<Fact> facts() {
        Set<Fact> facts = new LinkedHashSet<>();
        facts.add(wire());
        facts.addAll(Authority.of(topology).facts());
        return facts;
    }

    @Override
    public Verdict judge(Snapshot snapshot) {
        Connections heard = Connections.read(snapshot.text(wire()));
        List<Connections.Connection> made = heard.all();
        if (made.isEmpty()) {
            throw missing(heard);
        }
        boolean shown = made.stream().anyMatch(c -> c.certificate().isPresent());
        Optional<X509Certificate> authority = shown ? Authority.of(topology).read(snapshot) : Optional.empty();
        if (shown && authority.isEmpty()) {
            return Verdict.fail(
                    LbCauses.NO_CA.code(),
                    "a cluster behind the endpoint",
                    "no control plane has " + Authority.PATH,
                    "cp-1:" + Authority.PATH);
        }
        ConnectionJudge judge = new ConnectionJudge(endpoint.host(), authority, snapshot.at());
        Map<Cause, List<String>> troubles = new LinkedHashMap<>();
        made.forEach(c -> judge.trouble(c)
                .ifPresent(t -> troubles.computeIfAbsent(t.cause(), k -> new ArrayList<>())
                        .add(t.actual())));
        return verdict(heard, troubles);
    }

    private Unobserved missing(Connections heard) {
        return new Unobserved(
                wire(),
                Reading.Reason.NO_ANSWER,
                "%d of %d connections could be judged%s"
                        .formatted(heard.all().size(), connections, heard.becauseLeftOut()));
    }

    private Verdict verdict(Connections heard, Map<Cause, List<String>> troubles) {
        int made = heard.all().size();
        int wrong = troubles.values().stream().mapToInt(List::size).sum();
        int right = made - wrong;
        if (right >= okAtLeast) {
            return Verdict.pass("%d of %d connections reached a ready API server".formatted(right, made));
        }
        if (wrong <= connections - okAtLeast) {
            throw missing(heard);
        }
        Map.Entry<Cause, List<String>> most = troubles.entrySet().stream()
                .max((a, b) -> Integer.compare(a.getValue().size(), b.getValue().size()))
                .orElseThrow();
        // who accepts and then says nothing is one dead server among others, or a balancer without any
        Cause cause = most.getKey().equals(LbCauses.DEAD_BACKEND)
                        && right == 0
                        && wrong == most.getValue().size()
                ? LbCauses.NO_BACKEND
                : most.getKey();
        String actual = "%d of %d connections: %s"
                .formatted(most.getValue().size(), made, most.getValue().getFirst());
        String expected = okAtLeast == connections
                ? "all %d connections reach a ready API server".formatted(connections)
                : "at least %d of %d connections reach a ready API server".formatted(okAtLeast, connections);
        return Verdict.fail(cause.code(), expected, actual, endpoint.toString());
    }
}
