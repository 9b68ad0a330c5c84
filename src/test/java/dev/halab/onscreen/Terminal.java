package dev.halab.onscreen;

import static org.assertj.core.api.Assertions.assertThat;

import dev.halab.program.Call;
import dev.halab.program.HostPrograms;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/// halab in a terminal: begun from a shell, and left again with nothing amiss.
final class Terminal implements AutoCloseable {
    private static final String KEPT = "kept-modes=";

    private final Tmux tmux;
    private String modes = "";

    Terminal(int columns, int rows, Map<String, String> environment) {
        tmux = new Tmux(columns, rows, environment);
        tmux.line("cd '%s'; clear".formatted(Path.of("").toAbsolutePath()));
        modes = modes();
    }

    Tmux tmux() {
        return tmux;
    }

    /// Starts halab and waits for its first picture.
    Tmux begins() {
        tmux.line("clear; ./halab; echo \"status=$?\"");
        tmux.sees("? keys");
        return tmux;
    }

    /// Process id of halab, which is a child of the shell: the launcher becomes Java.
    ProcessHandle halab() {
        return ProcessHandle.of(tmux.shell())
                .orElseThrow()
                .children()
                .findFirst()
                .orElseThrow();
    }

    /// Sends a signal to halab.
    void signals(String name) {
        Call kill = Call.of(Duration.ofSeconds(5), "kill", "-" + name, "" + halab().pid());
        assertThat(HostPrograms.onPath().run(kill).status()).isZero();
    }

    /// Sees that halab has gone with that status and the terminal is as it was.
    void ended(int status) {
        String screen = tmux.sees("status=" + status);
        assertThat(screen).doesNotContain("Exception", "\tat ", "Caused by", "^[[");
        assertThat(tmux.knows("#{alternate_on} #{mouse_any_flag} #{cursor_flag} #{keypad_flag}"))
                .as("alternate screen, mouse, cursor, keypad")
                .isEqualTo("0 0 1 0");
        assertThat(modes()).isEqualTo(modes);
    }

    private String modes() {
        tmux.line("clear; echo %s$(stty -g)".formatted(KEPT));
        String screen = tmux.await("the terminal's modes", s -> s.lines().anyMatch(l -> l.startsWith(KEPT)));
        return screen.lines().filter(l -> l.startsWith(KEPT)).findFirst().orElseThrow();
    }

    @Override
    public void close() {
        tmux.close();
    }
}
