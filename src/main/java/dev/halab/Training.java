package dev.halab;

import dev.halab.cli.Console;
import dev.halab.cli.Desk;
import dev.halab.cli.Halab;
import dev.halab.fact.Facts;
import dev.halab.machine.Access;
import dev.halab.node.Node;
import dev.halab.node.ssh.SshKeys;
import dev.halab.node.ssh.SshNodes;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/// A run of halab that the launcher watches, so that Java keeps in the start-up cache what later runs need: commands
/// that ask nobody anything, and a call to a machine that is not there.
final class Training {
    private static final List<List<String>> COMMANDS = List.of(
            List.of("--version"),
            List.of("--help"),
            List.of("labs"),
            List.of("labs", "--json"),
            List.of("lint"),
            List.of("progress"),
            List.of("check"),
            List.of("no-such-command"));

    private Training() {}

    /// Whether the launcher wants such a run.
    static boolean isWanted() {
        return Boolean.getBoolean("halab.training");
    }

    static void run(Console seen, Desk desk, String version) {
        PrintWriter nowhere = new PrintWriter(PrintWriter.nullWriter());
        Console console = new Console(nowhere, nowhere, seen.look(), Console.Presence.SCRIPT, () -> "");
        for (List<String> command : COMMANDS) {
            Halab.run(console, desk, version, command.toArray(String[]::new));
        }
        callNobody();
    }

    /// Port 9 of this host: nobody listens there, and nothing but the attempt to connect is wanted.
    private static void callNobody() {
        String hostKey = SshKeys.generate().authorizedKey();
        Access access = new Access("nobody", "127.0.0.1", 9, Path.of("no-key"), hostKey, "nobody");
        try (SshNodes nodes = new SshNodes();
                Node node = nodes.open(access)) {
            node.read(List.of(Facts.file("nobody", "/etc/hostname")), Duration.ofMillis(200));
        }
    }
}
