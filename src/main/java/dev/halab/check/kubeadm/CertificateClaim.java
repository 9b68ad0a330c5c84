package dev.halab.check.kubeadm;

import dev.halab.check.Cause;
import dev.halab.check.Claim;
import dev.halab.check.Each;
import dev.halab.check.Field;
import dev.halab.check.FieldProblem;
import dev.halab.check.Fields;
import dev.halab.check.HostPort;
import dev.halab.check.Kind;
import dev.halab.check.Scope;
import dev.halab.check.Type;
import dev.halab.check.Verdict;
import dev.halab.fact.Fact;
import dev.halab.fact.Facts;
import dev.halab.fact.Snapshot;
import dev.halab.topology.NodeSpec;
import dev.halab.topology.Role;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// Certificates in a file of each node, on a port of each node, or behind an endpoint, are what their use needs.
///
/// @param nodes the nodes; none if an endpoint is asked
/// @param path the file; empty if only a port or an endpoint is asked
/// @param port the port; zero if none
/// @param endpoint what is asked instead of nodes
/// @param wants what the certificate has to be
/// @param authority the cluster's CA, for what the wire shows
record CertificateClaim(
        List<NodeSpec> nodes, String path, int port, Optional<HostPort> endpoint, Wants wants, ClusterCa authority)
        implements Claim {
    /// What a certificate has to be.
    ///
    /// @param san names: literal, or `endpoint`, or `own` (the node's address)
    /// @param issuedBy the issuer's file on the node; empty for no matter
    /// @param keyMatches the private key's file on the node; empty for no matter
    /// @param eku `server`, `client` or empty
    record Wants(List<String> san, String issuedBy, String keyMatches, Duration validFor, String eku, ApiEndpoint lab) {
        Wants {
            san = List.copyOf(san);
        }
    }

    /// How a connection is asked for the certificate.
    private static final String PROBE = "/readyz";

    static final Kind KIND = new Definition(
            "cert",
            "A certificate covers the names it is used under, is valid, signed by its CA and fits its key. With `path` "
                    + "the file on each node; with `port` what each node shows there; with both also that the process "
                    + "shows the file's certificate; with `endpoint` what stands behind it.",
            List.of(
                    Field.optional("on", new Type.Nodes(), "the nodes; required unless endpoint is given"),
                    Field.optional("path", new Type.Path(), "the certificate's file"),
                    Field.optional("port", new Type.Whole(1, 65535), "a port of the node that speaks TLS"),
                    Field.optional("endpoint", new Type.Endpoint(), "an endpoint that speaks TLS"),
                    Field.optional(
                            "san",
                            new Type.Many(new Type.Text()),
                            "names it must cover; endpoint: the lab's, by name or address; own: the node's address"),
                    Field.optional("issuedBy", new Type.Path(), "file of the CA that must have signed it"),
                    Field.optional("keyMatches", new Type.Path(), "file of the private key it must fit"),
                    Field.optional("validFor", new Type.Length(), "how long it must still be valid"),
                    Field.optional("eku", new Type.Choice(List.of("server", "client")), "what it must be made for")),
            List.of(
                    new Cause("cert.missing", "The certificate is not there."),
                    new Cause("cert.unreadable", "The file holds no certificate."),
                    new Cause("cert.no-tls", "Nothing answers with a certificate there."),
                    new Cause("cert.san", "The certificate does not cover a name under which it is used."),
                    new Cause("cert.issuer", "Another CA signed the certificate."),
                    new Cause("cert.key", "The private key belongs to another certificate."),
                    new Cause("cert.expired", "The certificate has expired."),
                    new Cause("cert.future", "The certificate is not valid yet: a clock is wrong."),
                    new Cause("cert.short", "The certificate expires too soon."),
                    new Cause("cert.eku", "The certificate is not made for this use."),
                    new Cause("cert.not-served", "The process still shows an older certificate than the file.")),
            "cert: {on: cp, path: /etc/kubernetes/pki/apiserver.crt, san: [endpoint, own], validFor: 30d}",
            CertificateClaim::of);

    CertificateClaim {
        nodes = List.copyOf(nodes);
    }

    private static Claim of(Fields fields, Scope scope) {
        Optional<HostPort> endpoint = fields.findEndpoint("endpoint");
        if (endpoint.isPresent() == fields.has("on")) {
            throw new FieldProblem("on", "either on or endpoint says where the certificate is", "give one of the two");
        }
        if (endpoint.isEmpty() && !fields.has("path") && !fields.has("port")) {
            throw new FieldProblem("path", "nothing says which certificate of the node", "give path or port");
        }
        if (!fields.has("path") && fields.has("keyMatches")) {
            throw new FieldProblem("keyMatches", "it goes with a certificate in a file", "give path too");
        }
        return new CertificateClaim(
                fields.nodes("on"),
                fields.findText("path").orElse(""),
                fields.findWhole("port").orElse(0L).intValue(),
                endpoint,
                wants(fields, scope),
                ClusterCa.on(scope.topology().nodes(Role.CONTROL_PLANE)));
    }

    private static Wants wants(Fields fields, Scope scope) {
        return new Wants(
                fields.texts("san"),
                fields.findText("issuedBy").orElse(""),
                fields.findText("keyMatches").orElse(""),
                fields.findLength("validFor").orElse(Duration.ZERO),
                fields.findText("eku").orElse(""),
                ApiEndpoint.of(fields, "", scope));
    }

    @Override
    public String title() {
        String place = nodes.stream().map(NodeSpec::name).collect(Collectors.joining(", "));
        return endpoint.map(e -> "the certificate behind %s is right".formatted(e))
                .orElseGet(
                        () -> "the certificate %s on %s is right".formatted(path.isEmpty() ? ":" + port : path, place));
    }

    @Override
    public Set<Fact> facts() {
        Set<Fact> facts = new LinkedHashSet<>();
        endpoint.ifPresent(e -> facts.add(wire(e)));
        if (endpoint.isPresent()) {
            facts.addAll(authority.facts());
        }
        nodes.forEach(node -> facts.addAll(facts(node)));
        return facts;
    }

    private Set<Fact> facts(NodeSpec node) {
        Set<Fact> facts = new LinkedHashSet<>();
        if (!path.isEmpty()) {
            facts.add(Facts.certificates(node.name(), path));
            facts.add(Facts.clock(node.name()));
        }
        if (port > 0) {
            facts.add(wire(new HostPort(node.address(), port)));
        }
        if (!wants.issuedBy().isEmpty()) {
            facts.add(Facts.certificates(node.name(), wants.issuedBy()));
        }
        if (!wants.keyMatches().isEmpty()) {
            facts.add(Facts.key(node.name(), wants.keyMatches()));
        }
        return facts;
    }

    static Fact wire(HostPort server) {
        return Facts.https(server.host(), server.port(), PROBE, 1);
    }

    @Override
    public Verdict judge(Snapshot snapshot) {
        return endpoint.map(e -> new CertificateJudge(this, snapshot).behind(e))
                .orElseGet(() -> Each.of(
                        nodes, "the certificate is right", node -> new CertificateJudge(this, snapshot).on(node)));
    }
}
