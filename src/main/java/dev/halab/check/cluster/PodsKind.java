package dev.halab.check.cluster;

import dev.halab.check.Cause;
import dev.halab.check.Claim;
import dev.halab.check.Field;
import dev.halab.check.Fields;
import dev.halab.check.Kind;
import dev.halab.check.Scope;
import dev.halab.check.Type;
import java.util.List;

/// `pods`: a set of pods, all of them ready.
final class PodsKind implements Kind {
    @Override
    public String name() {
        return "pods";
    }

    @Override
    public String summary() {
        return "The pods that a label selects are there, one on each machine or a number of them, every one Ready. "
                + "Reads the pods of the namespace from the API.";
    }

    @Override
    public List<Field> fields() {
        return List.of(
                Field.required("namespace", new Type.Text(), "their namespace"),
                Field.required("selector", new Type.Table(new Type.Text()), "labels that they carry"),
                Field.optional("on", new Type.Nodes(), "machines that each run exactly one of them"),
                Field.optional("count", new Type.Whole(1, 1000), "how many there are at least"),
                Field.optional("ready", new Type.Flag(), "whether all of them are Ready; true unless said otherwise"),
                Field.optional(
                        "restartsAtMost",
                        new Type.Whole(0, 1000),
                        "restarts of a container, since the task began where the check says `since: task`"));
    }

    @Override
    public List<Cause> causes() {
        return List.of(
                new Cause("pods.none", "There is no such pod."),
                new Cause("pods.missing", "A machine runs none of them, or there are too few."),
                new Cause("pods.twice", "A machine runs more than one of them."),
                new Cause("pods.waiting", "A pod's container waits: image, crash loop, configuration."),
                new Cause("pods.not-ready", "A pod runs but is not Ready."),
                new Cause("pods.pending", "A pod is not scheduled."),
                new Cause("pods.restarts", "A container restarted too often."));
    }

    @Override
    public String example() {
        return "pods: {namespace: kube-system, selector: {component: etcd}, on: cp}";
    }

    @Override
    public Claim claim(Fields fields, Scope scope) {
        return new PodsClaim(
                fields.text("namespace"),
                fields.table("selector", String.class),
                fields.nodes("on"),
                fields.findWhole("count").map(Long::intValue).orElse(1),
                fields.flag("ready", true),
                fields.findWhole("restartsAtMost").map(Long::intValue).orElse(Integer.MAX_VALUE),
                scope.sinceTask());
    }
}
