package dev.halab.check.cluster;

import dev.halab.check.Cause;
import dev.halab.check.Claim;
import dev.halab.check.Field;
import dev.halab.check.Fields;
import dev.halab.check.Kind;
import dev.halab.check.Scope;
import dev.halab.check.Type;
import java.util.List;

/// `etcd.snapshot`: a file from which etcd can be restored.
final class EtcdSnapshotKind implements Kind {
    static final Cause NONE = new Cause("etcd.snap-none", "There is no such file.");
    static final Cause FOREIGN = new Cause("etcd.snap-foreign", "The file is no database of etcd.");
    static final Cause COPIED = new Cause(
            "etcd.snap-copied",
            "The file is a database without the checksum of a snapshot: it was copied from a data directory, or cut.");
    static final Cause CORRUPT =
            new Cause("etcd.snap-corrupt", "The checksum at the end of the file is not that of it.");
    static final Cause STALE = new Cause("etcd.snap-stale", "The snapshot does not hold what it should.");

    @Override
    public String name() {
        return "etcd.snapshot";
    }

    @Override
    public String summary() {
        return "A file is a whole snapshot of etcd, as `etcdctl snapshot save` writes it: a database of bbolt with its "
                + "own SHA-256 at the end. Nothing of it leaves the node but that sum; needs no etcdutl there.";
    }

    @Override
    public List<Field> fields() {
        return List.of(
                Field.required("on", new Type.Nodes(), "nodes that must have the file"),
                Field.required("file", new Type.Path(), "the file"),
                Field.optional(
                        "holds",
                        new Type.Text(),
                        "a key that must be in it, for instance `/registry/configmaps/default/marker`; a key that was"
                                + " deleted since may be in it too, until etcd is compacted"));
    }

    @Override
    public List<Cause> causes() {
        return List.of(NONE, FOREIGN, COPIED, CORRUPT, STALE);
    }

    @Override
    public String example() {
        return "etcd.snapshot: {on: cp-1, file: /var/backups/etcd.db, holds: /registry/configmaps/default/marker}";
    }

    @Override
    public Claim claim(Fields fields, Scope scope) {
        return new EtcdSnapshotClaim(fields.nodes("on"), fields.text("file"), fields.findText("holds"));
    }
}
