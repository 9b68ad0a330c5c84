package dev.halab;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Which causes the failure of an assertion names: `bench/rivals.d/causes`.
final class Causes {
    private final Map<String, List<String>> prefixes = new LinkedHashMap<>();

    static Causes read(Path file) throws IOException {
        Causes causes = new Causes();
        for (String line : Files.readAllLines(file)) {
            if (!line.isBlank() && !line.startsWith("#")) {
                List<String> words = List.of(line.strip().split(" +"));
                causes.prefixes.put(words.getFirst(), words.subList(1, words.size()));
            }
        }
        return causes;
    }

    /// Whether this name says what the cause says. A cause names itself. A number at the end of an assertion's name tells
    /// one machine from another.
    boolean names(String failed, String cause) {
        return failed.equals(cause)
                || prefixes.getOrDefault(failed.replaceFirst("-\\d$", ""), List.of()).stream().anyMatch(cause::startsWith);
    }
}
