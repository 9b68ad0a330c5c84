package dev.halab.machine.vagrant;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What one run of `vagrant --machine-readable` printed.
///
/// @param lines the lines that are Vagrant's
/// @param raw all other text: what plugins print, and what `ssh-config` prints
record Transcript(List<Line> lines, String raw) {
    /// What ended the run.
    ///
    /// @param type Vagrant's own name, without its modules: `MachineLocked`
    record Failure(String type, String message) {}

    Transcript {
        lines = List.copyOf(lines);
    }

    static Transcript of(String out) {
        StringBuilder raw = new StringBuilder();
        List<Line> lines = out.lines()
                .flatMap(text -> {
                    Optional<Line> line = Line.parse(text);
                    if (line.isEmpty()) {
                        raw.append(text).append('\n');
                    }
                    return line.stream();
                })
                .toList();
        return new Transcript(lines, raw.toString());
    }

    /// The states of machines, in Vagrant's words, by name.
    Map<String, String> states() {
        return values("state", 0);
    }

    /// The names of the providers of machines, by name of the machine.
    Map<String, String> providers() {
        Map<String, String> providers = new LinkedHashMap<>(values("provider-name", 0));
        lines.stream()
                .filter(line -> line.type().equals("metadata") && line.field(0).equals("provider"))
                .forEach(line -> providers.putIfAbsent(line.target(), line.field(1)));
        return providers;
    }

    private Map<String, String> values(String type, int index) {
        Map<String, String> values = new LinkedHashMap<>();
        lines.stream()
                .filter(line -> line.type().equals(type) && !line.target().isEmpty())
                .forEach(line -> values.put(line.target(), line.field(index)));
        return values;
    }

    /// What ended the run; the last one, if there are several.
    Optional<Failure> failure() {
        return lines.stream()
                .filter(line -> line.type().equals("error-exit"))
                .reduce((a, b) -> b)
                .map(line -> new Failure(
                        line.field(0).replaceFirst("^.*::", ""), line.field(1).strip()));
    }

    /// What people are told, line by line.
    List<String> said() {
        return lines.stream().flatMap(line -> line.said().stream()).toList();
    }
}
