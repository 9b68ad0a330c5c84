package dev.halab;

import dev.halab.fact.Redaction;
import dev.halab.problem.Problem;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/// A defect of halab as a file; nothing of it is shown but where it is.
final class DefectReport {
    private DefectReport() {}

    static Problem write(Path state, Instant now, Throwable defect, List<String> arguments) {
        Path file = state.resolve("reports")
                .resolve("defect-"
                        + now.truncatedTo(ChronoUnit.SECONDS).toString().replace(":", "") + ".txt");
        StringWriter trace = new StringWriter();
        defect.printStackTrace(new PrintWriter(trace));
        String text = "halab %s%n%s, Java %s%n%n%s"
                .formatted(
                        String.join(" ", arguments),
                        System.getProperty("os.name"),
                        System.getProperty("java.version"),
                        trace);
        try {
            Files.createDirectories(file.getParent());
            Files.writeString(file, Redaction.reduce(text));
        } catch (IOException e) {
            return problem(
                    "no report could be written to " + file, "Run the same command again with HALAB_HOME=/tmp/halab");
        }
        return problem("what happened is written to " + file, "Attach that file to an issue; it holds no secrets");
    }

    private static Problem problem(String why, String next) {
        return new Problem("This is a defect of halab, not of your work", why, next);
    }
}
