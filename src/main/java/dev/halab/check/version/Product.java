package dev.halab.check.version;

import java.util.List;

/// The programs that checks judge, and the versions of each that halab knows. What a version between the recorded
/// ones prints is known from its documents only.
@SuppressWarnings("ImmutableEnumChecker") // versions are records of numbers, the list a copy that nobody can change
public enum Product {
    /// kubeadm, the API and what kubeadm writes.
    KUBERNETES(
            "Kubernetes",
            new Version(1, 33, 0),
            new Version(1, 37, 0),
            List.of("1.34.10", "1.35.8"),
            "release notes 1.33 to 1.37 (kubernetes/sig-release)"),

    /// The load balancer of the course.
    HAPROXY(
            "HAProxy",
            new Version(2, 4, 0),
            new Version(3, 2, 0),
            List.of("2.6.12"),
            "configuration and management manuals 2.4 to 3.2: 2.4 brought `.if` and named `defaults`, and a word that "
                    + "one of them does not know `haproxy -c` refuses"),

    /// Its module stream.
    NGINX(
            "nginx",
            new Version(1, 13, 6),
            new Version(1, Product.OPEN, 0),
            List.of("1.22.1"),
            "CHANGES: `stream` 1.9.0, `-T` 1.9.2, modules that are loaded 1.9.11, a server that answers again counts "
                    + "as alive 1.11.8, the next server is tried with `ssl_preread` as well 1.13.6; a directive "
                    + "that it does not know `nginx -T` refuses"),

    /// What moves the virtual address.
    KEEPALIVED(
            "keepalived",
            new Version(2, 2, 0),
            new Version(2, Product.OPEN, 0),
            List.of("2.2.7"),
            "keepalived.conf(5) and release notes of 2.2 and 2.3; sentences of `keepalived -t` as 2.2.7 says them"),

    /// The members behind the API servers.
    ETCD("etcd", new Version(3, 5, 0), new Version(3, 7, 0), List.of("3.6.6"), "CHANGELOG 3.5 to 3.7 (etcd-io/etcd)");

    private static final int OPEN = Integer.MAX_VALUE;

    private final String title;
    private final Version first;
    private final Version last;
    private final List<String> recorded;
    private final String source;

    Product(String title, Version first, Version last, List<String> recorded, String source) {
        this.title = title;
        this.first = first;
        this.last = last;
        this.recorded = List.copyOf(recorded);
        this.source = source;
    }

    /// Its name as its makers write it.
    public String title() {
        return title;
    }

    /// The versions of which halab has recorded what they print.
    public List<String> recorded() {
        return recorded;
    }

    /// Who says what changed from version to version.
    public String source() {
        return source;
    }

    /// The versions that halab knows, in words: `2.4 to 3.2`.
    public String known() {
        return last.minor() == OPEN
                ? "%s and later %d.x".formatted(first, first.major())
                : "%s to %s".formatted(first, last.series());
    }

    /// Whether halab knows a version, such as `1.35`; none that cannot be read.
    public boolean knows(String version) {
        return Version.of(version).filter(this::knows).isPresent();
    }

    /// Whether halab knows a version: every patch of its last series counts.
    boolean knows(Version version) {
        boolean tooNew =
                version.major() > last.major() || (version.major() == last.major() && version.minor() > last.minor());
        return version.compareTo(first) >= 0 && !tooNew;
    }
}
