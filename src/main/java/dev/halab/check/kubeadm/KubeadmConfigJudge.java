package dev.halab.check.kubeadm;

import dev.halab.check.HostPort;
import dev.halab.check.Mismatch;
import dev.halab.check.Server;
import dev.halab.check.Verdict;
import dev.halab.topology.NodeSpec;
import dev.halab.yaml.YamlNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// Judges one kubeadm configuration file clause by clause.
///
/// @param where `node:path`
/// @param kubelet the arguments of /etc/default/kubelet, if they were read and are there
record KubeadmConfigJudge(KubeadmConfig claim, KubeadmFile file, String where, NodeSpec node, Optional<Argv> kubelet) {
    private static final String CLUSTER = "ClusterConfiguration";
    private static final String INIT = "InitConfiguration";
    private static final Map<String, Gate> FEATURE_GATES = Map.of(
            "EtcdLearnerMode", Gate.FEATURE_GATE_ETCD_LEARNER_MODE,
            "ControlPlaneKubeletLocalMode", Gate.FEATURE_GATE_CONTROL_PLANE_KUBELET_LOCAL_MODE);

    Verdict verdict() {
        return First.of(
                where + " is complete",
                List.of(
                        this::apiVersions,
                        this::fields,
                        this::featureGates,
                        this::endpoint,
                        this::version,
                        this::advertise,
                        this::nodeIp,
                        this::subnets,
                        this::certSans,
                        this::externalEtcd));
    }

    private Optional<Verdict> apiVersions() {
        for (KubeadmFile.Document document : file.documents()) {
            if (!document.ofKubeadm()) {
                continue;
            }
            if (!supported(document.version())) {
                return First.fail(
                        "kubeadm.api-version", KubeadmFile.GROUP + "v1beta4", document.apiVersion(), at(document));
            }
            if (!Set.of("ResetConfiguration", "UpgradeConfiguration").contains(document.kind())
                    && !KubeadmFields.KINDS.contains(document.kind())) {
                return First.fail(
                        "kubeadm.unknown-kind",
                        "one of " + String.join(", ", new TreeSet<>(KubeadmFields.KINDS)),
                        "kind " + document.kind(),
                        at(document));
            }
        }
        return Optional.empty();
    }

    private boolean supported(String version) {
        return switch (version) {
            case "v1beta4" -> Gate.V1BETA4.holds(claim.scope());
            case "v1beta3" -> Gate.V1BETA3.holds(claim.scope());
            default -> false;
        };
    }

    private Optional<Verdict> fields() {
        return file.documents().stream()
                .filter(d -> d.ofKubeadm() && KubeadmFields.KINDS.contains(d.kind()))
                .flatMap(d -> KubeadmLint.problems(where, d).stream())
                .findFirst()
                .map(Verdict.Fail::new);
    }

    private Optional<Verdict> featureGates() {
        Optional<YamlNode> gates = cluster("featureGates");
        if (gates.isPresent() && gates.get() instanceof YamlNode.Mapping mapping) {
            for (YamlNode.Entry entry : mapping.entries()) {
                Gate gate = FEATURE_GATES.get(entry.key().text());
                if (gate != null && !gate.holds(claim.scope())) {
                    return First.fail(
                            "kubeadm.feature-gate",
                            "no feature gate %s (%s)".formatted(entry.key().text(), gate.source()),
                            "featureGates has it",
                            where + ":" + entry.key().at().line());
                }
            }
        }
        return Optional.empty();
    }

    private Optional<Verdict> endpoint() {
        return EndpointClause.judge(
                claim.endpoint(), clusterText("controlPlaneEndpoint"), whereOf(CLUSTER, "controlPlaneEndpoint"));
    }

    private Optional<Verdict> version() {
        String version = clusterText("kubernetesVersion");
        String place = whereOf(CLUSTER, "kubernetesVersion");
        if (version.isEmpty()) {
            return First.fail("kubeadm.no-version", "kubernetesVersion: v1.x.y", "it is not set", place);
        }
        boolean label = version.matches("(stable|latest|release|ci/.*)(-.*)?");
        boolean release = version.matches("v?1\\.\\d+\\.\\d+([-+].*)?");
        String named = version.replaceFirst("^(stable|latest)-", "");
        if (!(label || release) || (!claim.version().isEmpty() && !Versions.matches(claim.version(), named))) {
            String expected = claim.version().isEmpty() ? "v1.x.y" : "v" + claim.version();
            return First.fail("kubeadm.version", expected, version, place);
        }
        return Optional.empty();
    }

    private Optional<Verdict> advertise() {
        String address = text(INIT, "localAPIEndpoint", "advertiseAddress");
        String place = whereOf(INIT, "localAPIEndpoint", "advertiseAddress");
        if (address.isEmpty()) {
            return First.fail(
                    "kubeadm.no-advertise",
                    "localAPIEndpoint.advertiseAddress: " + node.address(),
                    "it is not set, so kubeadm takes the address of the default route",
                    place);
        }
        if (!claim.scope().topology().contains(address)) {
            return First.fail("kubeadm.nat-addr", node.address(), address, place);
        }
        return address.equals(node.address())
                ? Optional.empty()
                : First.fail("kubeadm.advertise-other", node.address(), address, place);
    }

    private Optional<Verdict> nodeIp() {
        Optional<String> here = extraArgument("node-ip");
        // the last one on the kubelet's command line is that of KUBELET_EXTRA_ARGS
        Optional<String> effective = kubelet.flatMap(k -> k.flag("node-ip")).or(() -> here);
        if (effective.isEmpty() && !claim.nodeIp()) {
            return Optional.empty();
        }
        boolean right = effective.stream()
                .flatMap(v -> List.of(v.split(",", -1)).stream())
                .anyMatch(v -> v.strip().equals(node.address()));
        return right
                ? Optional.empty()
                : First.fail(
                        "kubeadm.node-ip",
                        "kubeletExtraArgs: [{name: node-ip, value: %s}]".formatted(node.address()),
                        effective.map("node-ip is "::concat).orElse("node-ip is not set"),
                        whereOf(INIT, "nodeRegistration", "kubeletExtraArgs"));
    }

    private Optional<String> extraArgument(String name) {
        Optional<YamlNode> arguments = tree(INIT).flatMap(t -> YamlTree.at(t, "nodeRegistration", "kubeletExtraArgs"));
        if (arguments.isEmpty()) {
            return Optional.empty();
        }
        return arguments.get() instanceof YamlNode.Mapping mapping
                ? YamlTree.text(mapping, name)
                : YamlTree.items(arguments.get()).stream()
                        .filter(item -> YamlTree.text(item, "name").orElse("").equals(name))
                        .map(item -> YamlTree.text(item, "value").orElse(""))
                        .reduce((first, second) -> second);
    }

    private Optional<Verdict> subnets() {
        String pods = text(CLUSTER, "networking", "podSubnet");
        String services = text(CLUSTER, "networking", "serviceSubnet");
        String place = whereOf(CLUSTER, "networking", "podSubnet");
        Optional<Mismatch> overlap = new Subnets(pods, services.isEmpty() ? Subnets.DEFAULT_SERVICES : services)
                .overlap(claim.scope().topology(), place);
        if (overlap.isPresent()) {
            return overlap.map(Verdict.Fail::new);
        }
        return claim.podSubnet().isEmpty() || Subnets.same(claim.podSubnet(), pods)
                ? Optional.empty()
                : First.fail("kubeadm.pod-subnet", claim.podSubnet(), pods.isEmpty() ? "it is not set" : pods, place);
    }

    private Optional<Verdict> certSans() {
        List<String> listed = tree(CLUSTER)
                .map(t -> YamlTree.texts(t, "apiServer", "certSANs"))
                .orElse(List.of());
        return claim.certSans().stream()
                .filter(name -> !listed.contains(name))
                .findFirst()
                .flatMap(name -> First.fail(
                        "kubeadm.cert-sans", name, "certSANs: " + listed, whereOf(CLUSTER, "apiServer", "certSANs")));
    }

    private Optional<Verdict> externalEtcd() {
        if (claim.externalEtcd().isEmpty()) {
            return Optional.empty();
        }
        Set<String> listed = tree(CLUSTER).stream()
                .flatMap(t -> YamlTree.texts(t, "etcd", "external", "endpoints").stream())
                .map(url -> ApiEndpoint.ofUrl(url).map(this::byAddress).orElse(url))
                .collect(Collectors.toCollection(TreeSet::new));
        Set<String> wanted = new TreeSet<>();
        claim.externalEtcd().stream().map(Server::address).forEach(wanted::add);
        if (!listed.equals(wanted)) {
            return First.fail(
                    "kubeadm.etcd-endpoints",
                    "https:// and " + wanted,
                    "endpoints: " + listed,
                    whereOf(CLUSTER, "etcd", "external"));
        }
        return List.of("caFile", "certFile", "keyFile").stream()
                .filter(name -> text(CLUSTER, "etcd", "external", name).isEmpty())
                .findFirst()
                .flatMap(name ->
                        First.fail("kubeadm.etcd-files", name, "it is not set", whereOf(CLUSTER, "etcd", "external")));
    }

    private String byAddress(HostPort server) {
        String address = claim.scope()
                .topology()
                .node(server.host())
                .map(NodeSpec::address)
                .orElse(server.host());
        return address + ":" + server.port();
    }

    private Optional<YamlNode> tree(String kind) {
        return file.find(kind).map(KubeadmFile.Document::tree);
    }

    private Optional<YamlNode> cluster(String field) {
        return tree(CLUSTER).flatMap(t -> YamlTree.at(t, field));
    }

    private String clusterText(String field) {
        return text(CLUSTER, field);
    }

    private String text(String kind, String... path) {
        return tree(kind).flatMap(t -> YamlTree.text(t, path)).orElse("");
    }

    /// The line of the value, else of its document, else the file.
    private String whereOf(String kind, String... path) {
        return tree(kind)
                .map(t -> YamlTree.at(t, path).orElse(t))
                .map(found -> where + ":" + found.at().line())
                .orElse(where);
    }

    private String at(KubeadmFile.Document document) {
        return where + ":" + document.line();
    }
}
