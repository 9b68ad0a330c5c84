package dev.halab.machine.docker;

import dev.halab.machine.Access;
import dev.halab.machine.Checkpoint;
import dev.halab.machine.Checkpoints;
import dev.halab.machine.Progress;
import dev.halab.machine.Saved;
import dev.halab.machine.Script;
import dev.halab.machine.Together;
import dev.halab.problem.HalabException;
import dev.halab.problem.Problem;
import dev.halab.program.Finished;
import dev.halab.topology.NodeSpec;
import dev.halab.topology.Topology;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// Checkpoints of containers: an image of each node's own files, and one volume with what its `/var` has beyond the
/// image. All nodes stand still from before the first is copied until after the last one is.
final class DockerCheckpoints implements Checkpoints {
    /// An engine puts empty files of these names over those of the image that a container is made of (seen with
    /// Docker 20.10), so they are kept beside, and put back once the node has taken the engine's mounts away.
    private static final String KEEP =
            "mkdir -p /etc/halab/kept" + " && cp -p /etc/hosts /etc/hostname /etc/resolv.conf /etc/halab/kept/";

    private static final String PUT_BACK =
            "for i in $(seq 600); do [ \"$(cat /proc/1/comm)\" != systemd ] || break; sleep 0.05; done;"
                    + " cp -p /etc/halab/kept/* /etc/";

    private final Lab lab;
    private final Saved saved;

    DockerCheckpoints(Lab lab, Saved saved) {
        this.lab = lab;
        this.saved = saved;
    }

    /// What a checkpoint needs of the provider.
    interface Lab {
        Engine engine();

        LabNames names();

        NodeImage image();

        Optional<Topology> topology();

        Map<String, Container> containers();

        /// Networks, closed off, and the settings of the host: what must be there before a node starts.
        void ground(Topology topology);

        NodeMaker maker(Topology topology);

        void remember(Topology topology, List<Access> up);
    }

    @Override
    public boolean quick() {
        return true;
    }

    @Override
    public List<Checkpoint> all() {
        return saved.all().stream().map(Saved.Entry::checkpoint).toList();
    }

    @Override
    public Checkpoint save(String name, Instant at, Progress progress) {
        Saved.requireName(name);
        Topology topology = runningLab();
        removeOrphans();
        Optional<Saved.Entry> former = saved.find(name);
        String stamp = Saved.stamp(at);
        long megabytes;
        try {
            megabytes = copy(topology, stamp, progress);
        } catch (HalabException e) {
            uninterrupted(() -> parts().remove(stamp));
            throw e;
        }
        Checkpoint checkpoint = new Checkpoint(name, at, topology.name(), megabytes);
        saved.add(new Saved.Entry(checkpoint, stamp, Map.of()));
        former.ifPresent(f -> parts().remove(f.stamp()));
        return checkpoint;
    }

    /// Refuses to save what is not whole: a node that is off or cut off would come back as one that runs.
    private Topology runningLab() {
        saved.requireRestored();
        Topology topology = lab.topology()
                .orElseThrow(() ->
                        HalabException.of(new Problem("no checkpoint was saved", "there are no machines", "halab up")));
        Map<String, Container> there = lab.containers();
        for (NodeSpec node : topology.nodes()) {
            String state = Optional.ofNullable(there.get(lab.names().container(node.name())))
                    .map(c -> c.state(lab.names()))
                    .orElse("missing");
            if (!state.equals("running")) {
                throw HalabException.of(new Problem(
                        "no checkpoint was saved",
                        "%s is %s, and only a lab whose machines all run can be saved".formatted(node.name(), state),
                        state.equals("missing") ? "halab up" : "halab power start " + node.name()));
            }
        }
        return topology;
    }

    private long copy(Topology topology, String stamp, Progress progress) {
        Engine engine = lab.engine();
        List<String> containers = topology.nodes().stream()
                .map(n -> lab.names().container(n.name()))
                .toList();
        engine.must(
                "no checkpoint was saved",
                "volume",
                "create",
                "--label",
                LabNames.LABEL + "=" + lab.names().prefix(),
                lab.names().checkpointVolume(stamp));
        containers.forEach(c -> engine.must("the names of " + c + " were not kept", "exec", c, "sh", "-c", KEEP));
        progress.phase("", "freeze");
        try {
            engine.must("the machines did not stand still", with("pause", containers));
            List<Long> sizes = Together.each(topology.nodes(), node -> {
                progress.phase(node.name(), "save");
                engine.must(
                        "%s was not saved".formatted(node.name()),
                        "commit",
                        "--pause=false",
                        lab.names().container(node.name()),
                        lab.names().checkpointImage(stamp, node.name()));
                String out =
                        volume("save", node, stamp, lab.image().reference()).out();
                progress.done(node.name());
                return Long.parseLong(out.strip());
            });
            return sizes.stream().mapToLong(Long::longValue).sum();
        } finally {
            uninterrupted(() -> containers.forEach(c -> engine.ask("unpause", c)));
        }
    }

    /// Runs `checkpoint.sh` beside a node that stands still.
    private Finished volume(String verb, NodeSpec node, String stamp, String image) {
        String container = lab.names().container(node.name());
        String[] arguments = {
            "run",
            "--rm",
            "--network=none",
            // overlay's own attributes, and devices that mark deleted files
            "--cap-add=SYS_ADMIN",
            "--security-opt=apparmor=unconfined",
            "--volumes-from=" + container + (verb.equals("save") ? ":ro" : ""),
            "--volume=" + lab.names().checkpointVolume(stamp) + ":/checkpoint",
            "--entrypoint=/bin/sh",
            image,
            "-c",
            script(),
            "checkpoint.sh",
            verb,
            node.name()
        };
        String what = "%s was not %sd".formatted(node.name(), verb);
        Finished finished = lab.engine().askPatiently(arguments);
        if (finished.status() == 9) {
            throw HalabException.of(new Problem(
                    what,
                    "the engine's disk is too full: " + String.join(" ", finished.lastErrors(1)),
                    "halab checkpoint list, then halab checkpoint delete NAME"));
        }
        if (!finished.ok()) {
            throw HalabException.of(new Problem(
                    what,
                    "`checkpoint.sh %s` ended with status %d: %s"
                            .formatted(verb, finished.status(), String.join("\n", finished.lastErrors(3))),
                    "run the same command again"));
        }
        return finished;
    }

    @Override
    public void restore(String name, Progress progress) {
        Saved.Entry entry = saved.named(name);
        Engine engine = lab.engine();
        Topology topology =
                Topology.of(entry.checkpoint().topology(), lab.names().prefix()).orElseThrow();
        requireWhole(entry, topology);
        saved.restoring(name);
        // no old machine is left when the first new one is made, so that there never is a mixture
        Together.each(List.copyOf(lab.containers().values()), container -> {
            engine.must(
                    "%s was not removed".formatted(container.name()), "rm", "--force", "--volumes", container.name());
            return container;
        });
        progress.phase("", "network");
        lab.ground(topology);
        NodeMaker maker = lab.maker(topology);
        Together.each(topology.nodes(), node -> {
            progress.phase(node.name(), "restore");
            String image = lab.names().checkpointImage(entry.stamp(), node.name());
            maker.make(node, image);
            return volume("restore", node, entry.stamp(), image);
        });
        List<Access> up = Together.each(topology.nodes(), node -> {
            maker.start(node, progress);
            String container = lab.names().container(node.name());
            engine.must(
                    "the names of %s were not put back".formatted(node.name()),
                    "exec",
                    container,
                    "sh",
                    "-c",
                    PUT_BACK);
            return maker.boot(node, progress);
        });
        lab.remember(topology, up);
        saved.restored();
    }

    /// Finds out that something is missing before the machines that are there are removed.
    private void requireWhole(Saved.Entry entry, Topology topology) {
        List<String> missing = parts().missing(entry.stamp(), topology);
        if (!missing.isEmpty()) {
            throw HalabException.of(new Problem(
                    "checkpoint '%s' was not restored; the machines are as they were"
                            .formatted(entry.checkpoint().name()),
                    "the engine does not have %s any more".formatted(String.join(", ", missing)),
                    "halab checkpoint delete " + entry.checkpoint().name()));
        }
    }

    @Override
    public void delete(String name) {
        saved.find(name).ifPresent(entry -> {
            saved.remove(name);
            parts().remove(entry.stamp());
        });
    }

    /// Removes every checkpoint and all that a broken-off save left.
    void deleteAll() {
        all().forEach(c -> saved.remove(c.name()));
        saved.restored();
        removeOrphans();
    }

    private void removeOrphans() {
        parts().removeAllBut(saved.all().stream().map(Saved.Entry::stamp).collect(Collectors.toSet()));
    }

    private CheckpointParts parts() {
        return new CheckpointParts(lab.engine(), lab.names());
    }

    private static String[] with(String verb, List<String> containers) {
        List<String> arguments = new ArrayList<>(List.of(verb));
        arguments.addAll(containers);
        return arguments.toArray(String[]::new);
    }

    /// What must be done although the person has pressed Ctrl-C.
    private static void uninterrupted(Runnable work) {
        boolean interrupted = Thread.interrupted();
        try {
            work.run();
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static String script() {
        return Script.text(DockerCheckpoints.class, "checkpoint.sh");
    }
}
