package dev.halab.machine.docker;

import dev.halab.machine.Finding;
import dev.halab.machine.host.Host;
import dev.halab.machine.host.Installer;
import dev.halab.machine.host.Needs;
import dev.halab.machine.host.Preflight;
import dev.halab.problem.Problem;
import dev.halab.program.Finished;
import dev.halab.program.Programs;
import dev.halab.topology.Topology;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Looks at what the lab needs of this host, and names the command that mends each thing.
record Doctor(Programs programs, Host host, Path recipe, LabNames names) {
    private static final long MIB = 1024 * 1024;

    /// Measured: five nodes with a finished cluster take 1.9 GB, a control plane about 450 MB
    /// (docs/PERFORMANCE.md).
    static final long MIB_PER_NODE = 500;

    static final long DISK_MIB_PER_NODE = 1024;

    /// The image takes 2.5 GB, each node about 1 GB, a first build 15 GB more for a while.
    private static final long DISK_MIB = 10 * 1024;

    List<Finding> examine(Topology topology) {
        List<Finding> findings = new ArrayList<>();
        Optional<Engine> engine = Engine.find(programs);
        if (engine.isEmpty()) {
            Problem problem = noEngine(programs);
            findings.add(new Finding("container engine", Finding.Grade.BLOCKS, problem.why(), problem.next()));
        } else {
            findings.add(engine(engine.get()));
        }
        boolean alive = findings.getFirst().grade() == Finding.Grade.OK;
        if (alive && engine.isPresent()) {
            findings.add(image(engine.get()));
            findings.add(network(engine.get()));
            engineMemory(engine.get(), topology).ifPresent(findings::add);
        }
        findings.addAll(new Preflight(programs, host).examine(topology, needs(topology)));
        return findings;
    }

    private static Needs needs(Topology topology) {
        return new Needs(
                MIB_PER_NODE * topology.nodes().size(),
                DISK_MIB,
                "var/lib",
                "docker system prune",
                Needs.Cpu.NOTHING,
                false);
    }

    /// What to say on a host without an engine.
    static Problem noEngine(Programs programs) {
        return new Problem(
                "this host cannot run container machines yet",
                "neither docker nor podman is on PATH",
                installer(programs));
    }

    /// What to say when the engine's program is there and its service does not answer.
    static Problem deadEngine(Engine engine) {
        Finished version = engine.version();
        String said = String.join(" ", version.lastErrors(1));
        boolean denied = said.toLowerCase(Locale.ROOT).contains("permission denied");
        return new Problem(
                "the container engine does not answer",
                "`%s version` says: %s".formatted(engine.program(), said.isEmpty() ? "nothing" : said),
                denied
                        ? "sudo usermod -aG docker $USER, then log in again"
                        : engine.programs().find("systemctl").isPresent()
                                ? "sudo systemctl start " + engine.program()
                                : engine.programs().find("dockerd").isPresent()
                                        ? "sudo sh -c 'dockerd >/var/log/dockerd.log 2>&1 &'"
                                        : installer(engine.programs()));
    }

    /// What is to be said where a command of this system can install an engine.
    static Optional<Finding> installable(Programs programs) {
        return Installer.known(programs, "engine")
                .map(mend -> new Finding(
                        "container engine", Finding.Grade.BLOCKS, "neither docker nor podman is on PATH", mend));
    }

    private static String installer(Programs programs) {
        return Installer.command(programs, "engine");
    }

    private static Finding engine(Engine engine) {
        Finished version = engine.version();
        if (version.ok()) {
            return new Finding(
                    "container engine",
                    Finding.Grade.OK,
                    "%s %s".formatted(engine.program(), version.out().strip()),
                    "");
        }
        Problem problem = deadEngine(engine);
        return new Finding("container engine", Finding.Grade.BLOCKS, problem.why(), problem.next());
    }

    private Finding image(Engine engine) {
        NodeImage image = new NodeImage(engine, recipe);
        return image.present()
                ? new Finding("node image", Finding.Grade.OK, image.reference() + " is there", "")
                : new Finding(
                        "node image",
                        Finding.Grade.HURTS,
                        "%s is not built yet: about 10 minutes, once".formatted(image.reference()),
                        "halab up    (builds it)");
    }

    private Finding network(Engine engine) {
        LabNetworks networks = new LabNetworks(engine, names, () -> host);
        return networks.engineNetwork()
                .map(who -> new Finding(
                        "engine networks",
                        Finding.Grade.BLOCKS,
                        "%s uses addresses of %s".formatted(who, names.subnet()),
                        "choose another in config.yaml, for instance `network: 192.168.57.0/24`"))
                .orElseGet(() -> new Finding(
                        "engine networks", Finding.Grade.OK, "none uses addresses of " + names.subnet(), ""));
    }

    /// On macOS and Windows machines have the memory of the engine's own virtual machine.
    private Optional<Finding> engineMemory(Engine engine, Topology topology) {
        if (host.linux()) {
            return Optional.empty();
        }
        long needed = MIB_PER_NODE * topology.nodes().size();
        return Optional.of(engine.ask("info", "--format", "{{.MemTotal}}"))
                .map(finished -> finished.out().strip())
                .filter(text -> text.matches("\\d{1,18}"))
                .map(text -> Long.parseLong(text) / MIB)
                .map(mib -> new Finding(
                        "engine memory",
                        mib >= needed ? Finding.Grade.OK : Finding.Grade.HURTS,
                        "the engine's virtual machine has %d MiB, the machines of '%s' take about %d MiB"
                                .formatted(mib, topology.name(), needed),
                        mib >= needed
                                ? ""
                                : engine.program().equals("podman")
                                        ? "podman machine set --memory %d".formatted(2 * needed)
                                        : "give it more in Docker Desktop: Settings, Resources, Memory"));
    }
}
