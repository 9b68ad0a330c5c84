package dev.halab.cluster.kube;

import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// Which paths of the API may be read.
final class ApiPath {
    private static final Pattern PLAIN = Pattern.compile("(?:/[A-Za-z0-9._:-]+)+(?:\\?[A-Za-z0-9._:=&%,/!-]*)?");

    private static final Pattern LEASE =
            Pattern.compile("/apis/coordination\\.k8s\\.io/v1/namespaces/[^/?]+/leases/[^/?]+");

    /// Secrets have facts of their own; the others reach into nodes and Pods, where a `GET` may change something
    /// (P2).
    private static final Set<String> CLOSED = Set.of("secrets", "proxy", "exec", "attach", "portforward", "watch");

    private ApiPath() {}

    /// Why a path is not read; empty if it may be.
    static Optional<String> refusal(String path) {
        if (!PLAIN.matcher(path).matches()) {
            return Optional.of("'%s' is no plain path of the API".formatted(path));
        }
        return Arrays.stream(path.replaceFirst("\\?.*", "").split("/"))
                .filter(CLOSED::contains)
                .findFirst()
                .map("halab does not read '%s' of the API as it is"::formatted);
    }

    static boolean isLease(String path) {
        return LEASE.matcher(path).matches();
    }
}
