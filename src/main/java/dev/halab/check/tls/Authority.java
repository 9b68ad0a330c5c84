package dev.halab.check.tls;

import dev.halab.fact.Fact;
import dev.halab.fact.Facts;
import dev.halab.fact.FileContent;
import dev.halab.fact.Snapshot;
import dev.halab.fact.Unobserved;
import dev.halab.topology.Role;
import dev.halab.topology.Topology;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;

/// The cluster's CA, as the first control plane that has one has it.
///
/// @param facts what is read of each control plane
public record Authority(List<Fact> facts) {
    /// Where kubeadm puts it.
    public static final String PATH = "/etc/kubernetes/pki/ca.crt";

    public Authority {
        facts = List.copyOf(facts);
    }

    /// That of a topology's control planes.
    public static Authority of(Topology topology) {
        return new Authority(topology.nodes(Role.CONTROL_PLANE).stream()
                .map(node -> Facts.file(node.name(), PATH))
                .toList());
    }

    /// Its certificate; empty if all were read and none has one.
    ///
    /// @throws Unobserved if none was seen and one could not be read
    public Optional<X509Certificate> read(Snapshot snapshot) {
        Optional<Unobserved> unseen = Optional.empty();
        for (Fact fact : facts) {
            try {
                Optional<X509Certificate> found =
                        FileContent.bytes(snapshot, fact).flatMap(Certificates::first);
                if (found.isPresent()) {
                    return found;
                }
            } catch (Unobserved e) {
                unseen = Optional.of(e);
            }
        }
        if (unseen.isPresent()) {
            throw unseen.get();
        }
        return Optional.empty();
    }
}
