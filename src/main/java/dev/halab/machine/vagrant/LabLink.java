package dev.halab.machine.vagrant;

import dev.halab.machine.Delay;
import dev.halab.machine.Script;
import dev.halab.problem.HalabException;
import dev.halab.problem.Problem;
import dev.halab.program.Finished;
import dev.halab.topology.NodeSpec;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;

/// The lab network as a machine has it: delayed, cut, and whole again. It is changed within the machine, by Vagrant's
/// own login, which leads to another interface; so it means the same with every hypervisor.
///
/// What was done is noted before it is done, so that it is undone by whoever comes next.
record LabLink(Vagrant vagrant, LabFolder lab) {
    private static final String DELAYED = "delayed";
    private static final String CUT = "cut";

    void delay(NodeSpec node, Delay delay) {
        lab.note(DELAYED, node.name(), delay.words());
        changeDelay(node, delay.arguments(node.address()));
    }

    void cut(NodeSpec node) {
        if (isCut(node.name())) {
            return;
        }
        lab.note(CUT, node.name(), "yes");
        int status = link("down", node).status();
        if (status != 0) {
            lab.forgetNote(CUT, node.name());
            throw HalabException.of(new Problem(
                    "%s was not cut off".formatted(node.name()),
                    status == 6
                            ? "it has one interface only, and halab itself comes by that"
                            : "link.sh ended with status %d there".formatted(status),
                    "halab power kill " + node.name()));
        }
    }

    boolean isCut(String node) {
        return lab.isNoted(CUT, node);
    }

    /// A boot leaves nothing of a delay or a cut.
    void booted(String node) {
        lab.forgetNote(CUT, node);
        lab.forgetNote(DELAYED, node);
    }

    /// Undoes what is noted; a machine of which nothing is noted is not asked.
    void whole(NodeSpec node) {
        if (isCut(node.name())) {
            int status = link("up", node).status();
            if (status != 0) {
                throw HalabException.of(new Problem(
                        "%s was not joined to the lab network again".formatted(node.name()),
                        "link.sh ended with status %d there".formatted(status),
                        "halab power halt %s, then halab power start %s".formatted(node.name(), node.name())));
            }
            lab.forgetNote(CUT, node.name());
        }
        if (lab.isNoted(DELAYED, node.name())) {
            changeDelay(node, Delay.undoing(node.address()));
            lab.forgetNote(DELAYED, node.name());
        }
    }

    private void changeDelay(NodeSpec node, List<String> arguments) {
        Finished finished = asRoot(node.name(), Delay.script(), String.join(" ", arguments));
        if (!finished.ok()) {
            throw HalabException.of(
                    Delay.problem(node.name(), finished.status(), String.join(" ", finished.lastErrors(2))));
        }
    }

    /// The third word of SSH_CONNECTION is the address at which the machine was reached (sshd(8)).
    private Finished link(String verb, NodeSpec node) {
        String arguments = "%s %s \"$(echo $SSH_CONNECTION | cut -d' ' -f3)\"".formatted(verb, node.address());
        return asRoot(node.name(), script(), arguments);
    }

    private Finished asRoot(String node, String script, String arguments) {
        String text = Base64.getEncoder().encodeToString(script.getBytes(StandardCharsets.UTF_8));
        return vagrant.ssh(node, "echo %s | base64 -d | sudo sh -s -- %s".formatted(text, arguments))
                .finished();
    }

    static String script() {
        return Script.text(LabLink.class, "link.sh");
    }
}
