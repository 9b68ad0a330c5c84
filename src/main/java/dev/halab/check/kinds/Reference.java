package dev.halab.check.kinds;

import dev.halab.check.Cause;
import dev.halab.check.Field;
import dev.halab.check.Kind;
import dev.halab.check.Type;
import dev.halab.check.version.Bounds;
import dev.halab.check.version.Product;
import java.util.ArrayList;
import java.util.List;

/// The reference page of the kinds of checks.
public final class Reference {
    private static final String HEAD = """
            # Checks

            This page is made from the kinds themselves; `mvn test -Dtest=ReferenceTest -Ddocs.update=true` makes it again.

            A check is one claim about the lab: an `id`, exactly one kind, and what every check may have.

            ```yaml
            - {id: up, %s, eventually: {within: 2m, stable: 5s}, needs: [run], points: 2}
            ```

            | key | holds | |
            |---|---|---|
            | `id` | a-z, 0-9 and hyphens | unique in its task; reports say `LAB/TASK/ID` |
            | `title` | text | for the screen; made from the fields if left out |
            | `points` | 0 to 100 | 1 if left out; advice earns none |
            | `severity` | `must` or `should` | `should` is advice: it never changes verdict, points or exit status |
            | `needs` | list of ids | checks of the same task that must pass before this one is judged |
            | `eventually` | `{within: 20s, stable: 2s}` | may take until `within`, counted from the start of the command, and then hold for `stable` |
            | `consistently` | `{for: 10s}` | must hold all that time |
            | `since` | `task` | compares with what was read when the task was opened |
            | `unproved` | a reason | for authors: why no mutant can fail this check first |

            `on:` and its like take a role (`lb`, `cp`, `w`, `etcd`), a node (`cp-1`), `all`, or a list of these; the claim
            must hold on every one of them. `${NAME}` inserts a variable of the lab or a predefined one.

            A check is judged only of versions that halab knows. Of another one it is *unknown*, with the reason `not-known`
            (`unreadable` if the program tells no version), and says which version it saw, where, and what to do. A version that
            nobody told, as in recordings that are older than the question, changes no verdict. Kinds that name no version
            judge what does not depend on one. What *recorded* versions print was recorded; of all others halab knows it from
            documents only.

            """;

    private Reference() {}

    /// The page as Markdown.
    public static String markdown(List<Kind> kinds) {
        StringBuilder page = new StringBuilder(
                HEAD.formatted(kinds.isEmpty() ? "KIND: {…}" : kinds.getFirst().example()));
        page.append(versions());
        kinds.forEach(kind -> page.append(section(kind)));
        return page.toString();
    }

    private static String versions() {
        StringBuilder table = new StringBuilder("| program | known | recorded | by |\n|---|---|---|---|\n");
        for (Product product : Product.values()) {
            table.append("| %s | %s | %s | %s |\n"
                    .formatted(
                            product.title(),
                            product.known(),
                            String.join(", ", product.recorded()),
                            cell(product.source())));
        }
        return table.toString();
    }

    private static String section(Kind kind) {
        StringBuilder section = new StringBuilder("\n## %s\n\n%s\n\n".formatted(kind.name(), kind.summary()));
        section.append("```yaml\n%s\n```\n\n".formatted(kind.example()));
        section.append("| field | holds | |\n|---|---|---|\n");
        rows("", kind.fields()).forEach(section::append);
        section.append("\n| cause | |\n|---|---|\n");
        for (Cause cause : kind.causes()) {
            section.append("| `%s` | %s |\n".formatted(cause.code(), cell(cause.meaning())));
        }
        Bounds.sentence(kind.name()).ifPresent(sentence -> section.append("\n%s\n".formatted(sentence)));
        return section.toString();
    }

    private static List<String> rows(String path, List<Field> fields) {
        List<String> rows = new ArrayList<>();
        for (Field field : fields) {
            String name = path + field.name();
            String needed = field.required() ? "; needed" : "";
            rows.add("| `%s` | %s%s | %s |\n".formatted(name, holds(field.type()), needed, cell(field.doc())));
            rows.addAll(rows(name + ".", within(field.type())));
        }
        return rows;
    }

    private static List<Field> within(Type type) {
        return switch (type) {
            case Type.Group(List<Field> fields) -> fields;
            case Type.Many(Type element) -> within(element);
            case Type.Table(Type element) -> within(element);
            case Type.Text ignored -> List.of();
            case Type.Path ignored -> List.of();
            case Type.Version ignored -> List.of();
            case Type.Whole ignored -> List.of();
            case Type.Flag ignored -> List.of();
            case Type.Length ignored -> List.of();
            case Type.Choice ignored -> List.of();
            case Type.Nodes ignored -> List.of();
            case Type.Servers ignored -> List.of();
            case Type.Endpoint ignored -> List.of();
        };
    }

    private static String holds(Type type) {
        return switch (type) {
            case Type.Text ignored -> "text";
            case Type.Path ignored -> "absolute path";
            case Type.Version ignored -> "version, in quotes";
            case Type.Whole(long least, long most) ->
                most > Integer.MAX_VALUE
                        ? "number from %d".formatted(least)
                        : "number, %d to %d".formatted(least, most);
            case Type.Flag ignored -> "`true` or `false`";
            case Type.Length ignored -> "time: `20s`, `2m`, `1h30m`, `7d`";
            case Type.Choice(List<String> words) -> "`" + String.join("`, `", words) + "`";
            case Type.Nodes ignored -> "nodes";
            case Type.Servers ignored -> "servers: `cp:6443`";
            case Type.Endpoint ignored -> "`HOST:PORT`";
            case Type.Many(Type element) -> holds(element) + ", one or a list";
            case Type.Table(Type element) -> "by name: " + holds(element);
            case Type.Group ignored -> "fields:";
        };
    }

    private static String cell(String text) {
        return text.replace("|", "\\|").replace("\n", " ");
    }
}
