package dev.halab.check.cluster;

import dev.halab.check.Claim;
import dev.halab.check.Each;
import dev.halab.check.HostPort;
import dev.halab.check.Verdict;
import dev.halab.check.tls.Certificates;
import dev.halab.check.tls.Connections;
import dev.halab.fact.Fact;
import dev.halab.fact.Facts;
import dev.halab.fact.Reading;
import dev.halab.fact.Snapshot;
import dev.halab.fact.Unobserved;
import dev.halab.topology.NodeSpec;
import dev.halab.topology.Topology;
import java.security.cert.X509Certificate;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// Each of the targets is a ready API server of this cluster.
///
/// @param caNode the node whose /etc/kubernetes/pki/ca.crt is the cluster's CA
record ApiHealthClaim(List<HostPort> targets, String caNode, Topology topology) implements Claim {
    private static final String READY = "/readyz?verbose";

    ApiHealthClaim {
        targets = List.copyOf(targets);
    }

    private static Fact fact(HostPort target) {
        return Facts.https(target.host(), target.port(), READY, 1);
    }

    private Fact caFact() {
        return Facts.file(caNode, "/etc/kubernetes/pki/ca.crt");
    }

    private String label(HostPort target) {
        return topology.nodes().stream()
                .filter(n -> n.address().equals(target.host()))
                .findFirst()
                .map(NodeSpec::name)
                .orElse(target.toString());
    }

    @Override
    public String title() {
        return "API servers are ready: " + targets.stream().map(this::label).collect(Collectors.joining(", "));
    }

    @Override
    public Set<Fact> facts() {
        Set<Fact> facts = new LinkedHashSet<>();
        facts.add(caFact());
        targets.forEach(t -> facts.add(fact(t)));
        return facts;
    }

    @Override
    public Verdict judge(Snapshot snapshot) {
        return Each.of(targets, "all ready", target -> one(target, snapshot));
    }

    private Verdict one(HostPort target, Snapshot snapshot) {
        Connections made = Connections.read(snapshot.text(fact(target)));
        if (made.all().isEmpty()) {
            throw new Unobserved(fact(target), Reading.Reason.UNREADABLE, "no connection was tried");
        }
        Connections.Connection connection = made.all().getFirst();
        String where = "https://%s/readyz, asked from %s".formatted(target, made.via());
        String ready = label(target) + " ready";
        return switch (connection.stage()) {
            case "connect" -> Verdict.fail("api.unreachable", ready, connection.error(), where);
            // only what was said tells what it speaks; silence and a hang-up do not
            case "tls" ->
                Verdict.fail(spoke(connection) ? "api.not-tls" : "api.no-answer", ready, connection.error(), where);
            case "http" -> Verdict.fail("api.no-answer", ready, connection.error(), where);
            default -> answered(connection, snapshot, ready, where);
        };
    }

    private static boolean spoke(Connections.Connection connection) {
        return connection.error().equals("not-tls") || connection.error().startsWith("alert");
    }

    private Verdict answered(Connections.Connection connection, Snapshot snapshot, String ready, String where) {
        X509Certificate ca = Certificates.first(snapshot.text(caFact()))
                .orElseThrow(() -> new Unobserved(caFact(), Reading.Reason.UNREADABLE, "no certificate in it"));
        boolean ours =
                connection.certificate().map(c -> Certificates.signedBy(c, ca)).orElse(false);
        if (!ours) {
            String shown = connection
                    .certificate()
                    .map(c -> "issued by " + c.getIssuerX500Principal().getName())
                    .orElse("no certificate");
            return Verdict.fail("api.other-ca", "a certificate of the cluster's CA", shown, where);
        }
        if (connection.status() == 200) {
            return Verdict.pass("200");
        }
        String failing =
                connection.body().lines().filter(l -> l.startsWith("[-]")).collect(Collectors.joining("; "));
        String actual = failing.isEmpty() ? "" : ": " + failing;
        return Verdict.fail("api.not-ready", ready, "status %d%s".formatted(connection.status(), actual), where);
    }
}
