package dev.halab.machine.docker;

import dev.halab.machine.Progress;
import dev.halab.problem.HalabException;
import dev.halab.problem.Problem;
import dev.halab.program.Call;
import dev.halab.program.Finished;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// The image that every node is made from, and the recipe that builds it (`vagrant/image/build`).
///
/// @param recipe the folder of the recipe
record NodeImage(Engine engine, Path recipe) {
    private static final Duration CHECK = Duration.ofSeconds(30);
    private static final Duration BUILD = Duration.ofMinutes(60);

    /// The image's name, taken from the version that the recipe pins.
    String reference() {
        Path versions = recipe.resolveSibling("versions.env");
        return "halab/node:"
                + lines(versions).stream()
                        .filter(l -> l.startsWith("KUBERNETES_VERSION="))
                        .map(l -> l.substring("KUBERNETES_VERSION=".length())
                                .replace("\"", "")
                                .replaceFirst("^v", ""))
                        .findFirst()
                        .orElseThrow(() -> HalabException.of(new Problem(
                                "the node image has no version",
                                versions + " has no line KUBERNETES_VERSION=",
                                "restore the file from halab's repository")));
    }

    /// The engine's arguments for a node: one a line in `node-args`, comments with #.
    List<String> arguments() {
        return lines(recipe.resolve("node-args")).stream()
                .map(String::strip)
                .filter(l -> !l.isEmpty() && !l.startsWith("#"))
                .toList();
    }

    /// Whether the engine has the image that the recipe makes now.
    boolean present() {
        return engine.programs().run(call(CHECK, "--check")).ok();
    }

    /// Builds the image, telling each phase. The recipe cleans up after itself when it is ended.
    void build(Progress progress) {
        Finished finished = engine.programs().run(call(BUILD), line -> tell(line, progress));
        if (!finished.ok()) {
            throw HalabException.of(new Problem(
                    "the node image was not built",
                    String.join("\n", finished.lastErrors(12)),
                    "mend what it names, then run `halab up` again; finished steps are not repeated"));
        }
    }

    private static void tell(String line, Progress progress) {
        String[] words = line.split(" ");
        if (words.length >= 3 && words[0].equals("phase")) {
            // "phase NAME start", "phase NAME done SECONDS"
            if (words[2].equals("start")) {
                progress.phase("", "image: " + words[1]);
            } else if (words.length > 3) {
                progress.detail("", "%s took %s s".formatted(words[1], words[3]));
            }
        }
    }

    private Call call(Duration limit, String... arguments) {
        List<String> argv = new ArrayList<>();
        argv.add(recipe.resolve("build").toString());
        argv.addAll(List.of(arguments));
        return new Call(argv, Map.of("ENGINE", engine.program()), "", limit);
    }

    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException e) {
            throw HalabException.of(
                    new Problem(
                            "the recipe of the node image is not there",
                            "%s cannot be read".formatted(file),
                            "run halab from its own folder, or install it again"),
                    e);
        }
    }
}
