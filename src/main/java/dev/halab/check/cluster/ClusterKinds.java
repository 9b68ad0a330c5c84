package dev.halab.check.cluster;

import dev.halab.check.Kind;
import java.util.List;

/// The kinds of this package.
public final class ClusterKinds {
    private ClusterKinds() {}

    /// All of them, in the order of the reference page.
    public static List<Kind> all() {
        return List.of(
                new NodeKind(),
                new PodsKind(),
                new LeaseKind(),
                new ApiHealthKind(),
                new ApiWriteKind(),
                new FailoverKind(),
                new EtcdMembersKind(),
                new EtcdHealthKind(),
                new EtcdSnapshotKind(),
                new AnswerKind());
    }
}
