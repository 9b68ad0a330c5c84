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
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/// Pods with the labels of `selector` are there and Ready.
///
/// @param on machines that each run exactly one; empty if it does not matter where they run
/// @param atLeast how many there are at least
/// @param restartsAtMost restarts that a container may have had
record PodsClaim(
        String namespace,
        Map<String, String> selector,
        List<NodeSpec> on,
        int atLeast,
        boolean ready,
        int restartsAtMost,
        boolean sinceTask)
        implements Claim {
    PodsClaim {
        selector = Map.copyOf(selector);
        on = List.copyOf(on);
    }

    private String labels() {
        return selector.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(e -> e.getKey() + "=" + e.getValue())
                .collect(Collectors.joining(","));
    }

    @Override
    public String title() {
        String where =
                on.isEmpty() ? "" : " on " + on.stream().map(NodeSpec::name).collect(Collectors.joining(", "));
        return "Pods %s of %s are Ready%s".formatted(labels(), namespace, where);
    }

    @Override
    public Set<Fact> facts() {
        return Set.of(Facts.pods(namespace));
    }

    @Override
    public Verdict judge(Snapshot snapshot) {
        List<Json> pods = selected(snapshot.text(Facts.pods(namespace)));
        if (pods.isEmpty()) {
            return Verdict.fail("pods.none", "pods with " + labels(), "none", "namespace " + namespace);
        }
        Verdict placed = on.isEmpty() ? enough(pods) : Each.of(on, "one each", spec -> oneOn(spec, pods));
        if (!(placed instanceof Verdict.Pass)) {
            return placed;
        }
        return Each.of(pods, "%d pods Ready".formatted(pods.size()), pod -> one(pod, snapshot));
    }

    private List<Json> selected(String text) {
        return Json.parse(text).having("items").items("items").stream()
                .filter(p -> selector.entrySet().stream()
                        .allMatch(e -> p.at("metadata", "labels")
                                .text(e.getKey())
                                .orElse("")
                                .equals(e.getValue())))
                // a finished pod is no member of the set any more
                .filter(p -> !Set.of("Succeeded", "Failed")
                        .contains(p.text("status", "phase").orElse("")))
                .toList();
    }

    private Verdict enough(List<Json> pods) {
        return pods.size() >= atLeast
                ? Verdict.pass(pods.size() + " pods")
                : Verdict.fail(
                        "pods.missing",
                        "%d pods with %s".formatted(atLeast, labels()),
                        Integer.toString(pods.size()),
                        "namespace " + namespace);
    }

    private Verdict oneOn(NodeSpec spec, List<Json> pods) {
        List<String> there = pods.stream()
                .filter(p -> p.text("spec", "nodeName").orElse("").equals(spec.name()))
                .map(PodsClaim::name)
                .toList();
        return switch (there.size()) {
            case 0 -> Verdict.fail("pods.missing", "a pod with " + labels(), "none on " + spec.name(), spec.name());
            case 1 -> Verdict.pass(there.getFirst());
            default -> Verdict.fail("pods.twice", "one pod with " + labels(), String.join(", ", there), spec.name());
        };
    }

    private Verdict one(Json pod, Snapshot snapshot) {
        String where = "Pod %s/%s".formatted(namespace, name(pod));
        if (restarts(pod) - restartsAtOpening(pod, snapshot) > restartsAtMost) {
            return Verdict.fail(
                    "pods.restarts",
                    "at most %d restarts%s".formatted(restartsAtMost, sinceTask ? " since the task began" : ""),
                    "%d restarts".formatted(restarts(pod) - restartsAtOpening(pod, snapshot)),
                    where);
        }
        if (!ready || condition(pod, "Ready").text("status").orElse("").equals("True")) {
            return Verdict.pass(name(pod));
        }
        for (Json container : pod.items("status", "containerStatuses")) {
            Json waiting = container.at("state", "waiting");
            if (waiting.has()) {
                return Verdict.fail(
                        "pods.waiting", "Ready", waiting.text("reason").orElse("its container waits"), where);
            }
        }
        return pod.text("spec", "nodeName").isEmpty()
                ? Verdict.fail(
                        "pods.pending",
                        "Ready",
                        condition(pod, "PodScheduled").text("message").orElse("not scheduled yet"),
                        where)
                : Verdict.fail(
                        "pods.not-ready",
                        "Ready",
                        condition(pod, "Ready").text("message").orElse("not Ready"),
                        where);
    }

    private int restartsAtOpening(Json pod, Snapshot snapshot) {
        if (!sinceTask) {
            return 0;
        }
        return snapshot.atOpening(Facts.pods(namespace)).map(Reading.Seen::text).stream()
                .flatMap(text -> selected(text).stream())
                .filter(p -> p.text("metadata", "uid").equals(pod.text("metadata", "uid")))
                .mapToInt(PodsClaim::restarts)
                .findFirst()
                .orElse(0);
    }

    private static int restarts(Json pod) {
        return pod.items("status", "containerStatuses").stream()
                .mapToInt(c -> Integer.parseInt(c.text("restartCount").orElse("0")))
                .max()
                .orElse(0);
    }

    private static Json condition(Json pod, String type) {
        return pod.items("status", "conditions").stream()
                .filter(c -> c.text("type").orElse("").equals(type))
                .findFirst()
                .orElseGet(Json.Null::new);
    }

    private static String name(Json pod) {
        return pod.text("metadata", "name").orElse("");
    }
}
