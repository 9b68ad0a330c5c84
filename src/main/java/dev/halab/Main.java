package dev.halab;

import dev.halab.cli.Alone;
import dev.halab.cli.Console;
import dev.halab.cli.Halab;
import dev.halab.problem.ExitStatus;
import dev.halab.problem.HalabException;
import dev.halab.program.HostPrograms;
import dev.halab.program.Programs;
import dev.halab.settings.Places;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/// The `halab` program.
public final class Main {
    private Main() {}

    public static void main(String[] arguments) {
        Interrupts interrupts = Interrupts.watch();
        int status = run(System.getenv(), arguments);
        boolean interrupted = Thread.interrupted();
        interrupts.finish();
        // while the process is already ending, exit would wait for ever
        if (!interrupted) {
            System.exit(status);
        }
    }

    private static int run(Map<String, String> environment, String... arguments) {
        Console console = Terminals.console(environment, arguments);
        Path home = Path.of(System.getProperty("halab.home.dir", "."));
        Programs programs = HostPrograms.onPath();
        try (Session session = new Session(Places.of(environment), home, programs, environment)) {
            Workbench workbench = new Workbench(session, home, programs, environment, console);
            if (Training.isWanted()) {
                Training.run(console, workbench, version());
                return ExitStatus.OK.code();
            }
            return Alone.is(console, arguments)
                    ? Alone.run(console, workbench)
                    : Halab.run(console, workbench, version(), arguments);
        } catch (HalabException e) {
            console.err().println(e.problem().text());
            return ExitStatus.LAB_PROBLEM.code();
        }
    }

    private static String version() {
        return Optional.ofNullable(Main.class.getPackage().getImplementationVersion())
                .orElse("(unpackaged)");
    }
}
