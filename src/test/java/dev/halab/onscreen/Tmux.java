package dev.halab.onscreen;

import dev.halab.program.Call;
import dev.halab.program.Finished;
import dev.halab.program.HostPrograms;
import dev.halab.program.Programs;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;

/// A terminal of its own: a tmux server with one window, in which a shell runs.
final class Tmux implements AutoCloseable {
    /// What the shell says when it waits for a line.
    static final String PROMPT = "READY>";

    private static final Duration LIMIT = Duration.ofSeconds(10);
    private static final Duration LONGEST = Duration.ofSeconds(25);
    private static final long GLANCE = 30_000_000;

    private final Programs programs = HostPrograms.onPath();
    private final String socket =
            "halab-test-%d-%d".formatted(ProcessHandle.current().pid(), System.nanoTime());

    static boolean isThere() {
        try {
            return HostPrograms.onPath().run(Call.of(LIMIT, "tmux", "-V")).status() == 0;
        } catch (RuntimeException e) {
            return false;
        }
    }

    Tmux(int columns, int rows, Map<String, String> environment) {
        List<String> argv = new ArrayList<>(List.of("new-session", "-d", "-x", "" + columns, "-y", "" + rows));
        environment.forEach((name, value) -> argv.addAll(List.of("-e", name + "=" + value)));
        argv.add("exec bash --norc --noprofile -i");
        tmux(argv.toArray(String[]::new));
        tmux("set-option", "-g", "escape-time", "0");
        tmux("set-option", "-g", "history-limit", "1000");
        tmux("set-option", "-s", "set-clipboard", "on");
        // a root's bash takes no prompt from its environment
        line("PS1='%s''> '; clear".formatted(PROMPT.substring(0, PROMPT.length() - 1)));
        await("the shell's prompt", s -> s.lines().findFirst().orElse("").startsWith(PROMPT));
    }

    /// Types a text as it is.
    Tmux types(String text) {
        tmux("send-keys", "-l", text);
        return this;
    }

    /// Presses keys by their names in tmux.
    Tmux presses(String... keys) {
        List<String> argv = new ArrayList<>(List.of("send-keys"));
        argv.addAll(List.of(keys));
        tmux(argv.toArray(String[]::new));
        return this;
    }

    /// Types a line, and Enter.
    Tmux line(String text) {
        return types(text).presses("Enter");
    }

    void resize(int columns, int rows) {
        tmux("resize-window", "-x", "" + columns, "-y", "" + rows);
    }

    /// What stands on the screen.
    String screen() {
        return tmux("capture-pane", "-p");
    }

    /// What tmux knows of the terminal, for instance `#{alternate_on}`.
    String knows(String format) {
        return tmux("display-message", "-p", format).strip();
    }

    /// Process id of the shell.
    long shell() {
        return Long.parseLong(knows("#{pane_pid}"));
    }

    /// Waits until a text stands on the screen.
    String sees(String text) {
        return await("'" + text + "'", s -> s.contains(text));
    }

    /// Waits until a text stands on the screen no more.
    String seesNoMore(String text) {
        return await("no '" + text + "'", s -> !s.contains(text));
    }

    String await(String what, Predicate<String> wanted) {
        return await(what, LONGEST, wanted);
    }

    /// Waits until the screen is as it is wanted.
    String await(String what, Duration longest, Predicate<String> wanted) {
        long end = System.nanoTime() + longest.toNanos();
        while (true) {
            String screen = screen();
            if (wanted.test(screen)) {
                return screen;
            }
            if (System.nanoTime() > end) {
                throw new AssertionError(
                        "The screen has not shown %s within %s. It shows:%n%s".formatted(what, longest, screen));
            }
            LockSupport.parkNanos(GLANCE);
        }
    }

    private String tmux(String... arguments) {
        List<String> argv = new ArrayList<>(List.of("tmux", "-u", "-f", "/dev/null", "-L", socket));
        argv.addAll(List.of(arguments));
        Finished finished = programs.run(Call.of(LIMIT, argv.toArray(String[]::new)));
        if (finished.status() != 0) {
            throw new IllegalStateException("%s: %s".formatted(argv, finished.error()));
        }
        return finished.out();
    }

    @Override
    public void close() {
        programs.run(Call.of(LIMIT, "tmux", "-L", socket, "kill-server"));
    }
}
