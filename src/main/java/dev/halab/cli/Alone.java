package dev.halab.cli;

import dev.halab.problem.ExitStatus;
import dev.halab.problem.HalabException;
import java.util.List;

/// `halab` without any argument on a terminal, which is how it is mostly begun. The command line is not made for it:
/// that
/// alone would take longer than the first picture may.
public final class Alone {
    private Alone() {}

    /// Whether it was begun so.
    public static boolean is(Console console, String... arguments) {
        return arguments.length == 0 && console.presence() == Console.Presence.TERMINAL;
    }

    /// Opens the tutor and returns the exit status.
    public static int run(Console console, Desk desk) {
        try {
            return desk.tutor(new Desk.Wishes(false, "", true, false));
        } catch (RuntimeException e) {
            return failed(console, desk, e, List.of());
        }
    }

    static int failed(Console console, Desk desk, Exception e, List<String> arguments) {
        if (e instanceof HalabException halab) {
            console.problem(halab.problem());
            return halab.status().code();
        }
        console.problem(desk.defect(e, arguments));
        return ExitStatus.BUG.code();
    }
}
