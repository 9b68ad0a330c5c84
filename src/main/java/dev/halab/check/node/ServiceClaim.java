package dev.halab.check.node;

import dev.halab.check.Claim;
import dev.halab.check.Each;
import dev.halab.check.Mismatch;
import dev.halab.check.Verdict;
import dev.halab.fact.Fact;
import dev.halab.fact.Facts;
import dev.halab.fact.FileContent;
import dev.halab.fact.Reading;
import dev.halab.fact.Snapshot;
import dev.halab.fact.Unobserved;
import dev.halab.topology.NodeSpec;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// A service is as it should be on all of some nodes.
record ServiceClaim(
        List<NodeSpec> on,
        String unit,
        Optional<Boolean> active,
        Optional<Boolean> enabled,
        List<String> newerThan,
        Optional<Long> restartsAtMost,
        boolean sinceTask)
        implements Claim {
    /// Reloading these makes new worker processes; the main process stays.
    private static final Set<String> RELOADS_BY_NEW_WORKERS = Set.of("haproxy.service", "nginx.service");

    /// The kernel tells a process's start through the boot time, which it rounds to seconds.
    private static final double CLOCK_ROUNDING = 1.0;

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("HH:mm:ss").withZone(ZoneOffset.UTC);

    @Override
    public String title() {
        List<String> parts = new ArrayList<>();
        active.ifPresent(wanted -> parts.add(wanted ? "runs" : "is stopped"));
        enabled.ifPresent(wanted -> parts.add(wanted ? "starts at boot" : "does not start at boot"));
        if (!newerThan.isEmpty()) {
            parts.add("has read its configuration");
        }
        restartsAtMost.ifPresent(most -> parts.add("does not crash"));
        return "%s on %s %s".formatted(bare(), Names.of(on), Names.joined(parts));
    }

    private String bare() {
        return unit.replaceFirst("\\.service$", "");
    }

    @Override
    public Set<Fact> facts() {
        Set<Fact> facts = new LinkedHashSet<>();
        for (NodeSpec node : on) {
            facts.add(Facts.unit(node.name(), unit));
            newerThan.forEach(path -> facts.add(Secret.file(node.name(), path)));
        }
        return facts;
    }

    @Override
    public Verdict judge(Snapshot snapshot) {
        return Each.of(on, title(), node -> judge(snapshot, node.name()));
    }

    private Verdict judge(Snapshot snapshot, String node) {
        UnitState state = UnitState.of(snapshot, Facts.unit(node, unit));
        if (state.missing()) {
            boolean unwanted = !active.orElse(false) && !enabled.orElse(false) && newerThan.isEmpty();
            return unwanted
                    ? Verdict.pass("%s has no %s".formatted(node, unit))
                    : Verdict.fail(ServiceKind.MISSING.code(), "a unit " + unit, "systemd knows none", node);
        }
        List<Verdict> verdicts = new ArrayList<>();
        active.ifPresent(wanted -> verdicts.add(activity(state, wanted, node)));
        enabled.ifPresent(wanted -> verdicts.add(boot(state, wanted, node)));
        newerThan.forEach(path -> verdicts.add(fresh(snapshot, state, path, node)));
        restartsAtMost.ifPresent(most -> verdicts.add(restarts(snapshot, state, most, node)));
        return Each.strongest(verdicts, node);
    }

    private Verdict activity(UnitState state, boolean wanted, String node) {
        if (state.running() == wanted) {
            return Verdict.pass(state.activity());
        }
        if (!wanted) {
            return Verdict.fail(ServiceKind.ACTIVE.code(), bare() + " stopped", state.activity(), node);
        }
        return state.starting()
                ? new Verdict.Wait(
                        new Mismatch(ServiceKind.INACTIVE.code(), bare() + " running", state.activity(), node))
                : Verdict.fail(ServiceKind.INACTIVE.code(), bare() + " running", state.activity(), node);
    }

    private Verdict boot(UnitState state, boolean wanted, String node) {
        if (state.startsAtBoot() == wanted) {
            return Verdict.pass(state.boot());
        }
        return wanted
                ? Verdict.fail(ServiceKind.NOT_ENABLED.code(), bare() + " enabled", state.boot(), node)
                : Verdict.fail(ServiceKind.ENABLED.code(), bare() + " disabled", state.boot(), node);
    }

    private Verdict fresh(Snapshot snapshot, UnitState state, String path, String node) {
        Optional<FileContent> file = FileContent.of(snapshot, Secret.file(node, path));
        String where = node + ":" + path;
        if (!state.running()) {
            return Verdict.fail(ServiceKind.INACTIVE.code(), bare() + " running", state.activity(), node);
        }
        if (file.isEmpty()) {
            return Verdict.fail(ServiceKind.STALE.code(), "a file " + path, "there is none", where);
        }
        double started = state.moment(RELOADS_BY_NEW_WORKERS.contains(unit) ? "Youngest" : "Started")
                .orElseThrow(() -> new Unobserved(
                        state.fact(), Reading.Reason.UNREADABLE, "it does not say when the process began"));
        if (file.get().modified() > started + CLOCK_ROUNDING) {
            String actual = "%s began at %s UTC, %s was saved at %s UTC"
                    .formatted(bare(), time(started), path, time(file.get().modified()));
            return Verdict.fail(ServiceKind.STALE.code(), bare() + " restarted or reloaded since", actual, where);
        }
        return Verdict.pass("began at " + time(started));
    }

    private Verdict restarts(Snapshot snapshot, UnitState state, long most, String node) {
        long before = sinceTask
                ? snapshot.atOpening(state.fact())
                        .map(seen -> UnitState.of(state.fact(), seen.text()).restarts())
                        .orElse(state.restarts())
                : 0;
        long restarts = Math.max(0, state.restarts() - before);
        return restarts <= most
                ? Verdict.pass("%d restarts".formatted(restarts))
                : Verdict.fail(
                        ServiceKind.RESTARTS.code(),
                        "at most %d restarts".formatted(most),
                        "systemd restarted it %d times".formatted(restarts),
                        node);
    }

    private static String time(double seconds) {
        return TIME.format(Instant.ofEpochMilli((long) (seconds * 1000)));
    }
}
