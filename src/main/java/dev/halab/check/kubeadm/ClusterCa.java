package dev.halab.check.kubeadm;

import dev.halab.check.tls.Certificates;
import dev.halab.fact.Fact;
import dev.halab.fact.Facts;
import dev.halab.fact.Reading;
import dev.halab.fact.Snapshot;
import dev.halab.fact.Unobserved;
import dev.halab.topology.NodeSpec;
import java.security.cert.X509Certificate;
import java.util.List;

/// The certificate authority of the cluster, as the first control plane that can be read has it.
record ClusterCa(List<Fact> facts) {
    static final String PATH = "/etc/kubernetes/pki/ca.crt";

    ClusterCa {
        facts = List.copyOf(facts);
    }

    static ClusterCa on(List<NodeSpec> controlPlanes) {
        return new ClusterCa(controlPlanes.stream()
                .map(n -> Facts.certificates(n.name(), PATH))
                .toList());
    }

    /// @throws Unobserved if no control plane could be read or none has one
    X509Certificate read(Snapshot snapshot) {
        for (Fact fact : facts) {
            if (snapshot.reading(fact) instanceof Reading.Seen seen && seen.status() == 0) {
                List<X509Certificate> found =
                        Certificates.read(NodeFile.traces(snapshot, fact).content());
                if (!found.isEmpty()) {
                    return found.getFirst();
                }
            }
        }
        throw new Unobserved(
                facts.getFirst(),
                Reading.Reason.UNREADABLE,
                "no control plane showed the certificate of the cluster's CA");
    }
}
