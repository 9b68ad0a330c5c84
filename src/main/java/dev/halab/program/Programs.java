package dev.halab.program;

import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;

/// The programs of this host. Adapters take this, so that tests can script the answers.
public interface Programs {
    /// Runs a program to its end; `line` is told every line of both streams as it comes, from several threads.
    ///
    /// @throws dev.halab.problem.HalabException if the program is not there, does not end within its limit,
    ///     or the calling thread is interrupted; then the process and its children are ended, and the
    ///     interrupt flag is set
    Finished run(Call call, Consumer<String> line);

    /// Runs a program on this very terminal, with standard input, output and error passed through, without a
    /// deadline.
    ///
    /// @return its exit status
    /// @throws dev.halab.problem.HalabException if the program is not there or the calling thread is interrupted
    int interactive(Call call);

    /// Where a program is on PATH.
    Optional<Path> find(String program);

    /// Runs a program to its end without watching it.
    default Finished run(Call call) {
        return run(call, line -> {});
    }
}
