package dev.halab.machine;

import dev.halab.fact.Redaction;
import dev.halab.problem.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/// What was done to each machine and what was said of it, a file each, with the files of the two runs before it. No
/// secret is written (P8), and a log that cannot be written stops nothing.
///
/// @param folder where the files are
public record NodeLogs(Path folder) {
    private static final String ALL = "lab";
    private static final List<String> AGES = List.of("", ".1", ".2");

    /// The log of a node; that of what concerns them all if `node` is empty.
    public Path file(String node) {
        return aged(node, AGES.getFirst());
    }

    private Path aged(String node, String age) {
        return folder.resolve((node.isEmpty() ? ALL : node) + age + ".log");
    }

    /// Appends lines to the log of a node.
    public void append(String node, List<String> lines) {
        try {
            Files.createDirectories(folder);
            Files.write(
                    file(node),
                    Redaction.reduce(String.join("\n", lines)).lines().toList(),
                    StandardOpenOption.CREATE,
                    StandardOpenOption.APPEND);
        } catch (IOException e) {
            return;
        }
    }

    /// Begins a new log for a node; the older ones are kept beside it, up to two.
    void rotate(String node) {
        try {
            for (int age = AGES.size() - 1; age > 0; age--) {
                Path newer = aged(node, AGES.get(age - 1));
                if (Files.exists(newer)) {
                    Files.move(newer, aged(node, AGES.get(age)), StandardCopyOption.REPLACE_EXISTING);
                }
            }
        } catch (IOException e) {
            return;
        }
    }

    /// Removes all logs, after the machines.
    public void forget() {
        if (!Files.isDirectory(folder)) {
            return;
        }
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.filter(f -> f.toString().endsWith(".log")).toList()) {
                Files.deleteIfExists(file);
            }
            Files.deleteIfExists(folder);
        } catch (IOException e) {
            return;
        }
    }

    /// A progress that writes all it is told into logs of a new run, and tells `progress` too.
    ///
    /// @param run what is done and since when, as the first line of each log
    public Progress beside(Progress progress, String run) {
        return new Written(this, progress, run);
    }

    private static final class Written implements Progress {
        private final NodeLogs logs;
        private final Progress progress;
        private final String run;
        private final long start = System.nanoTime();

        // guarded by this
        private final Set<String> begun = new HashSet<>();

        Written(NodeLogs logs, Progress progress, String run) {
            this.logs = logs;
            this.progress = progress;
            this.run = run;
        }

        private synchronized void write(String node, String line) {
            if (begun.add(node)) {
                logs.rotate(node);
                logs.append(node, List.of("# " + run));
            }
            logs.append(node, List.of(line));
        }

        private void writeMark(String node, String word) {
            write(node, "== %.1f s  %s".formatted((System.nanoTime() - start) / 1e9, word));
        }

        @Override
        public void phase(String node, String phase) {
            writeMark(node, phase);
            progress.phase(node, phase);
        }

        @Override
        public void detail(String node, String line) {
            write(node, line);
            progress.detail(node, line);
        }

        @Override
        public void done(String node) {
            writeMark(node, "up");
            progress.done(node);
        }

        @Override
        public void failed(String node, Problem problem) {
            writeMark(node, "failed");
            write(node, problem.text());
            progress.failed(node, problem);
        }
    }
}
