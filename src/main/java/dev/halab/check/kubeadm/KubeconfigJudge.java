package dev.halab.check.kubeadm;

import dev.halab.check.HostPort;
import dev.halab.check.Verdict;
import dev.halab.check.tls.Certificates;
import dev.halab.fact.Fact;
import dev.halab.fact.Facts;
import dev.halab.fact.Reading;
import dev.halab.fact.Snapshot;
import dev.halab.fact.Unobserved;
import dev.halab.topology.NodeSpec;
import dev.halab.topology.Role;
import dev.halab.topology.Topology;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Judges one kubeconfig clause by clause.
record KubeconfigJudge(KubeconfigServer claim, NodeSpec node, Kubeconfig config, String where, Snapshot snapshot) {
    /// Files of kubeadm that may lead to the control plane's own API server.
    private static final List<String> OWN = List.of("controller-manager.conf", "scheduler.conf");

    Verdict verdict() {
        return First.of(
                "%s leads to %s".formatted(where, config.server()),
                List.of(this::server, this::authority, this::client));
    }

    private Optional<Verdict> server() {
        if (claim.server().equals("any")) {
            return Optional.empty();
        }
        Optional<HostPort> server = ApiEndpoint.ofUrl(config.server());
        boolean toEndpoint = server.filter(claim.endpoint()::is).isPresent();
        boolean toItself = server.filter(this::isOwn).isPresent();
        if ((toEndpoint && !claim.server().equals("own")) || (toItself && mayBeOwn())) {
            return Optional.empty();
        }
        boolean toNode =
                server.flatMap(s -> claim.endpoint().controlPlane(s.host())).isPresent();
        String cause = !toNode ? "kc.other-server" : mayBeOwn() ? "kc.other-cp" : "kc.not-lb";
        String actual = config.server().isEmpty() ? "no server" : config.server();
        return First.fail(cause, expected(), actual, where);
    }

    private boolean isOwn(HostPort server) {
        return server.port() == Topology.API_PORT
                && claim.endpoint()
                        .controlPlane(server.host())
                        .filter(node::equals)
                        .isPresent();
    }

    private boolean mayBeOwn() {
        if (node.role() != Role.CONTROL_PLANE || claim.server().equals("endpoint")) {
            return false;
        }
        return claim.server().equals("own")
                || OWN.contains(claim.name())
                || (claim.name().equals("kubelet.conf") && Gate.KUBELET_LOCAL.holds(claim.scope()));
    }

    private String expected() {
        String own = "https://%s:%d".formatted(node.address(), Topology.API_PORT);
        String endpoint = "https://" + claim.endpoint().expected();
        return claim.server().equals("own") ? own : mayBeOwn() ? own + " or " + endpoint : endpoint;
    }

    private Optional<Verdict> authority() {
        if (config.insecure()) {
            return First.fail("kc.insecure", "the cluster's CA", "insecure-skip-tls-verify: true", where);
        }
        X509Certificate wanted = claim.authority().read(snapshot);
        Optional<String> pem = config.caPem();
        if (pem.isEmpty() && config.caPath().isPresent()) {
            pem = Optional.of(content(config.caPath().get(), ClusterCa.PATH));
        }
        List<X509Certificate> found = Certificates.read(pem.orElse(""));
        if (found.isEmpty()) {
            return First.fail("kc.no-ca", "certificate-authority-data", "no certificate", where);
        }
        return Certificates.hold(found, wanted)
                ? Optional.empty()
                : First.fail(
                        "kc.other-ca",
                        "the CA with public key sha256:" + Certificates.publicHash(wanted),
                        "sha256:" + Certificates.publicHash(found.getFirst()),
                        where);
    }

    private Optional<Verdict> client() {
        Optional<String> pem = config.certificatePem();
        if (pem.isEmpty() && config.certificatePath().isPresent()) {
            pem = Optional.of(content(config.certificatePath().get(), KubeconfigServer.KUBELET_CERTIFICATE));
        }
        List<X509Certificate> found = Certificates.read(pem.orElse(""));
        if (found.isEmpty()) {
            return First.fail("kc.no-client", "a client certificate", "there is none", where);
        }
        X509Certificate client = found.getFirst();
        if (!Certificates.signedBy(client, claim.authority().read(snapshot))) {
            return First.fail("kc.other-ca", "a client certificate of this cluster", "another CA signed it", where);
        }
        return subject(client).or(() -> validity(client));
    }

    private Optional<Verdict> subject(X509Certificate client) {
        String commonName = claim.commonName().isEmpty() ? usualName() : claim.commonName();
        String organization = claim.organization().isEmpty() ? usualGroup() : claim.organization();
        List<String> names = Certificates.subject(client, "CN");
        List<String> groups = Certificates.subject(client, "O");
        boolean right = (commonName.isEmpty() || names.contains(commonName))
                && (organization.isEmpty() || groups.contains(organization));
        return right
                ? Optional.empty()
                : First.fail(
                        "kc.subject",
                        "CN=%s O=%s".formatted(commonName, organization),
                        "CN=%s O=%s".formatted(String.join(",", names), String.join(",", groups)),
                        where);
    }

    private String usualName() {
        return switch (claim.name()) {
            case "kubelet.conf" -> "system:node:" + node.name();
            case "admin.conf" -> "kubernetes-admin";
            case "super-admin.conf" -> "kubernetes-super-admin";
            case "controller-manager.conf" -> "system:kube-controller-manager";
            case "scheduler.conf" -> "system:kube-scheduler";
            default -> "";
        };
    }

    private String usualGroup() {
        return switch (claim.name()) {
            case "kubelet.conf" -> "system:nodes";
            case "admin.conf" -> Gate.ADMIN_GROUP.holds(claim.scope()) ? "kubeadm:cluster-admins" : "system:masters";
            case "super-admin.conf" -> "system:masters";
            default -> "";
        };
    }

    private Optional<Verdict> validity(X509Certificate client) {
        Instant end = client.getNotAfter().toInstant();
        Duration left = Duration.between(snapshot.at(node.name()), end);
        if (left.isNegative()) {
            return First.fail(
                    "kc.expired",
                    "a client certificate that is valid",
                    "expired %s ago".formatted(Times.text(left)),
                    where);
        }
        return left.compareTo(claim.validFor()) >= 0
                ? Optional.empty()
                : First.fail(
                        "kc.short",
                        "good for " + Times.text(claim.validFor()),
                        "expires in " + Times.text(left),
                        where);
    }

    /// The certificates of the one file that was read for it; another file was not read.
    private String content(String path, String known) {
        Fact fact = Facts.certificates(node.name(), path);
        if (!path.equals(known) || !claim.facts().contains(fact)) {
            throw new Unobserved(
                    fact, Reading.Reason.NOT_READ, "%s names this file, which is not read".formatted(where));
        }
        return NodeFile.traces(snapshot, fact).content();
    }
}
