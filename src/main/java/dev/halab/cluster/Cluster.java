package dev.halab.cluster;

import dev.halab.fact.Source;
import java.util.Optional;

/// The cluster's API as halab reads it. Answers the facts of source `api`; secrets are reduced before they leave.
public interface Cluster extends Source {
    /// The encrypted value of `ca.crt` in the Secret `kube-system/kubeadm-certs`, as it is stored: a nonce of
    /// 12 bytes, then AES-GCM. Only used to try a learner's certificate key on it; never becomes a fact.
    /// Empty if there is no such Secret or no such entry.
    ///
    /// @throws dev.halab.fact.Unobserved if the API did not answer
    Optional<byte[]> sealedCaCertificate();
}
