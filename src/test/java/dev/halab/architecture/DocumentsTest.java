package dev.halab.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// What documents say of the code, as far as it can be looked up.
final class DocumentsTest {
    private static final Path CODE = Path.of("src", "main", "java", "dev", "halab");

    private static final Pattern NAMED_TEST = Pattern.compile("`([A-Z]\\w*(?:Test|Contract|E2eIT))\\.(\\w+)`");
    private static final Pattern METHOD = Pattern.compile("\\b(?:void|Stream<Dynamic(?:Node|Test)>) (\\w+)\\(");
    private static final Pattern LINK = Pattern.compile("\\]\\((?!\\w+:)([^)#]+)");
    private static final Pattern NAME_OF_COMMAND = Pattern.compile("@Command\\(\\s*name = \"([a-z]+)\"");

    /// In code, between backticks or in an indented line.
    private static final Pattern PRINTED_COMMAND =
            Pattern.compile("(?:`|^ {4})(?:\\./)?halab ([a-z]+)", Pattern.MULTILINE);

    @Test
    void every_package_has_its_line_in_the_map() throws IOException {
        String map = Files.readString(Path.of("docs", "ARCHITECTURE.md"));
        List<String> missing = new ArrayList<>();
        for (Path file : filesBelow(CODE, "package-info.java")) {
            String row = "| `%s` | %s |".formatted(packageOf(file), sentence(file));
            if (!map.contains(row)) {
                missing.add(row);
            }
        }

        assertThat(missing)
                .as("rows that docs/ARCHITECTURE.md lacks; the sentence is that of package-info.java")
                .isEmpty();
    }

    @Test
    void every_test_that_a_document_names_exists() throws IOException {
        Set<String> tests = new TreeSet<>();
        for (Path file : filesBelow(Path.of("src", "test", "java"), ".java")) {
            String type = file.getFileName().toString().replace(".java", "");
            METHOD.matcher(Files.readString(file)).results().forEach(m -> tests.add(type + "." + m.group(1)));
        }

        assertThat(found(NAMED_TEST, m -> tests.contains(m.group(1) + "." + m.group(2))))
                .as("tests that documents name and nobody wrote")
                .isEmpty();
    }

    @Test
    void every_command_that_a_document_prints_exists() throws IOException {
        Set<String> commands = new TreeSet<>();
        for (Path file : filesBelow(CODE.resolve("cli"), ".java")) {
            NAME_OF_COMMAND.matcher(Files.readString(file)).results().forEach(m -> commands.add(m.group(1)));
        }

        assertThat(commands).contains("up", "check");
        assertThat(found(PRINTED_COMMAND, m -> commands.contains(m.group(1))))
                .as("commands that documents print and halab does not have")
                .isEmpty();
    }

    @Test
    void every_link_within_the_repository_leads_somewhere() throws IOException {
        List<String> broken = new ArrayList<>();
        for (Path document : documents()) {
            LINK.matcher(Files.readString(document))
                    .results()
                    .map(m -> m.group(1))
                    .forEach(link -> {
                        if (!Files.exists(document.resolveSibling(link))) {
                            broken.add(document + ": " + link);
                        }
                    });
        }

        assertThat(broken).as("links that lead nowhere").isEmpty();
    }

    @Test
    void every_folder_of_observations_is_in_their_index() throws IOException {
        String index = Files.readString(Path.of("docs", "observed", "README.md"));
        try (Stream<Path> folders = Files.list(Path.of("src", "test", "resources", "observed"))) {
            assertThat(folders.map(each -> "[%s](".formatted(each.getFileName())))
                    .allMatch(index::contains);
        }
    }

    private static List<String> found(Pattern pattern, Predicate<MatchResult> known) throws IOException {
        List<String> unknown = new ArrayList<>();
        for (Path document : documents()) {
            pattern.matcher(Files.readString(document))
                    .results()
                    .filter(m -> !known.test(m))
                    .forEach(m -> unknown.add(document + ": " + m.group().strip()));
        }
        return unknown;
    }

    private static List<Path> documents() throws IOException {
        List<Path> documents = new ArrayList<>(filesBelow(Path.of("docs"), ".md"));
        Stream.of("README.md", "CONTRIBUTING.md", "CHANGELOG.md").map(Path::of).forEach(documents::add);
        return documents;
    }

    private static List<Path> filesBelow(Path folder, String ending) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(each -> each.toString().endsWith(ending)).sorted().toList();
        }
    }

    /// Without `dev.halab.`, as the map has it.
    private static String packageOf(Path packageInfo) {
        String name = CODE.relativize(packageInfo.getParent())
                .toString()
                .replace('\\', '/')
                .replace('/', '.');
        return name.isEmpty() ? "dev.halab" : name;
    }

    private static String sentence(Path packageInfo) throws IOException {
        return Files.readAllLines(packageInfo).stream()
                .filter(line -> line.startsWith("/// "))
                .map(line -> line.substring(4))
                .collect(Collectors.joining(" "));
    }
}
