package dev.halab.check.node;

import dev.halab.check.Kind;
import java.util.List;

/// The kinds of checks that look at single nodes.
public final class NodeKinds {
    private NodeKinds() {}

    /// Every kind of this package, in the order of the reference page.
    public static List<Kind> all() {
        return List.of(
                new FileKind(),
                new PackageKind(),
                new ServiceKind(),
                new PortKind(),
                new KernelKind(),
                new ResolveKind(),
                new ReachKind(),
                new HttpKind(),
                new ClockKind(),
                new GuardKind(),
                new ContainerdKind());
    }
}
