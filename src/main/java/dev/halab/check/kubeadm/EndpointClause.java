package dev.halab.check.kubeadm;

import dev.halab.check.HostPort;
import dev.halab.check.Verdict;
import java.util.Optional;

/// Judges a `controlPlaneEndpoint`, in a file or in the cluster.
final class EndpointClause {
    private EndpointClause() {}

    /// @param text what is written; empty if nothing is
    static Optional<Verdict> judge(ApiEndpoint wanted, String text, String where) {
        if (text.isBlank()) {
            return First.fail("kubeadm.no-cpe", wanted.expected(), "controlPlaneEndpoint is not set", where);
        }
        Optional<HostPort> written = ApiEndpoint.ofText(text);
        if (written.filter(wanted::is).isPresent()) {
            return Optional.empty();
        }
        boolean node = written.flatMap(w -> wanted.controlPlane(w.host())).isPresent();
        return First.fail(node ? "kubeadm.cpe-is-node" : "kubeadm.cpe-other", wanted.expected(), text, where);
    }
}
