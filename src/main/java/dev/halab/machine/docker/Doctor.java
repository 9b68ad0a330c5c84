package dev.halab.machine.docker;

import dev.halab.machine.Finding;
import dev.halab.problem.Problem;
import dev.halab.program.Finished;
import dev.halab.program.Programs;
import dev.halab.topology.Topology;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Looks at what the lab needs of this host, and names the command that mends each thing.
record Doctor(Programs programs, Path recipe, LabNames names) {
    private static final String BY_HAND = "install Docker or Podman by your system's package manager";

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
        }
        memory(topology).ifPresent(findings::add);
        disk().ifPresent(findings::add);
        cgroups().ifPresent(findings::add);
        return findings;
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
        String mend = installer(programs);
        return mend.equals(BY_HAND)
                ? Optional.empty()
                : Optional.of(new Finding(
                        "container engine", Finding.Grade.BLOCKS, "neither docker nor podman is on PATH", mend));
    }

    /// The one command that installs an engine on this system.
    private static String installer(Programs programs) {
        if (programs.find("apt-get").isPresent()) {
            return "sudo apt-get install -y docker.io";
        }
        if (programs.find("dnf").isPresent()) {
            return "sudo dnf install -y podman";
        }
        if (programs.find("pacman").isPresent()) {
            return "sudo pacman -S --noconfirm docker";
        }
        if (programs.find("brew").isPresent()) {
            return "brew install --cask docker";
        }
        return BY_HAND;
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
        LabNetworks networks = new LabNetworks(engine, names);
        return networks.clash()
                .map(who -> new Finding(
                        "lab network",
                        Finding.Grade.BLOCKS,
                        "%s uses addresses of %s".formatted(who, names.subnet()),
                        "choose another in config.yaml, for instance `network: 192.168.57.0/24`"))
                .orElseGet(() -> new Finding("lab network", Finding.Grade.OK, names.subnet() + " is free or ours", ""));
    }

    private static Optional<Finding> memory(Topology topology) {
        return available().map(mib -> memory(topology, mib));
    }

    /// @param mib MiB that are free
    static Finding memory(Topology topology, long mib) {
        long needed = MIB_PER_NODE * topology.nodes().size();
        return new Finding(
                "memory",
                mib >= needed ? Finding.Grade.OK : Finding.Grade.HURTS,
                "%d MiB free, topology '%s' takes about %d MiB".formatted(mib, topology.name(), needed),
                mib >= needed ? "" : "close other programs, or: halab up --topology mini");
    }

    /// Free memory of a Linux host in MiB; other systems' engines have a virtual machine with memory of its own.
    private static Optional<Long> available() {
        try {
            return Files.readAllLines(Path.of("/proc/meminfo")).stream()
                    .filter(l -> l.startsWith("MemAvailable:"))
                    .map(l -> Long.parseLong(l.replaceAll("\\D", "")) / 1024)
                    .findFirst();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static Optional<Finding> disk() {
        try {
            Path where = Files.isDirectory(Path.of("/var/lib")) ? Path.of("/var/lib") : Path.of("/");
            return Optional.of(disk(Files.getFileStore(where).getUsableSpace() / MIB));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /// @param free MiB that are free
    static Finding disk(long free) {
        boolean enough = free >= DISK_MIB;
        return new Finding(
                "disk",
                enough ? Finding.Grade.OK : Finding.Grade.HURTS,
                "%d GiB free, a lab takes about %d".formatted(free / 1024, DISK_MIB / 1024),
                enough ? "" : "make room, for instance: docker system prune");
    }

    /// kubeadm and the kubelet refuse version 1 from 1.35 on (kubernetes/kubernetes#134298); the image tells
    /// them not to.
    private static Optional<Finding> cgroups() {
        Path root = Path.of("/sys/fs/cgroup");
        if (!Files.isDirectory(root)) {
            return Optional.empty();
        }
        boolean second = Files.exists(root.resolve("cgroup.controllers"));
        return Optional.of(new Finding(
                "cgroups",
                second ? Finding.Grade.OK : Finding.Grade.HURTS,
                second ? "version 2" : "version 1: kubeadm's check for it is skipped on the nodes, and says so",
                ""));
    }
}
