package dev.halab.check.cluster;

import dev.halab.check.Cause;
import dev.halab.check.Claim;
import dev.halab.check.Field;
import dev.halab.check.Fields;
import dev.halab.check.Kind;
import dev.halab.check.Scope;
import dev.halab.check.Type;
import java.util.List;

/// `etcd.health`: every member is healthy and they agree.
final class EtcdHealthKind implements Kind {
    @Override
    public String name() {
        return "etcd.health";
    }

    @Override
    public String summary() {
        return "Every member answers that it is healthy, all see the same leader in the same term, none lags behind, "
                + "all run one version and no alarm is raised. Reads each member's /health, status and alarms.";
    }

    @Override
    public List<Field> fields() {
        return List.of(
                Field.required("on", new Type.Nodes(), "the members"),
                Field.optional(
                        "lagAtMost",
                        new Type.Whole(0, 1_000_000),
                        "log entries that a member may be behind; 1000 unless said otherwise"),
                Field.optional(
                        "sizeAtMostMiB", new Type.Whole(1, 8192), "size of each database; 2048 unless said otherwise"));
    }

    @Override
    public List<Cause> causes() {
        return List.of(
                new Cause("etcd.not-running", "No etcd listens on the machine."),
                new Cause("etcd.no-quorum", "The member has no leader: too few members are alive."),
                new Cause("etcd.unhealthy", "The member says that it is not healthy."),
                new Cause("etcd.leader", "The members do not see the same leader in the same term."),
                new Cause("etcd.lag", "A member is far behind the others."),
                new Cause("etcd.version", "The members run different versions."),
                new Cause("etcd.size", "A database is larger than it should be."),
                new Cause("etcd.alarm", "An alarm is raised; with NOSPACE the cluster refuses writes."));
    }

    @Override
    public String example() {
        return "etcd.health: {on: cp}";
    }

    @Override
    public Claim claim(Fields fields, Scope scope) {
        return new EtcdHealthClaim(
                fields.nodes("on"),
                fields.findWhole("lagAtMost").orElse(1000L),
                fields.findWhole("sizeAtMostMiB").orElse(2048L));
    }
}
