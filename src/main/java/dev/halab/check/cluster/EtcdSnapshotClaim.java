package dev.halab.check.cluster;

import dev.halab.check.Claim;
import dev.halab.check.Each;
import dev.halab.check.Verdict;
import dev.halab.fact.Fact;
import dev.halab.fact.Facts;
import dev.halab.fact.FileContent;
import dev.halab.fact.Reading;
import dev.halab.fact.Snapshot;
import dev.halab.fact.Unobserved;
import dev.halab.topology.NodeSpec;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A file on all of some nodes is a whole snapshot of etcd.
///
/// @param holds a key that must be in it
record EtcdSnapshotClaim(List<NodeSpec> on, String file, Optional<String> holds) implements Claim {
    /// The magic number of bbolt, 0xED0CDAED, as a little-endian machine writes it (bbolt,
    /// internal/common/types.go).
    private static final String MAGIC = "edda0ced";

    /// Less cannot hold the two meta pages of a database.
    private static final long SMALLEST = 1024;

    /// A database is made of pages of at least this size, so with a sum at its end it cannot be a multiple of it.
    private static final long PAGE = 512;

    private static final Pattern SUMS =
            Pattern.compile("magic ([0-9a-f]{8})\nend sha256:([0-9a-f]{64})\nsum (?:sha256:([0-9a-f]{64})|-)\n?");

    /// What follows a key in etcd's record of it: the tag of the revision in which it was made
    /// (mvccpb.KeyValue, field 2). With it, `marker` is not found in `marker-2`.
    private static final String AFTER_KEY = "\u0010";

    private static final int READABLE_BY_OTHERS = 0004;
    private static final String WANTED = "a snapshot of etcd";
    private static final String WHOLE = "whole, with its checksum";

    @Override
    public String title() {
        return "%s on %s is a snapshot of etcd".formatted(file, names());
    }

    private String names() {
        return String.join(", ", on.stream().map(NodeSpec::name).toList());
    }

    @Override
    public Set<Fact> facts() {
        Set<Fact> facts = new LinkedHashSet<>();
        for (NodeSpec node : on) {
            facts.add(Facts.etcdSnapshot(node.name(), file));
            holds.ifPresent(key -> facts.add(Facts.holds(node.name(), file, key + AFTER_KEY)));
        }
        return facts;
    }

    @Override
    public Verdict judge(Snapshot snapshot) {
        return Each.of(on, WHOLE, node -> judge(snapshot, node.name()));
    }

    private Verdict judge(Snapshot snapshot, String node) {
        Fact fact = Facts.etcdSnapshot(node, file);
        String where = node + ":" + file;
        Optional<FileContent> found = FileContent.of(snapshot, fact);
        if (found.isEmpty()) {
            return Verdict.fail(EtcdSnapshotKind.NONE.code(), WANTED, "there is no such file", where);
        }
        FileContent there = found.get();
        if (!there.type().equals("regular")) {
            return Verdict.fail(EtcdSnapshotKind.FOREIGN.code(), WANTED, "it is a " + there.type(), where);
        }
        if (there.size() < SMALLEST) {
            return Verdict.fail(
                    EtcdSnapshotKind.FOREIGN.code(), WANTED, "it has %d bytes".formatted(there.size()), where);
        }
        Verdict summed = summed(there, fact, where);
        return summed instanceof Verdict.Pass ? held(snapshot, node, where) : summed;
    }

    private static Verdict summed(FileContent there, Fact fact, String where) {
        Matcher sums = SUMS.matcher(there.body());
        if (!sums.matches()) {
            throw new Unobserved(
                    fact, Reading.Reason.UNREADABLE, "what was read of the file is not what was asked for");
        }
        if (!sums.group(1).equals(MAGIC)) {
            return Verdict.fail(
                    EtcdSnapshotKind.FOREIGN.code(), WANTED, "its first page is not that of a database", where);
        }
        String end = sums.group(2);
        String sum = sums.group(3);
        if (sum == null) {
            throw new Unobserved(
                    fact, Reading.Reason.NO_ANSWER, "the node had no time to sum %d bytes".formatted(there.size()));
        }
        if (end.equals(sum)) {
            return Verdict.pass(WHOLE);
        }
        return there.size() % PAGE == 0
                ? Verdict.fail(
                        EtcdSnapshotKind.COPIED.code(),
                        WANTED,
                        "a database without a checksum at its end; it may have changed while it was copied",
                        where)
                : Verdict.fail(
                        EtcdSnapshotKind.CORRUPT.code(),
                        "SHA-256 %s…".formatted(end.substring(0, 12)),
                        "SHA-256 %s…: it is damaged or cut".formatted(sum.substring(0, 12)),
                        where);
    }

    private Verdict held(Snapshot snapshot, String node, String where) {
        if (holds.isEmpty()) {
            return Verdict.pass(WHOLE);
        }
        Fact fact = Facts.holds(node, file, holds.get() + AFTER_KEY);
        return switch (snapshot.text(fact).strip()) {
            case "yes" -> Verdict.pass(WHOLE);
            case "no" ->
                Verdict.fail(
                        EtcdSnapshotKind.STALE.code(),
                        "%s is in it".formatted(holds.get()),
                        "it is not: the snapshot was taken before that was made, or of another cluster",
                        where);
            case String other -> throw new Unobserved(fact, Reading.Reason.UNREADABLE, other);
        };
    }

    @Override
    public List<String> advice(Snapshot snapshot) {
        return on.stream()
                .filter(node -> readableByOthers(snapshot, node.name()))
                .map(node -> "everybody on %s can read %s, and every Secret of the cluster is in it: chmod 600"
                        .formatted(node.name(), file))
                .toList();
    }

    private boolean readableByOthers(Snapshot snapshot, String node) {
        try {
            return FileContent.of(snapshot, Facts.etcdSnapshot(node, file))
                    .filter(there -> (there.mode() & READABLE_BY_OTHERS) != 0)
                    .isPresent();
        } catch (Unobserved e) {
            // the verdict says that nothing is known of it
            return false;
        }
    }
}
