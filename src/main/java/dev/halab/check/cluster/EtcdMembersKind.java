package dev.halab.check.cluster;

import dev.halab.check.Cause;
import dev.halab.check.Claim;
import dev.halab.check.Field;
import dev.halab.check.Fields;
import dev.halab.check.Kind;
import dev.halab.check.Scope;
import dev.halab.check.Type;
import java.util.List;

/// `etcd.members`: the member list is exactly these machines.
final class EtcdMembersKind implements Kind {
    @Override
    public String name() {
        return "etcd.members";
    }

    @Override
    public String summary() {
        return "The etcd cluster consists of exactly these machines, each a started voter under its own address in the "
                + "lab network, and all of them tell the same list. Reads the member list from each machine's member.";
    }

    @Override
    public List<Field> fields() {
        return List.of(
                Field.required("on", new Type.Nodes(), "the machines that are members"),
                Field.optional("others", new Type.Flag(), "whether there may be other members; false if not given"));
    }

    @Override
    public List<Cause> causes() {
        return List.of(
                new Cause("etcd.not-running", "No etcd listens on the machine."),
                new Cause("etcd.no-quorum", "The member list cannot be read: too few members are alive to agree."),
                new Cause("etcd.split", "The machines belong to different etcd clusters."),
                new Cause("etcd.missing", "The machine is no member."),
                new Cause("etcd.nat-peer", "A member advertises an address outside the lab network."),
                new Cause("etcd.unstarted", "A member was added but has never started."),
                new Cause("etcd.learner", "A member is still a learner and has no vote."),
                new Cause("etcd.left-over", "The list holds a member that is none of the machines."));
    }

    @Override
    public String example() {
        return "etcd.members: {on: cp}";
    }

    @Override
    public Claim claim(Fields fields, Scope scope) {
        return new EtcdMembersClaim(fields.nodes("on"), fields.flag("others", false), scope.topology());
    }
}
