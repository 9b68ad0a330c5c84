package dev.halab.check.kubeadm;

import dev.halab.check.Cause;
import dev.halab.check.Claim;
import dev.halab.check.Field;
import dev.halab.check.HostPort;
import dev.halab.check.Kind;
import dev.halab.check.Mismatch;
import dev.halab.check.Type;
import dev.halab.check.Verdict;
import dev.halab.check.tls.Certificates;
import dev.halab.fact.Fact;
import dev.halab.fact.Facts;
import dev.halab.fact.Snapshot;
import dev.halab.json.Json;
import dev.halab.topology.Role;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// What joining nodes learn of the cluster leads through the endpoint, has the cluster's CA and is signed.
///
/// @param signed whether a live token has to have signed it
record Discovery(ApiEndpoint endpoint, ClusterCa authority, boolean signed) implements Claim {
    private static final String WHERE = "ConfigMap kube-public/cluster-info";
    private static final String SIGNATURE = "jws-kubeconfig-";

    static final Kind KIND = new Definition(
            "cluster-info",
            "The ConfigMap from which joining nodes learn the cluster names the endpoint and the cluster's CA, and a "
                    + "live token signed it. Reads " + WHERE + ", the tokens, and ca.crt of a control plane.",
            List.of(
                    ApiEndpoint.field("server"),
                    Field.optional("signed", new Type.Flag(), "whether a live token must have signed it; true")),
            List.of(
                    new Cause("ci.missing", "The cluster has no cluster-info."),
                    new Cause("ci.unreadable", "The kubeconfig in cluster-info is damaged."),
                    new Cause("ci.server-is-node", "New nodes will depend on one control plane."),
                    new Cause("ci.server-other", "New nodes will talk to something else than the load balancer."),
                    new Cause("ci.other-ca", "cluster-info has the CA of another cluster."),
                    new Cause("ci.unsigned", "No live token has signed cluster-info, so no node can join.")),
            "cluster-info: {server: \"${endpoint}\"}",
            (fields, scope) -> new Discovery(
                    ApiEndpoint.of(fields, "server", scope),
                    ClusterCa.on(scope.topology().nodes(Role.CONTROL_PLANE)),
                    fields.flag("signed", true)));

    @Override
    public String title() {
        return "cluster-info sends joining nodes to " + endpoint.expected();
    }

    @Override
    public Set<Fact> facts() {
        Set<Fact> facts = new LinkedHashSet<>(authority.facts());
        facts.add(fact());
        if (signed) {
            facts.add(Facts.tokens());
        }
        return facts;
    }

    private static Fact fact() {
        return Facts.configMap("kube-public", "cluster-info");
    }

    @Override
    public Verdict judge(Snapshot snapshot) {
        Optional<Json> map = ApiObject.find(snapshot, fact());
        if (map.isEmpty()) {
            return Verdict.fail("ci.missing", "the ConfigMap", "there is none", WHERE);
        }
        try {
            Kubeconfig config =
                    Kubeconfig.parseSingle(map.get().text("data", "kubeconfig").orElse(""));
            return First.of(
                    "cluster-info names " + config.server(),
                    List.of(
                            () -> server(config),
                            () -> authority(config, snapshot),
                            () -> signature(map.get(), snapshot)));
        } catch (Kubeconfig.Unusable e) {
            return Verdict.fail("ci.unreadable", "a kubeconfig", e.why(), WHERE);
        }
    }

    private Optional<Verdict> server(Kubeconfig config) {
        Optional<HostPort> server = ApiEndpoint.ofUrl(config.server());
        if (server.filter(endpoint::is).isPresent()) {
            return Optional.empty();
        }
        boolean node = server.flatMap(s -> endpoint.controlPlane(s.host())).isPresent();
        return First.fail(
                node ? "ci.server-is-node" : "ci.server-other",
                "https://" + endpoint.expected(),
                config.server().isEmpty() ? "no server" : config.server(),
                WHERE);
    }

    private Optional<Verdict> authority(Kubeconfig config, Snapshot snapshot) {
        X509Certificate wanted = authority.read(snapshot);
        List<X509Certificate> found = Certificates.read(config.caPem().orElse(""));
        return Certificates.hold(found, wanted)
                ? Optional.empty()
                : First.fail(
                        "ci.other-ca",
                        "the CA with public key sha256:" + Certificates.publicHash(wanted),
                        found.isEmpty() ? "no CA" : "sha256:" + Certificates.publicHash(found.getFirst()),
                        WHERE);
    }

    /// The controller that signs looks every few seconds, so a live token without a signature is only late.
    private Optional<Verdict> signature(Json map, Snapshot snapshot) {
        if (!signed) {
            return Optional.empty();
        }
        Instant now = BootstrapToken.now(snapshot, Facts.tokens());
        List<String> live = BootstrapToken.all(snapshot).stream()
                .filter(t -> t.joins(now))
                .map(BootstrapToken::id)
                .toList();
        if (live.stream()
                .anyMatch(id -> map.text("data", SIGNATURE + id)
                        .filter(s -> !s.isBlank())
                        .isPresent())) {
            return Optional.empty();
        }
        String actual =
                live.isEmpty() ? "there is no live token" : "token %s has not signed it".formatted(live.getFirst());
        Mismatch mismatch = new Mismatch("ci.unsigned", "signed by a live token", actual, WHERE);
        return Optional.of(live.isEmpty() ? new Verdict.Fail(mismatch) : new Verdict.Wait(mismatch));
    }
}
