package dev.halab.check.node;

import dev.halab.check.Claim;
import dev.halab.check.Each;
import dev.halab.check.Verdict;
import dev.halab.fact.Fact;
import dev.halab.fact.Facts;
import dev.halab.fact.FileContent;
import dev.halab.fact.Reading;
import dev.halab.fact.Snapshot;
import dev.halab.fact.Unobserved;
import dev.halab.topology.NodeSpec;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// containerd is set up for the kubelet on all of some nodes, and runs so.
record ContainerdClaim(List<NodeSpec> on, boolean systemdCgroup) implements Claim {
    private static final String FILE = "/etc/containerd/config.toml";
    private static final String UNIT = "containerd.service";
    private static final int NOT_INSTALLED = 127;

    /// What containerd exits with if it cannot read its configuration; anything above is not its own.
    private static final int REFUSED = 1;

    /// See `ServiceClaim`: the boot time is rounded to seconds.
    private static final double CLOCK_ROUNDING = 1.0;

    @Override
    public String title() {
        return "containerd uses the %s cgroup driver on %s".formatted(driver(), Names.of(on));
    }

    private String driver() {
        return systemdCgroup ? "systemd" : "cgroupfs";
    }

    @Override
    public Set<Fact> facts() {
        Set<Fact> facts = new LinkedHashSet<>();
        for (NodeSpec node : on) {
            facts.add(Facts.containerdConfig(node.name()));
            facts.add(Facts.file(node.name(), FILE));
            facts.add(Facts.unit(node.name(), UNIT));
        }
        return facts;
    }

    @Override
    public Verdict judge(Snapshot snapshot) {
        return Each.of(on, title(), node -> judge(snapshot, node.name()));
    }

    private Verdict judge(Snapshot snapshot, String node) {
        Reading.Seen dump = snapshot.seen(Facts.containerdConfig(node));
        String where = node + ":" + FILE;
        if (dump.status() == NOT_INSTALLED) {
            return Verdict.fail(ContainerdKind.NOT_INSTALLED.code(), "containerd", "it is not installed", node);
        }
        if (dump.status() < 0 || dump.status() > REFUSED) {
            throw new Unobserved(
                    Facts.containerdConfig(node), Reading.Reason.NO_ANSWER, "containerd did not end in time");
        }
        if (dump.status() != 0) {
            String said = dump.error().isBlank() ? dump.text() : dump.error();
            return Verdict.fail(
                    ContainerdKind.INVALID.code(),
                    "a configuration that containerd can read",
                    said.lines().filter(l -> !l.isBlank()).findFirst().orElse("it ended with " + dump.status()),
                    where);
        }
        ContainerdConfig config = ContainerdConfig.of(dump.text());
        if (config.criDisabled()) {
            return Verdict.fail(
                    ContainerdKind.CRI_DISABLED.code(),
                    "the CRI plugin",
                    "disabled_plugins holds " + Names.joined(config.disabledPlugins()),
                    where);
        }
        Verdict driver = driver(config, node, where);
        return driver instanceof Verdict.Pass ? running(snapshot, node, where) : driver;
    }

    private Verdict driver(ContainerdConfig config, String node, String where) {
        Optional<String> value = config.systemdCgroup();
        if (value.isEmpty() && config.values().isEmpty()) {
            throw new Unobserved(
                    Facts.containerdConfig(node), Reading.Reason.UNREADABLE, "it is not a configuration of containerd");
        }
        return value.orElse("false").equals(Boolean.toString(systemdCgroup))
                ? Verdict.pass(driver())
                : Verdict.fail(
                        ContainerdKind.CGROUP_DRIVER.code(),
                        "SystemdCgroup = " + systemdCgroup,
                        value.map(v -> "SystemdCgroup = " + v).orElse("SystemdCgroup is not set"),
                        where);
    }

    private static Verdict running(Snapshot snapshot, String node, String where) {
        UnitState unit = UnitState.of(snapshot, Facts.unit(node, UNIT));
        if (unit.missing() || !unit.running()) {
            String actual = unit.missing() ? "systemd knows no " + UNIT : unit.activity();
            return Verdict.fail(ContainerdKind.INACTIVE.code(), "containerd running", actual, node);
        }
        double started = unit.moment("Started")
                .orElseThrow(() -> new Unobserved(
                        unit.fact(), Reading.Reason.UNREADABLE, "it does not say when the process began"));
        double saved = FileContent.of(snapshot, Facts.file(node, FILE))
                .map(FileContent::modified)
                .orElse(0.0);
        return saved > started + CLOCK_ROUNDING
                ? Verdict.fail(
                        ContainerdKind.STALE.code(),
                        "containerd restarted since its configuration was saved",
                        "it was started %d s before that".formatted(Math.round(saved - started)),
                        where)
                : Verdict.pass("containerd runs with it");
    }
}
