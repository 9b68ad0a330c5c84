package dev.halab.check.cluster;

import dev.halab.check.Claim;
import dev.halab.check.Each;
import dev.halab.check.Verdict;
import dev.halab.fact.Fact;
import dev.halab.fact.Facts;
import dev.halab.fact.Reading;
import dev.halab.fact.Snapshot;
import dev.halab.fact.Unobserved;
import dev.halab.json.Json;
import dev.halab.topology.NodeSpec;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The etcd members `on` are healthy and agree.
record EtcdHealthClaim(List<NodeSpec> on, long lagAtMost, long sizeAtMostMiB) implements Claim {
    private static final long MIB = 1024 * 1024;

    EtcdHealthClaim {
        on = List.copyOf(on);
    }

    /// A member's own account of itself.
    private record Status(NodeSpec node, Json answer) {
        String leader() {
            return answer.text("leader").orElse("0");
        }

        String term() {
            return answer.text("raftTerm").orElse("0");
        }

        String version() {
            return answer.text("version").orElse("?");
        }

        long index() {
            return Long.parseLong(answer.text("raftIndex").orElse("0"));
        }

        long size() {
            return Long.parseLong(answer.text("dbSize").orElse("0"));
        }
    }

    @Override
    public String title() {
        return "etcd is healthy on " + on.stream().map(NodeSpec::name).collect(Collectors.joining(", "));
    }

    @Override
    public Set<Fact> facts() {
        return on.stream()
                .flatMap(n ->
                        Stream.of(Facts.etcdHealth(n.name()), Facts.etcdStatus(n.name()), Facts.etcdAlarms(n.name())))
                .collect(Collectors.toSet());
    }

    @Override
    public Verdict judge(Snapshot snapshot) {
        Verdict health = Each.of(on, "healthy", spec -> healthy(spec, snapshot));
        if (!(health instanceof Verdict.Pass)) {
            return health;
        }
        List<Status> all = on.stream()
                .map(n -> new Status(
                        n, Json.parse(snapshot.text(Facts.etcdStatus(n.name()))).having("header")))
                .toList();
        return differing(
                        all,
                        "etcd.leader",
                        "one leader in one term",
                        s -> "leader %s in term %s".formatted(s.leader(), s.term()))
                .or(() -> differing(all, "etcd.version", "one version", Status::version))
                .or(() -> lagging(all))
                .or(() -> large(all))
                .or(() -> alarm(snapshot))
                .orElseGet(() -> Verdict.pass("%d members healthy, one leader, etcd %s"
                        .formatted(on.size(), all.getFirst().version())));
    }

    private static Verdict healthy(NodeSpec spec, Snapshot snapshot) {
        Fact fact = Facts.etcdHealth(spec.name());
        String where = spec.name() + ": etcd";
        Reading.Seen seen = snapshot.seen(fact);
        if (seen.status() == 7) {
            return Verdict.fail("etcd.not-running", "etcd", "nothing listens on 127.0.0.1:2381", where);
        }
        String[] parts = snapshot.text(fact).split("\n", 2);
        if (parts.length < 2 || parts[1].isBlank()) {
            throw new Unobserved(fact, Reading.Reason.UNREADABLE, "no body in the answer");
        }
        Json body = Json.parse(parts[1]);
        String reason = body.text("reason").orElse("");
        if (parts[0].strip().equals("200") && body.text("health").orElse("").equals("true")) {
            return Verdict.pass("healthy");
        }
        String cause = reason.contains("NO LEADER") ? "etcd.no-quorum" : "etcd.unhealthy";
        String alarm = reason.contains("ALARM") ? "etcd.alarm" : cause;
        return Verdict.fail(alarm, "health is true", reason.isEmpty() ? "health is not true" : reason, where);
    }

    private static Optional<Verdict> differing(
            List<Status> all, String cause, String expected, Function<Status, String> what) {
        boolean noLeader = all.stream().anyMatch(s -> s.leader().equals("0"));
        if (all.stream().map(what).distinct().count() == 1 && !(noLeader && cause.equals("etcd.leader"))) {
            return Optional.empty();
        }
        String actual =
                all.stream().map(s -> s.node().name() + " " + what.apply(s)).collect(Collectors.joining("; "));
        return Optional.of(Verdict.fail(cause, expected, actual, "etcd"));
    }

    private Optional<Verdict> lagging(List<Status> all) {
        long front = all.stream().mapToLong(Status::index).max().orElse(0);
        return all.stream()
                .min(Comparator.comparingLong(Status::index))
                .filter(s -> front - s.index() > lagAtMost)
                .map(s -> Verdict.fail(
                        "etcd.lag",
                        "at most %d entries behind".formatted(lagAtMost),
                        "%d entries behind".formatted(front - s.index()),
                        s.node().name() + ": etcd"));
    }

    private Optional<Verdict> large(List<Status> all) {
        return all.stream()
                .filter(s -> s.size() > sizeAtMostMiB * MIB)
                .findFirst()
                .map(s -> Verdict.fail(
                        "etcd.size",
                        "at most %d MiB".formatted(sizeAtMostMiB),
                        "%d MiB".formatted(s.size() / MIB),
                        s.node().name() + ": etcd"));
    }

    private Optional<Verdict> alarm(Snapshot snapshot) {
        for (NodeSpec spec : on) {
            List<Json> alarms = Json.parse(snapshot.text(Facts.etcdAlarms(spec.name())))
                    .having("header")
                    .items("alarms");
            if (!alarms.isEmpty()) {
                String names = alarms.stream()
                        .flatMap(a -> a.text("alarm").stream())
                        .distinct()
                        .collect(Collectors.joining(", "));
                return Optional.of(Verdict.fail("etcd.alarm", "no alarm", names, spec.name() + ": etcd"));
            }
        }
        return Optional.empty();
    }
}
