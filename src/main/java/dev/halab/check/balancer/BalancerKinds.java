package dev.halab.check.balancer;

import dev.halab.check.Kind;
import java.util.List;

/// The kinds of checks that look at the load balancer.
public final class BalancerKinds {
    private BalancerKinds() {}

    /// Every kind of this package, in the order of the reference page.
    public static List<Kind> all() {
        return List.of(
                new HaproxyConfigKind(),
                new HaproxyStateKind(),
                new NginxStreamKind(),
                new LbReachKind(),
                new LbSpreadKind());
    }
}
