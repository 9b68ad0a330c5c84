package dev.halab.machine.docker;

import dev.halab.machine.Delay;
import dev.halab.problem.HalabException;
import dev.halab.program.Finished;
import dev.halab.topology.NodeSpec;
import java.util.ArrayList;
import java.util.List;

/// Delays what a node sends in the lab network, from a short-lived container in the node's network namespace: that
/// works
/// whatever was done to the node's own programs. A note is kept of each, so that only what is delayed is looked at
/// again.
///
/// @param image the node image, which brings `tc`
record Delays(Engine engine, LabNames names, String image, Machines machines) {
    static final String FOLDER = "delayed";

    void set(NodeSpec node, Delay delay) {
        machines.store(note(node), delay.words() + "\n");
        run(node, delay.arguments(node.address()));
    }

    /// Undoes it if there is a note. A node whose network was made anew since is not delayed any more.
    void clear(NodeSpec node) {
        if (machines.state().text(note(node)).isPresent()) {
            run(node, Delay.undoing(node.address()));
            machines.state().delete(note(node));
        }
    }

    private static String note(NodeSpec node) {
        return FOLDER + "/" + node.name();
    }

    private void run(NodeSpec node, List<String> what) {
        List<String> arguments = new ArrayList<>(List.of(
                "run",
                "--rm",
                "--network=container:" + names.container(node.name()),
                "--cap-add=NET_ADMIN",
                "--entrypoint=/bin/sh",
                image,
                "-c",
                Delay.script(),
                "delay.sh"));
        arguments.addAll(what);
        Finished finished = engine.ask(arguments.toArray(String[]::new));
        if (!finished.ok()) {
            throw HalabException.of(
                    Delay.problem(node.name(), finished.status(), String.join(" ", finished.lastErrors(2))));
        }
    }
}
