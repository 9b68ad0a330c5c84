package dev.halab.node;

import dev.halab.fact.Reading.Reason;
import dev.halab.fact.Reading.Unseen;
import java.util.regex.Pattern;

/// Why a batch that came back without its end did so.
public final class BrokenOff {
    private static final Pattern SUDO = Pattern.compile("\\bsudo(ers)?\\b|not allowed to (run|execute)");
    private static final Pattern NO_SUDO = Pattern.compile("sudo: (command )?not found");

    private BrokenOff() {}

    /// What the facts are that did not come.
    ///
    /// @param node the node's name
    /// @param ending how the remote shell ended, in words: `status 1`
    /// @param error what it said on the error stream
    /// @param begun whether any fact came: then sudo had agreed
    public static Unseen explain(String node, String ending, String error, boolean begun) {
        String said = error.lines()
                .filter(line -> !line.isBlank())
                .reduce((first, last) -> last)
                .orElse("nothing")
                .strip();
        if (begun || !SUDO.matcher(error).find()) {
            return new Unseen(
                    Reason.UNREADABLE,
                    "the probes on %s ended early (%s), saying: %s".formatted(node, ending, printable(said)));
        }
        String repair = NO_SUDO.matcher(error).find()
                ? "apt-get install -y sudo"
                : "echo 'halab ALL=(ALL) NOPASSWD: ALL' > /etc/sudoers.d/halab && chmod 0440 /etc/sudoers.d/halab";
        return new Unseen(
                Reason.DENIED,
                "sudo refused the user halab on %s: %s; as root on %s: %s"
                        .formatted(node, printable(said), node, repair));
    }

    private static String printable(String said) {
        String plain = said.replaceAll("\\p{Cntrl}", " ");
        return plain.length() <= 200 ? plain : plain.substring(0, 200) + "…";
    }
}
