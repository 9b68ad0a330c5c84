package dev.halab.check.balancer;

import dev.halab.check.Claim;
import dev.halab.check.HostPort;
import dev.halab.check.Verdict;
import dev.halab.check.tls.Certificates;
import dev.halab.check.tls.Connections;
import dev.halab.fact.Fact;
import dev.halab.fact.Facts;
import dev.halab.fact.HostsFile;
import dev.halab.fact.Reading;
import dev.halab.fact.Snapshot;
import dev.halab.fact.Unobserved;
import dev.halab.topology.NodeSpec;
import dev.halab.topology.Role;
import dev.halab.topology.Topology;
import java.security.cert.X509Certificate;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// Connections through the endpoint end at every one of some control planes.
record LbSpreadClaim(
        HostPort endpoint, String path, int samples, List<NodeSpec> backends, int minEach, Topology topology)
        implements Claim {
    @Override
    public String title() {
        return "%s spreads connections over %s".formatted(endpoint, names());
    }

    private String names() {
        return backends.stream().map(NodeSpec::name).collect(Collectors.joining(", "));
    }

    private Fact wire() {
        return Facts.https(endpoint.host(), endpoint.port(), path, samples);
    }

    @Override
    public Set<Fact> facts() {
        Set<Fact> facts = new LinkedHashSet<>();
        facts.add(wire());
        for (NodeSpec node : topology.nodes(Role.LOAD_BALANCER)) {
            facts.add(Facts.file(node.name(), HaproxyFile.USUAL));
            facts.add(Facts.file(node.name(), HostsFile.PATH));
        }
        return facts;
    }

    @Override
    public Verdict judge(Snapshot snapshot) {
        Map<X509Certificate, Integer> counts = new LinkedHashMap<>();
        Connections made = Connections.read(snapshot.text(wire()));
        made.all().stream()
                .flatMap(connection -> connection.certificate().stream())
                .forEach(certificate -> counts.merge(certificate, 1, Integer::sum));
        if (counts.isEmpty()) {
            throw new Unobserved(wire(), Reading.Reason.NO_ANSWER, "no connection came as far as a certificate");
        }
        String seen = seen(counts);
        Optional<NodeSpec> stranger = counts.keySet().stream()
                .flatMap(certificate -> owner(certificate).stream())
                .filter(node -> !backends.contains(node))
                .findFirst();
        if (stranger.isPresent()) {
            return Verdict.fail(LbCauses.STRANGER.code(), "only " + names(), seen, endpoint.toString());
        }
        if (counts.values().stream().filter(count -> count >= minEach).count() >= backends.size()) {
            return Verdict.pass(seen);
        }
        Verdict uneven = uneven(snapshot, counts, seen);
        boolean missing = made.all().size() < samples;
        if (missing && uneven instanceof Verdict.Fail) {
            throw new Unobserved(
                    wire(),
                    Reading.Reason.NO_ANSWER,
                    "%s; of the rest of %d connections nothing is known%s"
                            .formatted(seen, samples, made.becauseLeftOut()));
        }
        return uneven;
    }

    private Verdict uneven(Snapshot snapshot, Map<X509Certificate, Integer> counts, String seen) {
        String expected = "each of %s at least %d times".formatted(names(), minEach);
        if (counts.size() > 1) {
            return Verdict.fail(LbCauses.UNUSED.code(), expected, seen, endpoint.toString());
        }
        return bySource(snapshot)
                .map(why -> Verdict.pass("%s, as %s".formatted(seen, why)))
                .orElseGet(() -> Verdict.fail(LbCauses.PINNED.code(), expected, seen, endpoint.toString()));
    }

    /// `cp-1 10, cp-2 10, cp-3 0`.
    private String seen(Map<X509Certificate, Integer> counts) {
        Map<String, Integer> named = new LinkedHashMap<>();
        backends.forEach(node -> named.put(node.name(), 0));
        boolean ambiguous = false;
        for (var entry : counts.entrySet()) {
            Optional<NodeSpec> owner = owner(entry.getKey());
            ambiguous |= owner.isEmpty();
            String name = owner.map(NodeSpec::name)
                    .orElseGet(() ->
                            "certificate " + entry.getKey().getSerialNumber().toString(16));
            named.merge(name, entry.getValue(), Integer::sum);
        }
        if (ambiguous) {
            backends.forEach(node -> named.remove(node.name(), 0));
        }
        return named.entrySet().stream()
                .map(e -> "%s %d".formatted(e.getKey(), e.getValue()))
                .collect(Collectors.joining(", "));
    }

    /// The control plane whose certificate this is; none if the certificate covers several or no node.
    private Optional<NodeSpec> owner(X509Certificate certificate) {
        List<String> names = Certificates.names(certificate);
        List<NodeSpec> owners = topology.nodes(Role.CONTROL_PLANE).stream()
                .filter(node -> names.contains(node.name()) || names.contains(node.address()))
                .toList();
        return owners.size() == 1 ? Optional.of(owners.getFirst()) : Optional.empty();
    }

    /// The setting that keeps a client at one server, if there is one.
    private Optional<String> bySource(Snapshot snapshot) {
        return topology.nodes(Role.LOAD_BALANCER).stream()
                .flatMap(node -> HaproxyFile.of(
                        snapshot, node.name(), HaproxyFile.USUAL, topology, topology.endpointAddress(), endpoint.port())
                        .stream())
                .flatMap(file -> file.backends().stream()
                        .flatMap(backend -> backend
                                .setting("balance")
                                .filter(s -> s.line().is("balance", "source"))
                                .or(() -> backend.setting("stick", "on", "src"))
                                .map(s -> "'%s' (%s) keeps one client at one server"
                                        .formatted(
                                                s.line().text(),
                                                file.place(s.line().number())))
                                .stream()))
                .findFirst();
    }

    @Override
    public List<String> advice(Snapshot snapshot) {
        return bySource(snapshot).stream()
                .map(why -> why + ": from one machine the spread cannot be seen")
                .toList();
    }
}
