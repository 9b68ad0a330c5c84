package dev.halab.check.kubeadm;

import dev.halab.check.Scope;
import java.util.Set;

/// What differs between minor versions of Kubernetes 1.x: from which to which one something holds, and who says so.
/// Outputs were recorded of 1.34 and 1.35; what a gate says of other versions is documented, not recorded.
enum Gate {
    V1BETA3(22, 36, "release notes 1.31 (deprecated) and 1.37 (removed)"),
    V1BETA4(31, Gate.OPEN, "release notes 1.31"),
    /// A kubelet of a control plane may have its own API server in kubelet.conf.
    KUBELET_LOCAL(31, Gate.OPEN, "ControlPlaneKubeletLocalMode: alpha 1.31, on 1.33, locked 1.35; KEP-4471"),
    /// admin.conf is of the group kubeadm:cluster-admins, before of system:masters.
    ADMIN_GROUP(29, Gate.OPEN, "release notes 1.29; KEP-4214"),
    FEATURE_GATE_ETCD_LEARNER_MODE(27, 32, "release notes 1.32 (stable), 1.33 (removed)"),
    FEATURE_GATE_CONTROL_PLANE_KUBELET_LOCAL_MODE(31, 35, "release notes 1.36 (removed)");

    /// The minor versions of which outputs were recorded.
    static final Set<Integer> RECORDED = Set.of(34, 35);

    private static final int OPEN = Integer.MAX_VALUE;

    private final int first;
    private final int last;
    private final String source;

    Gate(int first, int last, String source) {
        this.first = first;
        this.last = last;
        this.source = source;
    }

    /// Whether it holds in the lab's version.
    boolean holds(Scope scope) {
        return scope.atLeast(first) && (last == OPEN || !scope.atLeast(last + 1));
    }

    /// Who says so.
    String source() {
        return source;
    }
}
