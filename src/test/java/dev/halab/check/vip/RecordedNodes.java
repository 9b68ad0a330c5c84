package dev.halab.check.vip;

import dev.halab.check.Given;
import dev.halab.check.Observed;
import dev.halab.fact.Fact;
import dev.halab.fact.Facts;
import dev.halab.fact.Redaction;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// Recordings of several nodes in one file: `== NODE FACT STATUS`, then what was read.
final class RecordedNodes {
    private RecordedNodes() {}

    /// The cases in a folder of `observed`.
    static Stream<String> cases(String folder) throws IOException {
        try (Stream<Path> files =
                Files.list(Path.of("src/test/resources/observed").resolve(folder))) {
            return files
                    .map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".txt"))
                    .map(name -> name.replaceFirst("\\.txt$", ""))
                    .sorted()
                    .toList()
                    .stream();
        }
    }

    /// What was read in a case.
    static Given given(String folder, String name) {
        Given given = Given.nothing();
        List<String> body = new ArrayList<>();
        List<String> lines = new ArrayList<>(
                Observed.text("%s/%s.txt".formatted(folder, name)).lines().toList());
        lines.add("== end");
        String head = "";
        for (String line : lines) {
            if (!line.startsWith("== ")) {
                body.add(line + "\n");
                continue;
            }
            if (!head.isEmpty()) {
                String[] words = head.split(" ");
                String text = Redaction.reduce(String.join("", body));
                given.status(fact(words[1], words[2]), Integer.parseInt(words[3]), text);
            }
            body.clear();
            head = line;
        }
        return given;
    }

    private static Fact fact(String node, String kind) {
        return switch (kind) {
            case "keepalived-verify" -> Facts.keepalivedVerify(node, KeepalivedConfigKind.USUAL);
            case "keepalived-config" -> Facts.keepalivedConfig(node, KeepalivedConfigKind.USUAL);
            case "addresses" -> Facts.addresses(node);
            case "neighbours" -> Facts.neighbours(node);
            default -> throw new IllegalArgumentException(kind);
        };
    }
}
