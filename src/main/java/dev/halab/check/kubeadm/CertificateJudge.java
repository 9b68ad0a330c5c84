package dev.halab.check.kubeadm;

import dev.halab.check.HostPort;
import dev.halab.check.Verdict;
import dev.halab.check.tls.Certificates;
import dev.halab.check.tls.Connections;
import dev.halab.fact.Fact;
import dev.halab.fact.Facts;
import dev.halab.fact.Reading;
import dev.halab.fact.Snapshot;
import dev.halab.fact.Unobserved;
import dev.halab.json.Json;
import dev.halab.topology.NodeSpec;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/// Judges certificates clause by clause.
record CertificateJudge(CertificateClaim claim, Snapshot snapshot) {
    private static final String SERVER_USE = "1.3.6.1.5.5.7.3.1";
    private static final String CLIENT_USE = "1.3.6.1.5.5.7.3.2";

    /// What is on the wire: its certificate, or why there is none, and the server's own time.
    private record Shown(List<X509Certificate> chain, String problem, Instant now) {}

    /// Judges what an endpoint shows.
    Verdict behind(HostPort endpoint) {
        Shown shown = shown(endpoint);
        if (shown.chain().isEmpty()) {
            return Verdict.fail("cert.no-tls", "a TLS server", shown.problem(), endpoint.toString());
        }
        X509Certificate leaf = shown.chain().getFirst();
        List<Supplier<Optional<Verdict>>> clauses =
                new ArrayList<>(common(leaf, endpoint.toString(), endpoint.host(), shown.now()));
        if (!claim.wants().issuedBy().isEmpty()) {
            clauses.add(() -> issuer(leaf, List.of(claim.authority().read(snapshot)), endpoint.toString()));
        }
        return First.of("the certificate is right", clauses);
    }

    /// Judges the file of a node, what its port shows, and whether these are the same.
    Verdict on(NodeSpec node) {
        Optional<X509Certificate> inFile = Optional.empty();
        if (!claim.path().isEmpty()) {
            NodeFile file = NodeFile.traces(snapshot, Facts.certificates(node.name(), claim.path()));
            List<X509Certificate> found = Certificates.read(file.content());
            if (found.isEmpty()) {
                return file.present()
                        ? Verdict.fail("cert.unreadable", "a certificate in PEM", "none in the file", file.where())
                        : Verdict.fail("cert.missing", "a certificate", "no such file", file.where());
            }
            inFile = Optional.of(found.getFirst());
            Verdict verdict = First.of("", onNode(node, found.getFirst(), file.where(), snapshot.at(node.name())));
            if (!(verdict instanceof Verdict.Pass)) {
                return verdict;
            }
        }
        return claim.port() > 0 ? served(node, inFile) : Verdict.pass("the certificate is right");
    }

    private Verdict served(NodeSpec node, Optional<X509Certificate> inFile) {
        HostPort server = new HostPort(node.address(), claim.port());
        Shown shown = shown(server);
        if (shown.chain().isEmpty()) {
            return Verdict.fail("cert.no-tls", "a TLS server", shown.problem(), server.toString());
        }
        X509Certificate leaf = shown.chain().getFirst();
        if (inFile.isPresent() && !inFile.get().equals(leaf)) {
            return Verdict.fail(
                    "cert.not-served",
                    "the certificate of %s, valid from %s"
                            .formatted(claim.path(), inFile.get().getNotBefore().toInstant()),
                    "one valid from %s".formatted(leaf.getNotBefore().toInstant()),
                    server.toString());
        }
        return inFile.isPresent()
                ? Verdict.pass("the certificate is right and in use")
                : First.of("the certificate is right", onNode(node, leaf, server.toString(), shown.now()));
    }

    private List<Supplier<Optional<Verdict>>> onNode(NodeSpec node, X509Certificate leaf, String where, Instant now) {
        List<Supplier<Optional<Verdict>>> clauses = new ArrayList<>(common(leaf, where, node.address(), now));
        if (!claim.wants().issuedBy().isEmpty()) {
            clauses.add(() -> issuer(leaf, authorities(node), where));
        }
        if (!claim.wants().keyMatches().isEmpty()) {
            clauses.add(() -> key(leaf, node, where));
        }
        return clauses;
    }

    private List<Supplier<Optional<Verdict>>> common(X509Certificate leaf, String where, String own, Instant now) {
        return List.of(() -> validity(leaf, where, now), () -> names(leaf, where, own), () -> use(leaf, where));
    }

    private Optional<Verdict> validity(X509Certificate leaf, String where, Instant now) {
        Duration age = Duration.between(leaf.getNotBefore().toInstant(), now);
        Duration left = Duration.between(now, leaf.getNotAfter().toInstant());
        if (left.isNegative()) {
            return First.fail(
                    "cert.expired", "a valid certificate", "expired %s ago".formatted(Times.text(left)), where);
        }
        if (age.isNegative()) {
            return First.fail(
                    "cert.future", "a valid certificate", "valid only in %s".formatted(Times.text(age)), where);
        }
        Duration wanted = claim.wants().validFor();
        return left.compareTo(wanted) >= 0
                ? Optional.empty()
                : First.fail("cert.short", "valid for " + Times.text(wanted), "expires in " + Times.text(left), where);
    }

    private Optional<Verdict> names(X509Certificate leaf, String where, String own) {
        List<String> covered = Certificates.names(leaf);
        return claim.wants().san().stream()
                .filter(name -> !covers(covered, name, own))
                .findFirst()
                .flatMap(name -> First.fail(
                        "cert.san",
                        switch (name) {
                            case "own" -> own;
                            case "endpoint" -> claim.wants().lab().expected();
                            default -> name;
                        },
                        "it covers " + String.join(", ", covered),
                        where));
    }

    private boolean covers(List<String> covered, String name, String own) {
        return switch (name) {
            case "own" -> covered.contains(own);
            case "endpoint" -> covered.stream().anyMatch(claim.wants().lab()::isHost);
            default -> covered.stream().anyMatch(name::equalsIgnoreCase);
        };
    }

    private Optional<Verdict> use(X509Certificate leaf, String where) {
        String wanted = claim.wants().eku();
        boolean right =
                wanted.isEmpty() || Certificates.madeFor(leaf, wanted.equals("server") ? SERVER_USE : CLIENT_USE);
        return right
                ? Optional.empty()
                : First.fail("cert.eku", "extended key usage for " + wanted, "made for something else", where);
    }

    private List<X509Certificate> authorities(NodeSpec node) {
        return Certificates.read(NodeFile.traces(
                        snapshot, Facts.certificates(node.name(), claim.wants().issuedBy()))
                .content());
    }

    private static Optional<Verdict> issuer(X509Certificate leaf, List<X509Certificate> authorities, String where) {
        return authorities.stream().anyMatch(ca -> Certificates.signedBy(leaf, ca))
                ? Optional.empty()
                : First.fail(
                        "cert.issuer",
                        authorities.isEmpty() ? "a CA file with a certificate" : "signed by that CA",
                        "signed by " + leaf.getIssuerX500Principal().getName(),
                        where);
    }

    private Optional<Verdict> key(X509Certificate leaf, NodeSpec node, String where) {
        KeyFile key = KeyFile.of(snapshot, node.name(), claim.wants().keyMatches());
        return key.publicHash().filter(Certificates.publicHash(leaf)::equals).isPresent()
                ? Optional.empty()
                : First.fail(
                        "cert.key",
                        "the key of this certificate in " + claim.wants().keyMatches(),
                        key.present() ? "another key" : "no such file",
                        where);
    }

    private Shown shown(HostPort server) {
        Fact fact = CertificateClaim.wire(server);
        Json probe = Json.parse(snapshot.text(fact));
        if (probe.items("connections").isEmpty()) {
            throw new Unobserved(fact, Reading.Reason.UNREADABLE, "no connection was tried");
        }
        Json connection = probe.items("connections").getFirst();
        List<X509Certificate> chain = connection
                .text("certificate")
                .flatMap(hash -> probe.text("certificates", hash))
                .map(Certificates::read)
                .orElse(List.of());
        // who is slow to answer may well have a certificate; whether it is ready is asked by other kinds
        if (chain.isEmpty()
                && connection.text("error").filter("timed-out"::equals).isPresent()) {
            throw new Unobserved(fact, Reading.Reason.NO_ANSWER, "nothing was shown in time");
        }
        String problem = "%s: %s"
                .formatted(
                        connection.text("stage").orElse("connect"),
                        connection.text("error").orElse("no certificate"));
        Instant now =
                Connections.read(snapshot.text(fact)).all().getFirst().date().orElse(snapshot.at());
        return new Shown(chain, problem, now);
    }
}
