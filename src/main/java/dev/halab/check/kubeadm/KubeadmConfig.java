package dev.halab.check.kubeadm;

import dev.halab.check.Cause;
import dev.halab.check.Claim;
import dev.halab.check.Each;
import dev.halab.check.Field;
import dev.halab.check.Fields;
import dev.halab.check.Kind;
import dev.halab.check.Scope;
import dev.halab.check.Server;
import dev.halab.check.Type;
import dev.halab.check.Verdict;
import dev.halab.fact.Fact;
import dev.halab.fact.Facts;
import dev.halab.fact.Reading;
import dev.halab.fact.Snapshot;
import dev.halab.fact.Unobserved;
import dev.halab.topology.NodeSpec;
import dev.halab.yaml.MalformedYaml;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// A configuration file for `kubeadm init` on each of `nodes` makes a cluster that can have several control planes.
///
/// @param version the version that `kubernetesVersion` has to name; empty for any
/// @param nodeIp whether the kubelet has to be told its address
/// @param podSubnet what `podSubnet` has to be; empty for anything that does not overlap
/// @param certSans names that the API server's certificate needs beside those that kubeadm puts in by itself
/// @param externalEtcd the members of an etcd of its own; none for stacked etcd
record KubeadmConfig(
        List<NodeSpec> nodes,
        String file,
        ApiEndpoint endpoint,
        String version,
        boolean nodeIp,
        String podSubnet,
        List<String> certSans,
        List<Server> externalEtcd,
        Scope scope)
        implements Claim {
    private static final String KUBELET_DEFAULTS = "/etc/default/kubelet";

    static final Kind KIND = new Definition(
            "kubeadm.config",
            "A kubeadm configuration file is right for several control planes: known API version and fields, the "
                    + "endpoint, the node's own address, networks that do not overlap. Reads the file on the node.",
            List.of(
                    Field.required("on", new Type.Nodes(), "the nodes whose file is read"),
                    Field.required("file", new Type.Path(), "the file"),
                    ApiEndpoint.field("controlPlaneEndpoint"),
                    Field.optional("version", new Type.Version(), "what kubernetesVersion names: 1.35 or 1.35.8"),
                    Field.optional(
                            "nodeIp",
                            new Type.Flag(),
                            "whether the kubelet must be told its address, here or in " + KUBELET_DEFAULTS),
                    Field.optional("podSubnet", new Type.Text(), "the network of the pods"),
                    Field.optional("certSANs", new Type.Many(new Type.Text()), "extra names that must be listed"),
                    Field.optional("externalEtcd", new Type.Servers(), "members of an etcd outside: etcd:2379")),
            List.of(
                    new Cause("kubeadm.missing", "The configuration file is not there."),
                    new Cause("kubeadm.syntax", "The file is not YAML that kubeadm reads."),
                    new Cause("kubeadm.api-version", "The file uses an API version that this kubeadm does not have."),
                    new Cause("kubeadm.unknown-kind", "kubeadm has no such kind of configuration."),
                    new Cause("kubeadm.unknown-field", "A field is misspelt or in the wrong place and is ignored."),
                    new Cause("kubeadm.map-args", "Extra arguments are a mapping; v1beta4 wants a list."),
                    new Cause("kubeadm.shape", "A value has another shape than kubeadm reads."),
                    new Cause("kubeadm.feature-gate", "A feature gate is named that this kubeadm does not have."),
                    new Cause("kubeadm.no-cpe", "controlPlaneEndpoint is not set."),
                    new Cause("kubeadm.cpe-is-node", "controlPlaneEndpoint is one of the control planes."),
                    new Cause("kubeadm.cpe-other", "controlPlaneEndpoint is not the load balancer."),
                    new Cause("kubeadm.no-version", "kubernetesVersion is not set, so kubeadm asks the internet."),
                    new Cause("kubeadm.version", "kubernetesVersion names another version."),
                    new Cause("kubeadm.no-advertise", "advertiseAddress is not set on a node with two networks."),
                    new Cause("kubeadm.nat-addr", "advertiseAddress lies outside of the lab network."),
                    new Cause("kubeadm.advertise-other", "advertiseAddress is another node's."),
                    new Cause("kubeadm.node-ip", "The kubelet is not told the node's own address."),
                    new Cause("kubeadm.overlap", "The networks of pods, services and nodes overlap."),
                    new Cause("kubeadm.pod-subnet", "podSubnet is another network or not set."),
                    new Cause("kubeadm.cert-sans", "A name is missing from certSANs."),
                    new Cause("kubeadm.etcd-endpoints", "etcd.external does not list the etcd members."),
                    new Cause("kubeadm.etcd-files", "etcd.external lacks a file of the client's certificate.")),
            "kubeadm.config: {on: cp-1, file: /etc/kubernetes/kubeadm.yaml, nodeIp: true, version: \"1.35\"}",
            KubeadmConfig::of);

    KubeadmConfig {
        nodes = List.copyOf(nodes);
        certSans = List.copyOf(certSans);
        externalEtcd = List.copyOf(externalEtcd);
    }

    private static Claim of(Fields fields, Scope scope) {
        return new KubeadmConfig(
                fields.nodes("on"),
                fields.text("file"),
                ApiEndpoint.of(fields, "controlPlaneEndpoint", scope),
                fields.findText("version").orElse(""),
                fields.flag("nodeIp", false),
                fields.findText("podSubnet").orElse(""),
                fields.texts("certSANs"),
                fields.servers("externalEtcd"),
                scope);
    }

    @Override
    public String title() {
        return "%s on %s configures kubeadm for several control planes".formatted(file, names());
    }

    private String names() {
        return nodes.stream().map(NodeSpec::name).collect(Collectors.joining(", "));
    }

    @Override
    public Set<Fact> facts() {
        Set<Fact> facts = new LinkedHashSet<>();
        for (NodeSpec node : nodes) {
            facts.add(Facts.file(node.name(), file));
            if (nodeIp) {
                facts.add(Facts.file(node.name(), KUBELET_DEFAULTS));
            }
        }
        return facts;
    }

    @Override
    public Verdict judge(Snapshot snapshot) {
        return Each.of(nodes, "%s is complete".formatted(file), node -> judge(snapshot, node));
    }

    private Verdict judge(Snapshot snapshot, NodeSpec node) {
        NodeFile text = NodeFile.of(snapshot, Facts.file(node.name(), file));
        if (!text.present()) {
            return Verdict.fail("kubeadm.missing", "a configuration file", "no such file", text.where());
        }
        try {
            KubeadmFile parsed = KubeadmFile.parse(text.content());
            return new KubeadmConfigJudge(this, parsed, text.where(), node, kubeletArguments(snapshot, node)).verdict();
        } catch (KubeadmFile.Unreadable e) {
            return Verdict.fail(
                    "kubeadm.syntax", "YAML that kubeadm reads", e.why(), "%s:%d".formatted(text.where(), e.line()));
        } catch (MalformedYaml e) {
            throw new Unobserved(Facts.file(node.name(), file), Reading.Reason.UNREADABLE, e.why());
        }
    }

    private Optional<Argv> kubeletArguments(Snapshot snapshot, NodeSpec node) {
        if (!nodeIp) {
            return Optional.empty();
        }
        String text =
                NodeFile.of(snapshot, Facts.file(node.name(), KUBELET_DEFAULTS)).content();
        return text.lines()
                .map(String::strip)
                .filter(line -> line.startsWith("KUBELET_EXTRA_ARGS="))
                .map(line -> line.substring(line.indexOf('=') + 1)
                        .replaceAll("[\"']", " ")
                        .strip())
                .reduce((first, second) -> second)
                .map(words -> new Argv(List.of(words.split("\\s+"))));
    }

    @Override
    public List<String> advice(Snapshot snapshot) {
        return nodes.stream()
                .map(node -> NodeFile.of(snapshot, Facts.file(node.name(), file)))
                .filter(text -> text.content().lines().anyMatch(l -> l.strip().endsWith(KubeadmFile.GROUP + "v1beta3")))
                .map(text ->
                        "%s uses v1beta3, which Kubernetes 1.37 no longer reads: kubeadm config migrate rewrites it"
                                .formatted(text.where()))
                .toList();
    }
}
