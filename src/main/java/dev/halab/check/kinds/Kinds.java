package dev.halab.check.kinds;

import dev.halab.check.Kind;
import dev.halab.check.balancer.BalancerKinds;
import dev.halab.check.cluster.ClusterKinds;
import dev.halab.check.kubeadm.KubeadmKinds;
import dev.halab.check.node.NodeKinds;
import dev.halab.check.version.Bounds;
import dev.halab.check.vip.VipKinds;
import java.util.List;
import java.util.stream.Stream;

/// The kinds of checks that labs can use.
public final class Kinds {
    private Kinds() {}

    /// Every kind, in the order of the reference page, bound to the versions of what it judges.
    public static List<Kind> all() {
        return Stream.of(
                        NodeKinds.all(), //
                        BalancerKinds.all(),
                        VipKinds.all(),
                        KubeadmKinds.all(),
                        ClusterKinds.all())
                .flatMap(List::stream)
                .map(Bounds::on)
                .toList();
    }
}
