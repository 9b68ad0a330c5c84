package dev.halab.check.node;

import dev.halab.fact.Fact;
import dev.halab.fact.Facts;

/// Which paths hold secrets, so that their bytes never become a fact.
final class Secret {
    private Secret() {}

    static boolean holds(String path) {
        return path.endsWith(".key") || kubeconfig(path);
    }

    private static boolean kubeconfig(String path) {
        return path.endsWith("/.kube/config") || path.matches("/etc/kubernetes/[^/]+\\.(conf|kubeconfig)");
    }

    /// The fact that tells about the file at `path` without telling its secrets.
    static Fact file(String node, String path) {
        if (path.endsWith(".key")) {
            return Facts.key(node, path);
        }
        return kubeconfig(path) ? Facts.kubeconfig(node, path) : Facts.file(node, path);
    }
}
