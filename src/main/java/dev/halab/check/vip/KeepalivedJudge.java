package dev.halab.check.vip;

import dev.halab.check.Cause;
import dev.halab.check.Mismatch;
import dev.halab.fact.Facts;
import dev.halab.fact.Reading;
import dev.halab.fact.Unobserved;
import dev.halab.topology.NodeSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Compares the instances of all nodes with what is wanted: first whether they hear each other, then whether the
/// address moves when the load balancer is dead.
///
/// @param nodes the nodes, in the order of the instances
/// @param verdicts what `keepalived -t` said on each
record KeepalivedJudge(
        List<NodeSpec> nodes, List<VrrpInstance> instances, List<KeepalivedVerdict> verdicts, KeepalivedWanted wanted) {
    /// The first thing that is wrong.
    Optional<Mismatch> mismatch() {
        return together().or(this::tracked).or(this::moves);
    }

    private static Optional<Mismatch> wrong(Cause cause, String expected, String actual, String where) {
        return Optional.of(new Mismatch(cause.code(), expected, actual, where));
    }

    private Optional<Mismatch> together() {
        for (int i = 1; i < instances.size(); i++) {
            Optional<Mismatch> pair =
                    new PairJudge(instances.getFirst(), instances.get(i), nodes.getFirst(), nodes.get(i)).mismatch();
            if (pair.isPresent()) {
                return pair;
            }
        }
        return wanted.distinctPriority() ? samePriority() : Optional.empty();
    }

    private Optional<Mismatch> samePriority() {
        for (int i = 1; i < instances.size(); i++) {
            VrrpInstance later = instances.get(i);
            for (VrrpInstance earlier : instances.subList(0, i)) {
                if (earlier.priority() == later.priority()) {
                    return wrong(
                            KeepalivedCauses.PRIORITY,
                            "priorities that differ",
                            "%d on %s and on %s".formatted(later.priority(), earlier.node(), later.node()),
                            later.place("priority"));
                }
            }
        }
        return Optional.empty();
    }

    private Optional<Mismatch> tracked() {
        for (int i = 0; i < instances.size(); i++) {
            Optional<Mismatch> mismatch = tracked(instances.get(i), verdicts.get(i));
            if (mismatch.isPresent()) {
                return mismatch;
            }
        }
        return Optional.empty();
    }

    private Optional<Mismatch> tracked(VrrpInstance instance, KeepalivedVerdict verdict) {
        Optional<String> disabled = verdict.disabledScript();
        if (disabled.isPresent()) {
            String expected = "a script that keepalived can run";
            return wrong(KeepalivedCauses.SCRIPT, expected, disabled.get(), instance.place("track_script"));
        }
        List<TrackedScript> scripts = instance.scripts();
        if (scripts.isEmpty()) {
            return untracked(instance);
        }
        Optional<TrackedScript> dead = scripts.stream()
                .filter(s -> s.file().filter(f -> !f.executable()).isPresent())
                .findFirst();
        if (dead.isPresent()) {
            String expected = "a script that keepalived can run";
            String actual =
                    "%s is not executable: it always fails".formatted(dead.get().command());
            return wrong(
                    KeepalivedCauses.SCRIPT,
                    expected,
                    actual,
                    instance.node() + ":" + dead.get().place());
        }
        return proves(instance, scripts);
    }

    private Optional<Mismatch> untracked(VrrpInstance instance) {
        if (instance.block().has("track_process")) {
            String actual = "track_process only asks whether the process is there";
            return wanted.follows().compareTo(TrackedScript.Level.PROCESS) <= 0
                    ? Optional.empty()
                    : wrong(KeepalivedCauses.PROCESS_ONLY, asks(), actual, instance.place("track_process"));
        }
        String actual = instance.block().has("track_script")
                ? "track_script names no vrrp_script of the file"
                : "%s has no track_script".formatted(instance.block().text());
        return wrong(KeepalivedCauses.NO_TRACK, "a track_script", actual, instance.place("track_script"));
    }

    private String asks() {
        return switch (wanted.follows()) {
            case READINESS -> "a script that asks an API server through the load balancer";
            case PORT -> "a script that asks the port of the load balancer";
            case PROCESS, BLIND -> "a script that asks for the load balancer";
        };
    }

    /// Every failing script moves the address, so the best of them decides.
    private Optional<Mismatch> proves(VrrpInstance instance, List<TrackedScript> scripts) {
        List<TrackedScript.Level> levels = new ArrayList<>();
        for (TrackedScript script : scripts) {
            script.level().ifPresent(levels::add);
        }
        TrackedScript.Level best = levels.stream().max(Comparable::compareTo).orElse(TrackedScript.Level.BLIND);
        if (best.compareTo(wanted.follows()) >= 0 && best != TrackedScript.Level.BLIND) {
            return Optional.empty();
        }
        Optional<TrackedScript> unclear =
                scripts.stream().filter(s -> s.level().isEmpty()).findFirst();
        if (unclear.isPresent()) {
            throw new Unobserved(
                    Facts.keepalivedConfig(instance.node(), wanted.path()),
                    Reading.Reason.UNREADABLE,
                    "what '%s' asks cannot be told".formatted(unclear.get().says()));
        }
        TrackedScript script = scripts.stream()
                .filter(s -> s.level().equals(Optional.of(best)))
                .findFirst()
                .orElseThrow();
        Cause cause = switch (best) {
            case BLIND, READINESS -> KeepalivedCauses.SCRIPT_BLIND;
            case PROCESS -> KeepalivedCauses.PROCESS_ONLY;
            case PORT -> KeepalivedCauses.PORT_ONLY;
        };
        return wrong(cause, asks(), "it runs: " + script.says(), instance.node() + ":" + script.place());
    }

    /// Whether the address leaves the node that has it when a script fails there.
    private Optional<Mismatch> moves() {
        if (instances.size() < 2) {
            return Optional.empty();
        }
        VrrpInstance holder = instances.getFirst();
        for (VrrpInstance instance : instances) {
            holder = instance.healthy() > holder.healthy() ? instance : holder;
        }
        VrrpInstance from = holder;
        VrrpInstance next = instances.stream()
                .filter(i -> !i.node().equals(from.node()))
                .reduce((a, b) -> b.healthy() > a.healthy() ? b : a)
                .orElseThrow();
        for (TrackedScript script : from.scripts()) {
            if (script.level().filter(l -> l.compareTo(wanted.follows()) >= 0).isEmpty()) {
                continue;
            }
            int left = from.failing(script);
            if (left >= next.healthy()) {
                return wrong(
                        KeepalivedCauses.WEIGHT,
                        "less than %d on %s when the script fails".formatted(next.healthy(), from.node()),
                        "%d is left of %d with weight %d, and %s has %d"
                                .formatted(left, from.healthy(), script.weight(), next.node(), next.healthy()),
                        from.place("priority"));
            }
            if (script.weight() != 0 && next.block().has("nopreempt")) {
                return wrong(
                        KeepalivedCauses.NOPREEMPT,
                        "%s takes over when the script fails on %s".formatted(next.node(), from.node()),
                        "nopreempt lets it wait until the other one is silent; weight 0 would make it so",
                        next.place("nopreempt"));
            }
        }
        return Optional.empty();
    }
}
