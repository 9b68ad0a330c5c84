package dev.halab.check.cluster;

import dev.halab.check.Cause;
import dev.halab.check.Claim;
import dev.halab.check.Field;
import dev.halab.check.Fields;
import dev.halab.check.Kind;
import dev.halab.check.Scope;
import dev.halab.check.Type;
import java.util.List;

/// `lease`: who leads, and whether the leader is alive.
final class LeaseKind implements Kind {
    @Override
    public String name() {
        return "lease";
    }

    @Override
    public String summary() {
        return "A Lease is held by one of the machines, which goes on renewing it. Reads the Lease from the API and "
                + "compares its renewTime with the Date header of the same answer.";
    }

    @Override
    public List<Field> fields() {
        return List.of(
                Field.required("name", new Type.Text(), "its name, such as kube-scheduler"),
                Field.optional("namespace", new Type.Text(), "its namespace; kube-system unless said otherwise"),
                Field.required("holderAmong", new Type.Nodes(), "machines one of which holds it"),
                Field.optional(
                        "renewing", new Type.Flag(), "whether it was renewed lately; true unless said otherwise"),
                Field.optional("moved", new Type.Flag(), "whether the holder is another than when the task began"));
    }

    @Override
    public List<Cause> causes() {
        return List.of(
                new Cause("lease.missing", "There is no such Lease."),
                new Cause("lease.nobody", "Nobody holds the Lease."),
                new Cause("lease.holder", "Something other than the machines holds the Lease."),
                new Cause("lease.stale", "The holder has stopped renewing the Lease."),
                new Cause("lease.unmoved", "The Lease is still held by the same machine as when the task began."));
    }

    @Override
    public String example() {
        return "lease: {name: kube-scheduler, holderAmong: cp}";
    }

    @Override
    public Claim claim(Fields fields, Scope scope) {
        return new LeaseClaim(
                fields.findText("namespace").orElse("kube-system"),
                fields.text("name"),
                fields.nodes("holderAmong"),
                fields.flag("renewing", true),
                fields.flag("moved", false));
    }
}
