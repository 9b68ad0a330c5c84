package dev.halab.check.kubeadm;

/// Compares versions of Kubernetes.
final class Versions {
    private Versions() {}

    /// Whether `actual` (`v1.35.8`) is the version or of the minor version that `asked` (`1.35.8`, `1.35`) names.
    static boolean matches(String asked, String actual) {
        String want = bare(asked);
        String have = bare(actual);
        return have.equals(want) || have.startsWith(want + ".") || have.startsWith(want + "-");
    }

    private static String bare(String version) {
        return version.strip().replaceFirst("^v", "");
    }
}
