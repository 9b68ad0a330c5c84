package dev.halab.check.kubeadm;

import dev.halab.check.Cause;
import dev.halab.check.Claim;
import dev.halab.check.Field;
import dev.halab.check.Kind;
import dev.halab.check.Type;
import dev.halab.check.Verdict;
import dev.halab.fact.Fact;
import dev.halab.fact.Facts;
import dev.halab.fact.Snapshot;
import dev.halab.json.Json;
import dev.halab.topology.Topology;
import dev.halab.yaml.MalformedYaml;
import dev.halab.yaml.Yaml;
import dev.halab.yaml.YamlNode;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// The configuration that kubeadm keeps in the cluster, which every later join and upgrade reads.
///
/// @param version the version that `kubernetesVersion` has to name; empty for any
/// @param podSubnet what `podSubnet` has to be; empty for anything that does not overlap
/// @param serviceSubnet what `serviceSubnet` has to be; empty for anything that does not overlap
record KubeadmCluster(ApiEndpoint endpoint, String version, String podSubnet, String serviceSubnet, Topology topology)
        implements Claim {
    private static final String WHERE = "ConfigMap kube-system/kubeadm-config";

    static final Kind KIND = new Definition(
            "kubeadm.cluster",
            "The cluster's own kubeadm configuration names the endpoint and networks that do not overlap. Reads "
                    + WHERE + ".",
            List.of(
                    ApiEndpoint.field("controlPlaneEndpoint"),
                    Field.optional("version", new Type.Version(), "what kubernetesVersion names: 1.35 or 1.35.8"),
                    Field.optional("podSubnet", new Type.Text(), "the network of the pods"),
                    Field.optional("serviceSubnet", new Type.Text(), "the network of the services")),
            List.of(
                    new Cause("kubeadm.no-cluster", "The cluster has no configuration of kubeadm."),
                    new Cause("kubeadm.cluster-unreadable", "The configuration in the cluster is damaged."),
                    new Cause("kubeadm.no-cpe", "init ran without an endpoint, so control planes cannot join."),
                    new Cause("kubeadm.cpe-is-node", "The endpoint is one of the control planes."),
                    new Cause("kubeadm.cpe-other", "The endpoint is not the load balancer."),
                    new Cause("kubeadm.version", "kubernetesVersion names another version."),
                    new Cause("kubeadm.pod-subnet", "podSubnet is another network or not set."),
                    new Cause("kubeadm.service-subnet", "serviceSubnet is another network."),
                    new Cause("kubeadm.overlap", "The networks of pods, services and nodes overlap.")),
            "kubeadm.cluster: {controlPlaneEndpoint: \"${endpoint}\", podSubnet: 10.244.0.0/16}",
            (fields, scope) -> new KubeadmCluster(
                    ApiEndpoint.of(fields, "controlPlaneEndpoint", scope),
                    fields.findText("version").orElse(""),
                    fields.findText("podSubnet").orElse(""),
                    fields.findText("serviceSubnet").orElse(""),
                    scope.topology()));

    @Override
    public String title() {
        return "the cluster's control-plane endpoint is " + endpoint.expected();
    }

    @Override
    public Set<Fact> facts() {
        return Set.of(fact());
    }

    private static Fact fact() {
        return Facts.configMap("kube-system", "kubeadm-config");
    }

    @Override
    public Verdict judge(Snapshot snapshot) {
        Optional<Json> map = ApiObject.find(snapshot, fact());
        if (map.isEmpty()) {
            return Verdict.fail("kubeadm.no-cluster", "a cluster made by kubeadm", "no such ConfigMap", WHERE);
        }
        try {
            YamlNode tree =
                    Yaml.document(map.get().text("data", "ClusterConfiguration").orElse(""));
            return judge(tree);
        } catch (MalformedYaml e) {
            return Verdict.fail("kubeadm.cluster-unreadable", "a ClusterConfiguration", e.why(), WHERE);
        }
    }

    private Verdict judge(YamlNode tree) {
        String pods = YamlTree.text(tree, "networking", "podSubnet").orElse("");
        String services = YamlTree.text(tree, "networking", "serviceSubnet").orElse(Subnets.DEFAULT_SERVICES);
        String actualVersion = YamlTree.text(tree, "kubernetesVersion").orElse("");
        String actualEndpoint = YamlTree.text(tree, "controlPlaneEndpoint").orElse("");
        return First.of(
                "controlPlaneEndpoint is " + actualEndpoint,
                List.of(
                        () -> EndpointClause.judge(endpoint, actualEndpoint, WHERE),
                        () -> version.isEmpty() || Versions.matches(version, actualVersion)
                                ? Optional.empty()
                                : First.fail("kubeadm.version", "v" + version, actualVersion, WHERE),
                        () -> subnet("kubeadm.pod-subnet", "podSubnet", podSubnet, pods),
                        () -> subnet("kubeadm.service-subnet", "serviceSubnet", serviceSubnet, services),
                        () -> new Subnets(pods, services)
                                .overlap(topology, WHERE)
                                .map(Verdict.Fail::new)));
    }

    private static Optional<Verdict> subnet(String cause, String name, String wanted, String actual) {
        return wanted.isEmpty() || Subnets.same(wanted, actual)
                ? Optional.empty()
                : First.fail(
                        cause,
                        "%s %s".formatted(name, wanted),
                        actual.isEmpty() ? name + " is not set" : "%s %s".formatted(name, actual),
                        WHERE);
    }
}
