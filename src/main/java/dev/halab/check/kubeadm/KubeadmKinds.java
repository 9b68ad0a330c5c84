package dev.halab.check.kubeadm;

import dev.halab.check.Kind;
import java.util.List;

/// The check kinds of kubeadm, certificates, tokens and static Pods.
public final class KubeadmKinds {
    private KubeadmKinds() {}

    /// All of them, in the order of the reference page.
    public static List<Kind> all() {
        return List.of(
                KubeadmConfig.KIND,
                KubeadmCluster.KIND,
                Token.KIND,
                UploadCerts.KIND,
                Discovery.KIND,
                KubeconfigServer.KIND,
                SharedPki.KIND,
                CertificateClaim.KIND,
                StaticPod.KIND,
                JoinCommand.KIND);
    }
}
