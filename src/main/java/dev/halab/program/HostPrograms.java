package dev.halab.program;

import dev.halab.problem.HalabException;
import dev.halab.problem.Problem;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// The real programs of this host. Safe for use by several threads.
public final class HostPrograms implements Programs {
    private static final int MOST_OUT = 16 * 1024 * 1024;
    private static final int MOST_ERROR = 64 * 1024;
    private static final Duration GRACE = Duration.ofSeconds(3);

    /// 128 and the number of SIGINT.
    private static final int BY_CTRL_C = 130;

    private static final Duration OWN_INTERRUPT = Duration.ofSeconds(1);

    private final String path;

    private HostPrograms(String path) {
        this.path = path;
    }

    /// The programs found on this process's PATH.
    public static Programs onPath() {
        return new HostPrograms(Objects.requireNonNullElse(System.getenv("PATH"), ""));
    }

    @Override
    public Finished run(Call call, Consumer<String> line) {
        Process process = start(call, ProcessBuilder.Redirect.PIPE);
        Pump out = Pump.head(process.getInputStream(), MOST_OUT, line);
        Pump error = Pump.tail(process.getErrorStream(), MOST_ERROR, line);
        Thread feeder = Thread.ofVirtual().start(() -> feed(process, call.input()));
        try {
            if (!process.waitFor(call.limit().toMillis(), TimeUnit.MILLISECONDS)) {
                end(call, process);
                throw HalabException.of(tooLong(call, out, error));
            }
            if (process.exitValue() == BY_CTRL_C) {
                awaitOwnInterrupt();
            }
            // a daemon that a program leaves behind may keep the pipe open for ever
            return new Finished(process.exitValue(), out.text(GRACE), error.text(GRACE));
        } catch (InterruptedException e) {
            throw interrupted(call, process, e);
        } finally {
            feeder.interrupt();
            out.close();
            error.close();
        }
    }

    @Override
    public int interactive(Call call) {
        Process process = start(call, ProcessBuilder.Redirect.INHERIT);
        try {
            return process.waitFor();
        } catch (InterruptedException e) {
            throw interrupted(call, process, e);
        }
    }

    @Override
    public Optional<Path> find(String program) {
        return Stream.of(path.split(Pattern.quote(File.pathSeparator)))
                .filter(folder -> !folder.isEmpty())
                .flatMap(folder -> inFolder(folder, program).stream())
                .findFirst();
    }

    private static Optional<Path> inFolder(String folder, String program) {
        try {
            Path file = Path.of(folder).resolve(program);
            return Files.isExecutable(file) && Files.isRegularFile(file) ? Optional.of(file) : Optional.empty();
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }

    /// Ctrl-C at a terminal reaches the program and halab alike, and the program may end before this thread is
    /// told:
    /// then it was interrupted and has not failed.
    private static void awaitOwnInterrupt() throws InterruptedException {
        new Semaphore(0).tryAcquire(OWN_INTERRUPT.toMillis(), TimeUnit.MILLISECONDS);
    }

    private Process start(Call call, ProcessBuilder.Redirect streams) {
        ProcessBuilder builder = new ProcessBuilder(apart(call))
                .redirectInput(streams)
                .redirectOutput(streams)
                .redirectError(streams);
        builder.environment().putAll(call.environment());
        try {
            return builder.start();
        } catch (IOException e) {
            throw HalabException.of(
                    new Problem(
                            "`%s` could not be started".formatted(call.program()),
                            "this host has no such program on its PATH, or may not run it",
                            "halab doctor"),
                    e);
        }
    }

    private static void feed(Process process, String input) {
        try (OutputStream in = process.getOutputStream()) {
            in.write(input.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            // the program ended without reading all of it: its status tells what it thought of that
            return;
        }
    }

    private static Problem tooLong(Call call, Pump out, Pump error) {
        String last = Stream.of(error.textSoFar(), out.textSoFar())
                .flatMap(text -> text.lines().filter(l -> !l.isBlank()).reduce((a, b) -> b).stream())
                .findFirst()
                .map(": the last line was '%s'"::formatted)
                .orElse(" and it printed nothing");
        return new Problem(
                "`%s` did not end".formatted(call.brief()),
                "it was stopped after %d s%s".formatted(call.limit().toSeconds(), last),
                "halab doctor");
    }

    private HalabException interrupted(Call call, Process process, InterruptedException e) {
        end(call, process);
        Thread.currentThread().interrupt();
        return HalabException.of(
                new Problem(
                        "`%s` was interrupted".formatted(call.brief()),
                        "it was told to stop before its end",
                        "Run the same halab command again: it goes on where this one stopped"),
                e);
    }

    /// A program that cleans up gets a session of its own where there is `setsid`: else a Ctrl-C at the terminal
    /// would
    /// reach it beside ours, and a second one makes Vagrant give up its clean-up.
    private List<String> apart(Call call) {
        return call.cleanup().isZero()
                ? call.argv()
                : find("setsid")
                        .map(setsid -> Stream.concat(Stream.of(setsid.toString()), call.argv().stream())
                                .toList())
                        .orElse(call.argv());
    }

    /// Interrupts the process once if it cleans up, and gives it time; then ends it with all its children.
    private void end(Call call, Process process) {
        if (!call.cleanup().isZero() && process.isAlive()) {
            boolean interrupted = Thread.interrupted();
            if (find("setsid").isPresent()) {
                interrupt(process);
            }
            long deadline = System.nanoTime() + call.cleanup().toNanos();
            boolean ended = endsBy(process.toHandle(), deadline);
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
            if (ended) {
                return;
            }
        }
        end(process);
    }

    /// Java sends no SIGINT itself.
    private static void interrupt(Process process) {
        try {
            new ProcessBuilder("kill", "-INT", Long.toString(process.pid()))
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
        } catch (IOException e) {
            // no such program, as on Windows: the process is ended without its clean-up
            process.destroy();
        }
    }

    /// SIGTERM for the process and its children, and SIGKILL for those that are still there after a while.
    private static void end(Process process) {
        // the process first: whoever waits for a child would go on once that has ended
        List<ProcessHandle> all = Stream.concat(Stream.of(process.toHandle()), process.descendants())
                .toList();
        all.forEach(ProcessHandle::destroy);
        long deadline = System.nanoTime() + GRACE.toNanos();
        boolean interrupted = Thread.interrupted();
        for (ProcessHandle each : all) {
            if (!endsBy(each, deadline)) {
                each.destroyForcibly();
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private static boolean endsBy(ProcessHandle process, long deadline) {
        try {
            process.onExit().get(Math.max(1, deadline - System.nanoTime()), TimeUnit.NANOSECONDS);
            return true;
        } catch (TimeoutException | ExecutionException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
