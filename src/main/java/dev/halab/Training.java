package dev.halab;

import dev.halab.cli.Console;
import dev.halab.cli.Halab;
import dev.halab.fact.Facts;
import dev.halab.machine.Access;
import dev.halab.node.Node;
import dev.halab.node.ssh.SshKeys;
import dev.halab.node.ssh.SshNodes;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;

/// A run of halab that the launcher watches, so that Java keeps in the start-up cache what later runs need: commands
/// that ask nobody anything, a call to a machine that is not there, and calls to a server of its own on loopback.
/// Nothing of this has to succeed.
final class Training {
    private static final List<List<String>> COMMANDS = List.of(
            List.of("--version"),
            List.of("--help"),
            List.of("labs"),
            List.of("labs", "--json"),
            List.of("lint", "--prove"),
            List.of("progress"),
            List.of("check"),
            List.of("no-such-command"));

    /// What a check uses and no rehearsal reaches: a whole SSH connection takes a server. Nothing that leads to
    /// Bouncy
    /// Castle, which no check uses: its jar is signed, and Java verifies that at every start.
    private static final List<String> PACKAGES = List.of(
            "dev/halab/",
            "net/schmizz/sshj/common/",
            "net/schmizz/sshj/connection/",
            "net/schmizz/sshj/transport/kex/",
            "net/schmizz/sshj/transport/digest/",
            "net/schmizz/sshj/userauth/method/",
            "net/schmizz/sshj/userauth/password/",
            "okhttp3/",
            "okio/",
            "com/google/gson/",
            "com/googlecode/lanterna/graphics/",
            "com/googlecode/lanterna/screen/",
            "org/jline/nativ/",
            "org/jline/terminal/",
            "org/jline/utils/");

    private Training() {}

    /// Whether the launcher wants such a run.
    static boolean isWanted() {
        return Boolean.getBoolean("halab.training");
    }

    static void run(Console seen, Workbench desk, String version) {
        PrintWriter nowhere = new PrintWriter(PrintWriter.nullWriter());
        Console console = new Console(nowhere, nowhere, seen.look(), Console.Presence.SCRIPT, () -> "");
        for (List<String> command : COMMANDS) {
            Halab.run(console, desk, version, command.toArray(String[]::new));
        }
        Rehearsal.run(desk.story(), desk.tutoring());
        callNobody();
        TrainingServer.run();
        load();
    }

    /// Loads the classes of [#PACKAGES] from the program's jar and the libraries that it names.
    private static void load() {
        Path program = Path.of(System.getProperty("java.class.path", ""));
        try (JarFile jar = new JarFile(program.toFile())) {
            String libraries = jar.getManifest().getMainAttributes().getValue(Attributes.Name.CLASS_PATH);
            load(jar);
            for (String library : libraries == null ? new String[0] : libraries.split(" ")) {
                try (JarFile one = new JarFile(program.resolveSibling(library).toFile())) {
                    load(one);
                }
            }
        } catch (IOException e) {
            // The program was not started from its jar: there is nothing to keep.
        }
    }

    private static void load(JarFile jar) {
        jar.stream()
                .map(JarEntry::getName)
                .filter(name -> name.endsWith(".class") && PACKAGES.stream().anyMatch(name::startsWith))
                .map(name ->
                        name.substring(0, name.length() - ".class".length()).replace('/', '.'))
                .forEach(Training::load);
    }

    private static void load(String name) {
        try {
            Class.forName(name, false, Training.class.getClassLoader());
        } catch (ClassNotFoundException | LinkageError e) {
            // It needs what halab leaves out.
        }
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
