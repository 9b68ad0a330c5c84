package dev.halab.check.kubeadm;

import dev.halab.check.Cause;
import dev.halab.check.Claim;
import dev.halab.check.Field;
import dev.halab.check.FieldProblem;
import dev.halab.check.Fields;
import dev.halab.check.Kind;
import dev.halab.check.Scope;
import dev.halab.check.Type;
import dev.halab.check.Verdict;
import dev.halab.fact.Fact;
import dev.halab.fact.Facts;
import dev.halab.fact.Snapshot;
import dev.halab.topology.NodeSpec;
import dev.halab.topology.Role;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// All control planes have the same authorities and the same key for service accounts, and leaves of their own.
///
/// @param externalEtcd whether etcd runs outside, so that its authority's key is not here
record SharedPki(List<NodeSpec> nodes, boolean externalEtcd) implements Claim {
    private static final String PKI = "/etc/kubernetes/pki/";
    private static final List<String> LEAVES = List.of("apiserver", "apiserver-kubelet-client", "front-proxy-client");
    private static final List<String> ETCD_LEAVES = List.of("etcd/server", "etcd/peer");

    /// Something that all control planes share: the public and the private half, and the cause if it differs.
    private record Pair(String publicHalf, String privateHalf, String cause) {}

    static final Kind KIND = new Definition(
            "pki.shared",
            "All control planes have the same CAs and the same service account key, each private key fits its public "
                    + "half and is readable by root alone, and no node has another one's leaf certificates. Reads hashes.",
            List.of(Field.required("on", new Type.Nodes(), "the control planes, at least two")),
            List.of(
                    new Cause("pki.missing", "A shared certificate or key is not there."),
                    new Cause("pki.unreadable", "A file is neither a key nor a certificate."),
                    new Cause("pki.ca-differs", "The control planes have different cluster CAs."),
                    new Cause("pki.front-proxy-differs", "The control planes have different front-proxy CAs."),
                    new Cause("pki.sa-differs", "The control planes sign service account tokens with different keys."),
                    new Cause("pki.etcd-ca-differs", "The control planes have different etcd CAs."),
                    new Cause("pki.key-mismatch", "A private key does not fit its certificate or public key."),
                    new Cause("pki.leaf-copied", "A control plane has another one's certificate."),
                    new Cause("pki.mode", "A private key can be read by others.")),
            "pki.shared: {on: cp}",
            SharedPki::of);

    SharedPki {
        nodes = List.copyOf(nodes);
    }

    private static Claim of(Fields fields, Scope scope) {
        List<NodeSpec> nodes = fields.nodes("on");
        if (nodes.size() < 2) {
            throw new FieldProblem(
                    "on", "one node shares nothing", "name at least two control planes, for instance cp");
        }
        return new SharedPki(nodes, !scope.topology().nodes(Role.ETCD).isEmpty());
    }

    @Override
    public String title() {
        return "%s share their authorities"
                .formatted(nodes.stream().map(NodeSpec::name).collect(Collectors.joining(", ")));
    }

    @Override
    public Set<Fact> facts() {
        Set<Fact> facts = new LinkedHashSet<>();
        for (NodeSpec node : nodes) {
            Stream.concat(
                            pairs().stream().flatMap(p -> Stream.of(p.publicHalf(), p.privateHalf())),
                            leaves().stream().flatMap(l -> Stream.of(l + ".crt", l + ".key")))
                    .filter(path -> !path.isEmpty())
                    .forEach(path -> facts.add(Facts.key(node.name(), PKI + path)));
        }
        return facts;
    }

    private List<Pair> pairs() {
        return List.of(
                new Pair("ca.crt", "ca.key", "pki.ca-differs"),
                new Pair("sa.pub", "sa.key", "pki.sa-differs"),
                new Pair("front-proxy-ca.crt", "front-proxy-ca.key", "pki.front-proxy-differs"),
                new Pair("etcd/ca.crt", externalEtcd ? "" : "etcd/ca.key", "pki.etcd-ca-differs"));
    }

    private List<String> leaves() {
        return externalEtcd
                ? LEAVES
                : Stream.concat(LEAVES.stream(), ETCD_LEAVES.stream()).toList();
    }

    @Override
    public Verdict judge(Snapshot snapshot) {
        List<Supplier<Optional<Verdict>>> clauses = new ArrayList<>();
        pairs().forEach(pair -> clauses.add(() -> same(snapshot, pair)));
        pairs().forEach(pair -> clauses.add(() -> fits(snapshot, pair)));
        leaves().forEach(leaf -> clauses.add(() -> distinct(snapshot, leaf)));
        clauses.add(() -> modes(snapshot));
        return First.of("the shared keys are the same on all control planes", clauses);
    }

    private Optional<Verdict> same(Snapshot snapshot, Pair pair) {
        return Stream.of(pair.publicHalf(), pair.privateHalf())
                .filter(path -> !path.isEmpty())
                .map(path -> same(snapshot, path, pair.cause()))
                .flatMap(Optional::stream)
                .findFirst();
    }

    private Optional<Verdict> same(Snapshot snapshot, String path, String cause) {
        List<KeyFile> files = read(snapshot, path);
        for (KeyFile file : files) {
            if (!file.present()) {
                return First.fail("pki.missing", path + " on every control plane", "no such file", file.where());
            }
            if (file.publicHash().isEmpty()) {
                return First.fail("pki.unreadable", "a key or a certificate", "neither", file.where());
            }
        }
        Optional<KeyFile> odd = odd(files);
        return odd.flatMap(file -> First.fail(
                cause, path + " the same on every control plane", file.node() + " has another one", file.where()));
    }

    /// The file that fewest have; empty if all are the same.
    private static Optional<KeyFile> odd(List<KeyFile> files) {
        Map<String, List<KeyFile>> groups = files.stream().collect(Collectors.groupingBy(SharedPki::identity));
        String reference = files.stream()
                .map(SharedPki::identity)
                .reduce((a, b) -> size(groups, b) > size(groups, a) ? b : a)
                .orElseThrow();
        return files.stream().filter(f -> !identity(f).equals(reference)).findFirst();
    }

    private static int size(Map<String, List<KeyFile>> groups, String hash) {
        return groups.getOrDefault(hash, List.of()).size();
    }

    private static String identity(KeyFile file) {
        return file.publicHash().orElse(file.sha256());
    }

    private Optional<Verdict> fits(Snapshot snapshot, Pair pair) {
        if (pair.privateHalf().isEmpty()) {
            return Optional.empty();
        }
        for (NodeSpec node : nodes) {
            KeyFile open = KeyFile.of(snapshot, node.name(), PKI + pair.publicHalf());
            KeyFile secret = KeyFile.of(snapshot, node.name(), PKI + pair.privateHalf());
            if (!open.publicHash().equals(secret.publicHash())) {
                return First.fail(
                        "pki.key-mismatch",
                        "the private key of " + pair.publicHalf(),
                        pair.privateHalf() + " is another key",
                        secret.where());
            }
        }
        return Optional.empty();
    }

    private Optional<Verdict> distinct(Snapshot snapshot, String leaf) {
        for (String path : List.of(leaf + ".crt", leaf + ".key")) {
            Map<String, String> owners = new HashMap<>();
            for (KeyFile file : read(snapshot, path)) {
                if (!file.present()) {
                    return First.fail("pki.missing", path + " on every control plane", "no such file", file.where());
                }
                String owner = owners.putIfAbsent(identity(file), file.node());
                if (owner != null) {
                    return First.fail(
                            "pki.leaf-copied", "a %s of its own".formatted(path), "the one of " + owner, file.where());
                }
            }
        }
        return Optional.empty();
    }

    private Optional<Verdict> modes(Snapshot snapshot) {
        return Stream.concat(
                        pairs().stream().map(Pair::privateHalf).filter(path -> !path.isEmpty()),
                        leaves().stream().map(leaf -> leaf + ".key"))
                .flatMap(path -> read(snapshot, path).stream())
                .filter(file -> (file.mode() & 0077) != 0)
                .findFirst()
                .flatMap(file -> First.fail("pki.mode", "0600", "%04o".formatted(file.mode()), file.where()));
    }

    private List<KeyFile> read(Snapshot snapshot, String path) {
        return nodes.stream()
                .map(n -> KeyFile.of(snapshot, n.name(), PKI + path))
                .toList();
    }
}
