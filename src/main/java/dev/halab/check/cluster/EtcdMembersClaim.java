package dev.halab.check.cluster;

import dev.halab.check.Claim;
import dev.halab.check.Each;
import dev.halab.check.Verdict;
import dev.halab.fact.Fact;
import dev.halab.fact.Facts;
import dev.halab.fact.Reading;
import dev.halab.fact.Snapshot;
import dev.halab.json.Json;
import dev.halab.topology.NodeSpec;
import dev.halab.topology.Topology;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// The etcd cluster's voters are the machines `on`.
///
/// @param others whether other machines of the lab may be members too
record EtcdMembersClaim(List<NodeSpec> on, boolean others, Topology topology) implements Claim {
    EtcdMembersClaim {
        on = List.copyOf(on);
    }

    @Override
    public String title() {
        String names = on.stream().map(NodeSpec::name).collect(Collectors.joining(", "));
        return on.size() == 1 ? "etcd has one voter: " + names : "etcd has %d voters: %s".formatted(on.size(), names);
    }

    @Override
    public Set<Fact> facts() {
        return on.stream().map(n -> Facts.etcdMembers(n.name())).collect(Collectors.toSet());
    }

    @Override
    public Verdict judge(Snapshot snapshot) {
        List<Json> lists = new ArrayList<>();
        Verdict read = Each.of(on, "read", spec -> readOne(spec, snapshot, lists));
        // the first list tells more than which machine has none
        Optional<Verdict> wrong = lists.stream()
                .map(this::judgeList)
                .filter(v -> !(v instanceof Verdict.Pass))
                .findFirst();
        if (wrong.isPresent()) {
            return wrong.get();
        }
        if (!(read instanceof Verdict.Pass)) {
            return read;
        }
        Set<String> clusters = lists.stream()
                .map(l -> l.text("header", "cluster_id").orElse("?"))
                .collect(Collectors.toSet());
        return clusters.size() == 1
                ? Verdict.pass("%d voters, one cluster".formatted(on.size()))
                : Verdict.fail(
                        "etcd.split",
                        "one cluster id",
                        "%d clusters: %s".formatted(clusters.size(), String.join(", ", clusters)),
                        "etcd");
    }

    private static Verdict readOne(NodeSpec spec, Snapshot snapshot, List<Json> lists) {
        Fact fact = Facts.etcdMembers(spec.name());
        Reading.Seen seen = snapshot.seen(fact);
        if (seen.status() == 7) {
            return Verdict.fail(
                    "etcd.not-running", "etcd on 127.0.0.1:2379", "nothing listens there", spec.name() + ": etcd");
        }
        Json answer = Json.parse(snapshot.text(fact));
        if (!answer.has("members")) {
            answer.having("message");
            return Verdict.fail(
                    "etcd.no-quorum",
                    "a member list",
                    answer.text("message").orElse("no list"),
                    spec.name() + ": etcd");
        }
        lists.add(answer);
        return Verdict.pass(spec.name());
    }

    private Verdict judgeList(Json list) {
        List<EtcdMember> members = EtcdMember.list(list);
        Verdict machines = Each.of(on, "all there", spec -> machine(spec, members));
        if (!(machines instanceof Verdict.Pass)) {
            return machines;
        }
        return members.stream()
                .filter(m -> allowed().stream().noneMatch(spec -> m.hasPeer(spec.address())))
                .findFirst()
                .map(m -> Verdict.fail(
                        "etcd.left-over",
                        "%d members".formatted(on.size()),
                        "%d; member %s (%s) is none of them".formatted(members.size(), m.hexId(), m.label()),
                        "etcd member list"))
                .orElseGet(() -> Verdict.pass("the list is right"));
    }

    private List<NodeSpec> allowed() {
        return others ? topology.nodes() : on;
    }

    private Verdict machine(NodeSpec spec, List<EtcdMember> members) {
        String where = "etcd member list";
        Optional<EtcdMember> own =
                members.stream().filter(m -> m.hasPeer(spec.address())).findFirst();
        if (own.isEmpty()) {
            return elsewhere(spec, members, where);
        }
        EtcdMember member = own.get();
        if (!member.started()) {
            return Verdict.fail(
                    "etcd.unstarted",
                    spec.name() + " started",
                    "member %s was added but has never started".formatted(member.hexId()),
                    where);
        }
        return member.learner()
                ? Verdict.fail("etcd.learner", spec.name() + " votes", "it is still a learner", where)
                : Verdict.pass(spec.name());
    }

    private Verdict elsewhere(NodeSpec spec, List<EtcdMember> members, String where) {
        String wanted = "peer https://%s:2380".formatted(spec.address());
        Optional<EtcdMember> foreign = members.stream()
                .filter(m -> m.name().equals(spec.name()) || (!m.started() && !inLab(m)))
                .findFirst();
        if (foreign.isPresent()) {
            EtcdMember member = foreign.get();
            String state = member.started() ? "" : ", and it has never started";
            return Verdict.fail("etcd.nat-peer", wanted, "peer %s%s".formatted(member.peerUrls(), state), where);
        }
        String there = members.stream().map(EtcdMember::label).collect(Collectors.joining(", "));
        return Verdict.fail("etcd.missing", spec.name() + " is a member", "members: " + there, where);
    }

    private boolean inLab(EtcdMember member) {
        return member.peerUrls().stream()
                .map(url -> url.replaceFirst("^https?://", "").replaceFirst(":\\d+$", ""))
                .anyMatch(topology::contains);
    }
}
