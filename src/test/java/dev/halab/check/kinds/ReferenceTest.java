package dev.halab.check.kinds;

import static org.assertj.core.api.Assertions.assertThat;

import dev.halab.check.Cause;
import dev.halab.check.Claim;
import dev.halab.check.Field;
import dev.halab.check.Fields;
import dev.halab.check.Kind;
import dev.halab.check.Scope;
import dev.halab.check.Type;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class ReferenceTest {
    private static final Path PAGE = Path.of("docs/checks.md");

    /// `-Ddocs.update=true` writes the page anew.
    @Test
    void the_page_is_as_new() throws IOException {
        String page = Reference.markdown(Kinds.all());
        if (Boolean.getBoolean("docs.update")) {
            Files.createDirectories(PAGE.getParent());
            Files.writeString(PAGE, page);
        }

        assertThat(PAGE)
                .as("run: mvn test -Dtest=ReferenceTest -Ddocs.update=true")
                .hasContent(page);
    }

    @Test
    void kinds_and_the_causes_of_a_kind_have_names_of_their_own() {
        Set<String> names = new HashSet<>();

        for (Kind kind : Kinds.all()) {
            assertThat(names.add(kind.name())).as(kind.name()).isTrue();
            assertThat(kind.causes())
                    .as(kind.name())
                    .isNotEmpty()
                    .extracting(Cause::code)
                    .doesNotHaveDuplicates();
        }
    }

    @Test
    void every_type_of_field_is_described() {
        Type group = new Type.Group(List.of(Field.required("inner", new Type.Text(), "inside")));

        String page = Reference.markdown(List.of(new Every(List.of(
                Field.required("on", new Type.Nodes(), "where"),
                Field.optional("path", new Type.Path(), "a | b"),
                Field.optional("version", new Type.Version(), "v"),
                Field.optional("few", new Type.Whole(1, 5), "n"),
                Field.optional("many", new Type.Whole(1, Long.MAX_VALUE), "n"),
                Field.optional("flag", new Type.Flag(), "f"),
                Field.optional("length", new Type.Length(), "l"),
                Field.optional("word", new Type.Choice(List.of("a", "b")), "w"),
                Field.optional("servers", new Type.Servers(), "s"),
                Field.optional("end", new Type.Endpoint(), "e"),
                Field.optional("groups", new Type.Many(group), "g"),
                Field.optional("table", new Type.Table(new Type.Text()), "t"),
                Field.optional("group", group, "g")))));

        assertThat(page)
                .contains(
                        "## every\n\nClaims everything.\n\n```yaml\nevery: {on: cp}\n```\n",
                        "| `on` | nodes; needed | where |\n",
                        "| `path` | absolute path | a \\| b |\n",
                        "| `version` | version, in quotes | v |\n",
                        "| `few` | number, 1 to 5 | n |\n",
                        "| `many` | number from 1 | n |\n",
                        "| `flag` | `true` or `false` | f |\n",
                        "| `length` | time: `20s`, `2m`, `1h30m`, `7d` | l |\n",
                        "| `word` | `a`, `b` | w |\n",
                        "| `servers` | servers: `cp:6443` | s |\n",
                        "| `end` | `HOST:PORT` | e |\n",
                        "| `groups` | fields:, one or a list | g |\n| `groups.inner` | text; needed | inside |\n",
                        "| `table` | by name: text | t |\n",
                        "| `group` | fields: | g |\n| `group.inner` | text; needed | inside |\n",
                        "| `every.wrong` | It is wrong. |\n");
    }

    @Test
    void a_page_without_kinds_still_says_how_checks_are_written() {
        assertThat(Reference.markdown(List.of())).contains("{id: up, KIND: {…}, eventually");
    }

    private record Every(List<Field> fields) implements Kind {
        @Override
        public String name() {
            return "every";
        }

        @Override
        public String summary() {
            return "Claims everything.";
        }

        @Override
        public List<Cause> causes() {
            return List.of(new Cause("every.wrong", "It is wrong."));
        }

        @Override
        public String example() {
            return "every: {on: cp}";
        }

        @Override
        public Claim claim(Fields fields, Scope scope) {
            throw new UnsupportedOperationException("nobody claims this");
        }
    }
}
