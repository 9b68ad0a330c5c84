package dev.halab.check.kinds;

import dev.halab.check.Kind;
import dev.halab.check.cluster.ClusterKinds;
import java.util.List;

/// The kinds of checks that labs can use.
public final class Kinds {
    private Kinds() {}

    /// Every kind, in the order of the reference page.
    public static List<Kind> all() {
        return List.copyOf(ClusterKinds.all());
    }
}
