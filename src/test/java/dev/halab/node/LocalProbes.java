package dev.halab.node;

import dev.halab.fact.Fact;
import dev.halab.fact.Reading;
import dev.halab.fact.Reading.Reason;
import dev.halab.fact.Reading.Seen;
import dev.halab.fact.Reading.Unseen;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

/// Runs the probes on this machine, without SSH and sudo, with programs and directories put in place of the node's.
final class LocalProbes {
    private static final String NONCE = "abad1deaabad1dea";

    private final Path programs;
    private final Map<String, String> instead = new LinkedHashMap<>();

    /// @param programs a directory that stands first in the path of the probes
    LocalProbes(Path programs) {
        this.programs = programs;
    }

    /// Puts a shell script in place of a program.
    LocalProbes program(String name, String script) {
        try {
            Path file = programs.resolve(name);
            Files.writeString(file, "#!/bin/sh\n" + script);
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Puts another text in place of one that stands in the probes, such as a directory.
    LocalProbes instead(String text, String other) {
        instead.put(text, other);
        return this;
    }

    Seen seen(Fact fact) {
        return (Seen) Objects.requireNonNull(read(List.of(fact)).get(fact));
    }

    Map<Fact, Reading> read(List<Fact> facts) {
        var batch = new Batch(NONCE, facts);
        String script = batch.script();
        for (Map.Entry<String, String> change : instead.entrySet()) {
            if (!script.contains(change.getKey())) {
                throw new AssertionError("The probes do not hold " + change.getKey());
            }
            script = script.replace(change.getKey(), change.getValue());
        }
        return Frames.of(batch, answer(script), Instant.now()).readings(new Unseen(Reason.NO_ANSWER, "missing"));
    }

    private byte[] answer(String script) {
        try {
            Process shell = new ProcessBuilder(
                            "/bin/sh", "-c", "exec " + Batch.SHELL.replace("PATH=", "PATH=" + programs + ":"))
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            try (OutputStream input = shell.getOutputStream()) {
                input.write(script.getBytes(StandardCharsets.US_ASCII));
            }
            byte[] answer = shell.getInputStream().readAllBytes();
            if (!shell.waitFor(20, TimeUnit.SECONDS)) {
                shell.destroyForcibly();
                throw new AssertionError("The probes hang");
            }
            return answer;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }
}
