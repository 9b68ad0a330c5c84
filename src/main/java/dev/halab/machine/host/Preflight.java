package dev.halab.machine.host;

import dev.halab.machine.Finding;
import dev.halab.program.Programs;
import dev.halab.topology.Topology;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Looks at what every provider needs of this host. It starts and changes nothing.
public record Preflight(Programs programs, Host host) {
    /// All findings that there are, good and bad.
    public List<Finding> examine(Topology topology, Needs needs) {
        List<Finding> findings = new ArrayList<>();
        Tools tools = new Tools(programs, host);
        findings.add(tools.engines());
        findings.add(tools.hypervisors());
        tools.ranking().ifPresent(findings::add);
        Resources resources = new Resources(programs, host);
        resources.virtualisation(needs).ifPresent(findings::add);
        resources.memory(topology, needs).ifPresent(findings::add);
        resources.disk(needs).ifPresent(findings::add);
        Clashes clashes = new Clashes(host, Routes.of(programs, host), needs.labIsThere());
        findings.add(clashes.lab(topology));
        findings.add(clashes.inside(topology));
        Kernel kernel = new Kernel(programs, host);
        if (needs.processor() == Needs.Cpu.NOTHING) {
            findings.addAll(kernel.shared());
        }
        kernel.time().ifPresent(findings::add);
        return findings;
    }

    /// What stands against a lab network wherever its machines are.
    public static Optional<Finding> network(Topology topology) {
        return Clashes.insideLab(topology);
    }
}
