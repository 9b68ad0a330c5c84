package dev.halab.check.version;

import dev.halab.fact.Fact;
import dev.halab.fact.Facts;
import dev.halab.fact.Reading;
import dev.halab.fact.Snapshot;
import dev.halab.json.Json;
import dev.halab.json.MalformedJson;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Who tells the version of a program, and the kinds of checks that are bound to it.
@SuppressWarnings("ImmutableEnumChecker") // lists and sets are copies that nobody can change
enum Witness {
    HAPROXY(
            Product.HAPROXY,
            "`haproxy -v`",
            List.of("haproxy.config", "haproxy.state"),
            Set.of("haproxy-verify", "haproxy-stat")) {
        @Override
        Fact fact(String node) {
            return Facts.version(node, "haproxy");
        }

        @Override
        Told told(Reading.Seen seen) {
            return program(seen, "HA-?Proxy version (\\S+)(?: .*)?");
        }
    },
    NGINX(Product.NGINX, "`nginx -v`", List.of("nginx.stream"), Set.of("nginx-config")) {
        @Override
        Fact fact(String node) {
            return Facts.version(node, "nginx");
        }

        @Override
        Told told(Reading.Seen seen) {
            return program(seen, "nginx version: nginx/(\\S+)(?: \\(.*\\))?");
        }
    },
    KEEPALIVED(
            Product.KEEPALIVED, "`keepalived --version`", List.of("keepalived.config"), Set.of("keepalived-config")) {
        @Override
        Fact fact(String node) {
            return Facts.version(node, "keepalived");
        }

        @Override
        Told told(Reading.Seen seen) {
            return program(seen, "Keepalived v(\\S+) \\(.*");
        }
    },
    ETCD(
            Product.ETCD,
            "its member's status",
            List.of("etcd.members", "etcd.health", "etcd.snapshot"),
            Set.of("etcd-health", "etcd-members", "etcd-snapshot")) {
        @Override
        Fact fact(String node) {
            return Facts.etcdStatus(node);
        }

        @Override
        Told told(Reading.Seen seen) {
            return member(seen, "version");
        }
    },
    API(
            Product.KUBERNETES,
            "`GET /version`",
            List.of("kubeadm.cluster", "token", "upload-certs", "cluster-info", "node", "pods", "lease"),
            Set.of("get", "bootstrap-tokens", "kubeadm-certs")) {
        @Override
        Fact fact(String source) {
            return Facts.apiVersion();
        }

        @Override
        Told told(Reading.Seen seen) {
            return member(seen, "gitVersion");
        }
    },
    KUBEADM(
            Product.KUBERNETES,
            "the package kubeadm",
            List.of("kubeadm.config", "kubeconfig", "pki.shared", "static-pod", "join-command"),
            Set.of("file", "kubeconfig", "key", "manifests", "join-command")) {
        @Override
        Fact fact(String node) {
            return Facts.debianPackage(node, "kubeadm");
        }

        @Override
        Told told(Reading.Seen seen) {
            Matcher installed = INSTALLED.matcher(seen.text().strip());
            return seen.status() != 0 || !installed.matches() ? new Told.Nothing() : version(installed.group(1));
        }
    };

    /// As dpkg has it: wanted, and installed or at least unpacked. What it calls otherwise is not there.
    private static final Pattern INSTALLED = Pattern.compile("[a-z][iUFWt]\\S? (?:[0-9]+:)?(\\S+)");

    /// What the shell ends with where there is no such program.
    private static final int NOT_INSTALLED = 127;

    private static final int SHOWN = 80;

    private final Product product;
    private final String means;
    private final List<String> kinds;
    private final Set<String> beside;

    /// @param means how the version is told, for people
    /// @param kinds the kinds of checks that are bound
    /// @param beside the kinds of facts of which each place is asked for its version
    Witness(Product product, String means, List<String> kinds, Set<String> beside) {
        this.product = product;
        this.means = means;
        this.kinds = List.copyOf(kinds);
        this.beside = Set.copyOf(beside);
    }

    /// The fact that tells it at a place.
    abstract Fact fact(String source);

    /// What was told by an answer.
    abstract Told told(Reading.Seen seen);

    /// The one that a kind of check is bound by, if any.
    static Optional<Witness> of(String kind) {
        return Arrays.stream(values()).filter(w -> w.kinds.contains(kind)).findFirst();
    }

    Product product() {
        return product;
    }

    /// How the version is told, for people.
    String means() {
        return means;
    }

    List<String> kinds() {
        return kinds;
    }

    /// The facts that tell the versions which a claim with `claimed` facts judges.
    Set<Fact> facts(Set<Fact> claimed) {
        Set<Fact> facts = new LinkedHashSet<>();
        claimed.stream()
                .filter(f -> beside.contains(f.kind()))
                .map(Fact::source)
                .sorted()
                .forEach(source -> facts.add(fact(source)));
        return facts;
    }

    /// What a snapshot tells by one of the facts.
    Told told(Snapshot snapshot, Fact fact) {
        return snapshot.reading(fact) instanceof Reading.Seen seen ? told(seen) : new Told.Nothing();
    }

    private static Told program(Reading.Seen seen, String line) {
        if (seen.status() == NOT_INSTALLED) {
            return new Told.Nothing();
        }
        String said = seen.text().lines().findFirst().orElse("").strip();
        Matcher matcher = Pattern.compile(line).matcher(said);
        return seen.status() == 0 && matcher.matches() ? version(matcher.group(1)) : garbled(said);
    }

    private static Told member(Reading.Seen seen, String name) {
        if (seen.status() != 0) {
            return new Told.Nothing();
        }
        try {
            return Json.parse(seen.text()).text(name).map(Witness::version).orElseGet(() -> garbled(seen.text()));
        } catch (MalformedJson e) {
            return garbled(seen.text());
        }
    }

    private static Told version(String text) {
        return Version.of(text).map(v -> (Told) new Told.It(v, text)).orElseGet(() -> garbled(text));
    }

    private static Told garbled(String text) {
        String line = text.lines().findFirst().orElse("");
        return new Told.Garbled(line.length() > SHOWN ? line.substring(0, SHOWN) + "…" : line);
    }
}
