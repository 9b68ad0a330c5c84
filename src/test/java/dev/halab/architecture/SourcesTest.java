package dev.halab.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;

/// What can be seen only in the text of the sources.
final class SourcesTest {
    private static final int LONGEST_FILE = 350;

    private static final Pattern UNFINISHED = Pattern.compile("\\b(TO[D]O|FIX[M]E)\\b");

    /// Folders of one developer's machine; those that nodes have as well are not. Written so that this file does
    /// not contain them.
    private static final Pattern OF_ONE_MACHINE =
            Pattern.compile("[/]work[/]|[/]root[/](wt|\\.m2)\\b|[/]home[/](?!learner\\b|halab\\b)[a-z]+[/]");

    @Test
    void files_stay_short_enough_to_read_at_once(TestReporter reporter) throws IOException {
        List<Path> sources = javaFilesUnder("src/main/java");
        List<Integer> lengths = new ArrayList<>();
        List<String> tooLong = new ArrayList<>();

        for (Path source : sources) {
            int lines = linesOf(source).size();
            lengths.add(lines);
            if (lines > LONGEST_FILE) {
                tooLong.add("%s has %d lines".formatted(source, lines));
            }
        }

        lengths.sort(null);
        reporter.publishEntry(
                "median length of %d files".formatted(lengths.size()), lengths.get(lengths.size() / 2) + " lines");
        assertThat(tooLong)
                .as("files of more than %d lines: they have more than one subject", LONGEST_FILE)
                .isEmpty();
    }

    @Test
    void nothing_is_left_unfinished_in_the_sources() throws IOException {
        assertThat(linesWith(UNFINISHED, committedText()))
                .as("notes to oneself: finish it, or file an issue and name its number in prose")
                .isEmpty();
    }

    @Test
    void nothing_depends_on_one_machine() throws IOException {
        assertThat(linesWith(OF_ONE_MACHINE, committedText()))
                .as("paths of one machine: the project builds and runs anywhere")
                .isEmpty();
    }

    private static List<Path> committedText() throws IOException {
        List<Path> files = new ArrayList<>(javaFilesUnder("src"));
        Stream.of("pom.xml", "halab", "Makefile", ".ci/run")
                .map(Path::of)
                .filter(Files::exists)
                .forEach(files::add);
        return files;
    }

    private static List<Path> javaFilesUnder(String folder) throws IOException {
        try (Stream<Path> all = Files.walk(Path.of(folder))) {
            return all.filter(each -> each.toString().endsWith(".java"))
                    .sorted()
                    .toList();
        }
    }

    private static List<String> linesWith(Pattern pattern, List<Path> files) throws IOException {
        List<String> found = new ArrayList<>();
        for (Path file : files) {
            List<String> lines = linesOf(file);
            for (int i = 0; i < lines.size(); i++) {
                if (pattern.matcher(lines.get(i)).find()) {
                    found.add("%s:%d: %s".formatted(file, i + 1, lines.get(i).strip()));
                }
            }
        }
        return found;
    }

    private static List<String> linesOf(Path file) throws IOException {
        return Files.readAllLines(file, StandardCharsets.UTF_8);
    }
}
