package dev.halab.machine.vagrant;

import dev.halab.problem.Problem;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Vagrant's failures as problems in three parts.
final class Trouble {
    private static final int MOST_LINES = 6;

    private Trouble() {}

    /// @param node the machine it is about; empty if it is about all
    static Problem problem(String what, String node, Vagrant.Run run, LabFolder lab) {
        Optional<Transcript.Failure> failure = run.transcript().failure();
        String type = failure.map(Transcript.Failure::type).orElse("");
        String why = failure.map(f -> "vagrant says (%s): %s".formatted(f.type(), shortened(f.message())))
                .orElseGet(() -> "vagrant ended with status %d: %s"
                        .formatted(run.finished().status(), shortened(lastWords(run))));
        return new Problem(what, why, next(type, why, node, lab));
    }

    /// What is said where Vagrant itself is missing.
    static Problem missing(String installer) {
        return new Problem("this host has no Vagrant yet", "`vagrant` is not on PATH", installer);
    }

    private static String lastWords(Vagrant.Run run) {
        List<String> words = Stream.concat(run.transcript().said().stream(), run.finished().lastErrors(3).stream())
                .toList();
        return words.isEmpty()
                ? "it printed nothing"
                : String.join("\n", words.subList(Math.max(0, words.size() - MOST_LINES), words.size()));
    }

    private static String shortened(String message) {
        return message.lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .limit(MOST_LINES)
                .collect(Collectors.joining("\n"));
    }

    private static String next(String type, String why, String node, LabFolder lab) {
        String lower = why.toLowerCase(Locale.ROOT);
        if (type.startsWith("Box") || type.startsWith("CouldNotLoadBox") || lower.contains("box '")) {
            return "see that the box can be had (`vagrant box list`, the network), or name another: export HALAB_BOX=NAME;"
                    + " then halab up";
        }
        if (type.startsWith("Provider") || type.equals("NoDefaultProvider")) {
            return "halab doctor --provider vagrant";
        }
        if (lower.contains("networks.conf") || lower.contains("hostonly") || lower.contains("host-only")) {
            return "halab doctor --provider vagrant    (it names the line that /etc/vbox/networks.conf lacks)";
        }
        if (type.startsWith("NetworkCollision") || (lower.contains("already in use") && lower.contains("network"))) {
            return "choose another network in config.yaml, for instance `network: 192.168.57.0/24`";
        }
        if (lower.contains("no space left")) {
            return "make room on the disk, then run `halab up` again; it goes on where it stopped";
        }
        if (lower.contains("locked") || lower.contains("another process")) {
            return "wait until the other vagrant has ended, or end it; then run the same halab command again";
        }
        return node.isEmpty()
                ? "mend what it names, then run the same halab command again"
                : "mend what it names, then `halab up --only %s`; the log is %s".formatted(node, lab.log(node));
    }
}
