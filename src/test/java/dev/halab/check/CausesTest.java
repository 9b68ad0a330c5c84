package dev.halab.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.halab.check.kinds.Kinds;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What every kind promises about its causes and its reference page.
final class CausesTest {
    static List<Kind> kinds() {
        return Kinds.all();
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void a_kind_says_what_it_is(Kind kind) {
        assertThat(kind.name()).isNotBlank();
        assertThat(kind.summary()).endsWith(".");
        assertThat(kind.fields()).isNotEmpty();
        assertThat(kind.example()).startsWith(kind.name() + ": {");
        assertThat(kind.causes())
                .extracting(Cause::code)
                .doesNotHaveDuplicates()
                .allMatch(c -> c.contains("."));
        assertThat(kind.causes()).extracting(Cause::meaning).allMatch(m -> m.endsWith("."));
    }

    @Test
    void kinds_have_names_of_their_own() {
        assertThat(kinds()).extracting(Kind::name).doesNotHaveDuplicates();
    }

    @Test
    void every_declared_cause_is_expected_by_a_test() throws IOException {
        Set<String> tested = codes("src/test/java/dev/halab/check");
        try (Stream<Path> cases = Files.walk(Path.of("src/test/resources/observed"))) {
            cases.map(path -> path.getFileName().toString())
                    .filter(name -> name.startsWith("fails-"))
                    .forEach(name -> tested.add(name.substring("fails-".length())));
        }

        // those of the other packages are asserted beside their tests
        Set<String> declared = kinds().stream()
                .filter(kind -> kind.getClass().getPackageName().matches(".*\\.(node|balancer|vip|kubeadm)"))
                .map(Kind::causes)
                .flatMap(Collection::stream)
                .map(Cause::code)
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(declared)
                .allMatch(code -> tested.stream().anyMatch(t -> t.equals(code) || t.startsWith(code + "-")));
    }

    private static Set<String> codes(String folder) throws IOException {
        Set<String> codes = new TreeSet<>();
        try (Stream<Path> sources = Files.walk(Path.of(folder))) {
            for (Path source :
                    sources.filter(p -> p.toString().endsWith(".java")).toList()) {
                Pattern.compile("[a-z]{2,12}\\.[a-z0-9]+(?:-[a-z0-9]+)*")
                        .matcher(Files.readString(source))
                        .results()
                        .map(MatchResult::group)
                        .forEach(codes::add);
            }
        }
        return codes;
    }
}
