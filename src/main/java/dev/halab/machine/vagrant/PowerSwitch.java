package dev.halab.machine.vagrant;

import dev.halab.machine.Delay;
import dev.halab.machine.Power;
import dev.halab.machine.Progress;
import dev.halab.problem.HalabException;
import dev.halab.problem.Problem;
import dev.halab.topology.NodeSpec;
import dev.halab.topology.Topology;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/// The power of single machines, and their link to the lab network.
record PowerSwitch(Vagrant vagrant, LabFolder lab, LabLink link, InstantSource clock) {
    void turn(Power verb, String node) {
        switch (verb) {
            case HALT -> halt(node, Progress.quiet());
            case KILL -> halt(node, Progress.quiet(), "--force");
            case START -> start(node);
            case PAUSE -> pause(node);
            case PARTITION -> {
                requireRunning(node, "cut off");
                link.cut(spec(node));
            }
        }
    }

    void delay(Delay delay, String node) {
        requireRunning(node, "delayed");
        link.delay(spec(node), delay);
    }

    /// @param more for instance `--force`, which is a loss of power
    /// @return the node
    String halt(String node, Progress progress, String... more) {
        progress.phase(node, "halt");
        List<String> arguments = new ArrayList<>(List.of("halt"));
        arguments.addAll(List.of(more));
        arguments.add(node);
        vagrant.change("machine %s was not stopped".formatted(node), node, progress, arguments.toArray(String[]::new));
        link.booted(node);
        progress.done(node);
        return node;
    }

    private void start(String node) {
        String before = state(node);
        Chosen chosen = lab.chosen().orElseThrow();
        new Fleet(vagrant, lab, chosen, topology()).bringUp(List.of(spec(node)), Progress.quiet());
        if (before.equals("paused")) {
            // its clock stood still with it
            vagrant.ssh(node, "sudo date -u -s @%d".formatted(clock.instant().getEpochSecond()));
        }
        link.whole(spec(node));
    }

    private void pause(String node) {
        String provider = lab.chosen().map(Chosen::provider).orElse("");
        String what = "%s was not frozen".formatted(node);
        if (!Hypervisor.of(provider).ownKernel()) {
            throw HalabException.of(new Problem(
                    what, "Vagrant's provider %s cannot do that".formatted(provider), "halab power halt " + node));
        }
        String state = state(node);
        if (state.equals("running")) {
            vagrant.change(what, node, Progress.quiet(), "suspend", node);
        } else if (!state.equals("paused")) {
            throw HalabException.of(new Problem(
                    what,
                    "it is %s, and only a machine that runs can be frozen".formatted(state),
                    "halab power start " + node));
        }
    }

    private void requireRunning(String node, String what) {
        String state = state(node);
        if (!state.equals("running")) {
            throw HalabException.of(new Problem(
                    "the network of %s was not changed".formatted(node),
                    "it is %s, and only a machine that runs can be %s".formatted(state, what),
                    "halab power start " + node));
        }
    }

    private String state(String node) {
        return States.word(vagrant.status(node).states().getOrDefault(node, "not_created"));
    }

    private NodeSpec spec(String node) {
        return topology().node(node).orElseThrow();
    }

    private Topology topology() {
        return lab.chosen()
                .flatMap(there -> Topology.of(there.topology(), there.network()))
                .orElseThrow();
    }
}
