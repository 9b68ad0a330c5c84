package dev.halab.check.kubeadm;

import dev.halab.check.Cause;
import dev.halab.check.Claim;
import dev.halab.check.Each;
import dev.halab.check.Field;
import dev.halab.check.Fields;
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
import java.util.Set;
import java.util.stream.Collectors;

/// A kubeconfig on each of `nodes` leads to the right API server, of this cluster, as the right user.
///
/// @param server `auto`, `endpoint`, `own` or `any`
/// @param commonName what the client certificate's CN has to be; empty for what kubeadm gives that file
/// @param organization what the client certificate's O has to hold; empty for what kubeadm gives that file
/// @param validFor how long the client certificate has to be good for; zero for now
record KubeconfigServer(
        List<NodeSpec> nodes,
        String path,
        String server,
        String commonName,
        String organization,
        Duration validFor,
        ApiEndpoint endpoint,
        ClusterCa authority,
        Scope scope)
        implements Claim {
    /// Where the kubelet keeps the certificate that it renews by itself.
    static final String KUBELET_CERTIFICATE = "/var/lib/kubelet/pki/kubelet-client-current.pem";

    static final Kind KIND = new Definition(
            "kubeconfig",
            "A kubeconfig leads to the right server: workers and people through the endpoint; kubelet, controller "
                    + "manager and scheduler of a control plane to their own API server (a kubelet from 1.31 on) or "
                    + "through the endpoint. CA and client certificate are this cluster's. Reads the file and ca.crt.",
            List.of(
                    Field.required("on", new Type.Nodes(), "the nodes whose file is read"),
                    Field.required("path", new Type.Path(), "the file"),
                    Field.optional(
                            "server",
                            new Type.Choice(List.of("auto", "endpoint", "own", "any")),
                            "what it leads to; auto: by the node's role and the file's name"),
                    Field.optional("commonName", new Type.Text(), "CN of the client certificate"),
                    Field.optional("organization", new Type.Text(), "an O of the client certificate"),
                    Field.optional("validFor", new Type.Length(), "how long the client certificate is still good")),
            List.of(
                    new Cause("kc.missing", "The kubeconfig is not there."),
                    new Cause("kc.unreadable", "The file is not a kubeconfig."),
                    new Cause("kc.no-context", "The kubeconfig has no current context that leads to a cluster."),
                    new Cause("kc.not-lb", "It leads to one control plane instead of the load balancer."),
                    new Cause("kc.other-cp", "A control plane leads to another control plane."),
                    new Cause("kc.other-server", "It leads to something that is no API server of this lab."),
                    new Cause("kc.insecure", "It trusts the server blindly."),
                    new Cause("kc.no-ca", "It names no authority to trust."),
                    new Cause("kc.other-ca", "It belongs to another cluster."),
                    new Cause("kc.no-client", "It has no client certificate."),
                    new Cause("kc.subject", "Its client certificate is somebody else's."),
                    new Cause("kc.expired", "Its client certificate has expired."),
                    new Cause("kc.short", "Its client certificate expires too soon.")),
            "kubeconfig: {on: w, path: /etc/kubernetes/kubelet.conf}",
            KubeconfigServer::of);

    KubeconfigServer {
        nodes = List.copyOf(nodes);
    }

    private static Claim of(Fields fields, Scope scope) {
        return new KubeconfigServer(
                fields.nodes("on"),
                fields.text("path"),
                fields.findText("server").orElse("auto"),
                fields.findText("commonName").orElse(""),
                fields.findText("organization").orElse(""),
                fields.findLength("validFor").orElse(Duration.ZERO),
                ApiEndpoint.of(fields, "", scope),
                ClusterCa.on(scope.topology().nodes(Role.CONTROL_PLANE)),
                scope);
    }

    /// The file's name: `kubelet.conf`.
    String name() {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    @Override
    public String title() {
        return "%s on %s leads to the right API server"
                .formatted(path, nodes.stream().map(NodeSpec::name).collect(Collectors.joining(", ")));
    }

    @Override
    public Set<Fact> facts() {
        Set<Fact> facts = new LinkedHashSet<>(authority.facts());
        for (NodeSpec node : nodes) {
            facts.add(Facts.kubeconfig(node.name(), path));
            facts.add(Facts.clock(node.name()));
            facts.add(Facts.certificates(node.name(), ClusterCa.PATH));
            if (name().equals("kubelet.conf")) {
                facts.add(Facts.certificates(node.name(), KUBELET_CERTIFICATE));
            }
        }
        return facts;
    }

    @Override
    public Verdict judge(Snapshot snapshot) {
        return Each.of(nodes, path + " leads to the right API server", node -> judge(snapshot, node));
    }

    private Verdict judge(Snapshot snapshot, NodeSpec node) {
        NodeFile file = NodeFile.of(snapshot, Facts.kubeconfig(node.name(), path));
        if (!file.present()) {
            return Verdict.fail("kc.missing", "a kubeconfig", "no such file", file.where());
        }
        try {
            Kubeconfig config = Kubeconfig.parse(file.content());
            return new KubeconfigJudge(this, node, config, file.where(), snapshot).verdict();
        } catch (Kubeconfig.Unusable e) {
            return Verdict.fail(e.code(), "a kubeconfig with a current context", e.why(), file.where());
        }
    }
}
