package dev.halab.lab;

import dev.halab.problem.DidYouMean;
import dev.halab.problem.Problem;
import dev.halab.yaml.MalformedYaml;
import dev.halab.yaml.Yaml;
import dev.halab.yaml.YamlNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Reads an answer: Markdown whose fences `bash node=…`, `file node=… path=…` and `answer check=…` are replayed, and
/// whose other fences are prose.
public final class AnswerText {
    private static final List<String> FRONT_KEYS = List.of("title", "cause", "check", "live");
    private static final String UNDO = "## Undo";
    private static final Pattern FENCE = Pattern.compile("( {0,3})(`{3,}|~{3,})(.*)");

    private final String path;
    private final Collection<String> nodes;
    private final List<String> lines;
    private final List<CourseProblem> problems = new ArrayList<>();
    private final List<Answer.Block> blocks = new ArrayList<>();
    private final List<Answer.Block> undo = new ArrayList<>();
    private final Map<String, String> front = new LinkedHashMap<>();

    private AnswerText(String path, String text, Collection<String> nodes) {
        this.path = path;
        this.nodes = nodes;
        this.lines = text.lines().toList();
    }

    /// An answer and the rules that its text breaks.
    ///
    /// @param answer holds the blocks that could be read
    public record Parsed(Answer answer, List<CourseProblem> problems) {
        public Parsed {
            problems = List.copyOf(problems);
        }
    }

    /// Reads `text`.
    ///
    /// @param path the file it comes from, relative to the course
    /// @param nodes names of the nodes that blocks may run on
    public static Parsed read(String path, String text, Collection<String> nodes) {
        return new AnswerText(path, text, nodes).read();
    }

    private Parsed read() {
        int body = frontMatter();
        int at = body;
        boolean undoing = false;
        while (at < lines.size()) {
            undoing |= lines.get(at).strip().equals(UNDO);
            Matcher fence = FENCE.matcher(lines.get(at));
            at = fence.matches() && !fence.group(3).contains("`") ? fenced(at, fence, undoing ? undo : blocks) : at + 1;
        }
        String prose = String.join("\n", lines.subList(body, lines.size()));
        return new Parsed(new Answer(path, front, prose.isEmpty() ? "" : prose + "\n", blocks, undo), problems);
    }

    private int frontMatter() {
        if (lines.isEmpty() || !lines.getFirst().equals("---")) {
            return 0;
        }
        int end = lines.subList(1, lines.size()).indexOf("---") + 1;
        if (end == 0) {
            complain(1, 1, "the front matter is not closed", "no second line '---' follows", "close it with '---'");
            return lines.size();
        }
        // an empty line in place of the first '---' keeps the line numbers of the file
        String yaml = "\n" + String.join("\n", lines.subList(1, end)) + "\n";
        try {
            Yaml.documents(yaml).forEach(this::frontKeys);
        } catch (MalformedYaml e) {
            complain(
                    e.at().line(),
                    e.at().column(),
                    "the front matter cannot be read",
                    e.why(),
                    "write 'key: value' lines");
        }
        return end + 1;
    }

    private void frontKeys(YamlNode document) {
        if (!(document instanceof YamlNode.Mapping mapping)) {
            complain(2, 1, "the front matter cannot be read", "it is " + document.shape(), "write 'key: value' lines");
            return;
        }
        for (YamlNode.Entry entry : mapping.entries()) {
            String key = entry.key().text();
            YamlNode.Position at = entry.key().at();
            if (!FRONT_KEYS.contains(key)) {
                complain(
                        at.line(),
                        at.column(),
                        "unknown key '%s' in the front matter".formatted(key),
                        "an answer has no such key" + DidYouMean.suffix(key, FRONT_KEYS),
                        "use one of: " + String.join(", ", FRONT_KEYS));
            } else if (entry.value() instanceof YamlNode.Scalar(String value, boolean quoted, var ignored)
                    && !value.isBlank()) {
                front.put(key, value);
            } else {
                complain(at.line(), at.column(), "'%s' holds no text".formatted(key), "a text is needed", "write one");
            }
        }
    }

    /// Reads the fenced block that opens in line `at` (from 0) and returns the index of the line after it.
    private int fenced(int at, Matcher open, List<Answer.Block> into) {
        int end = closing(at + 1, open.group(2));
        if (end == lines.size()) {
            complain(at + 1, 1, "a fence is not closed", "no '%s' follows".formatted(open.group(2)), "close it");
            return end;
        }
        List<String> content = lines.subList(at + 1, end).stream()
                .map(line -> unindented(line, open.group(1).length()))
                .toList();
        block(at + 1, open.group(3).strip(), content).ifPresent(into::add);
        return end + 1;
    }

    private int closing(int from, String fence) {
        Pattern close = Pattern.compile(" {0,3}\\Q%s\\E%s*\\s*".formatted(fence, fence.substring(0, 1)));
        int at = from;
        while (at < lines.size() && !close.matcher(lines.get(at)).matches()) {
            at++;
        }
        return at;
    }

    private static String unindented(String line, int by) {
        int at = 0;
        while (at < by && at < line.length() && line.charAt(at) == ' ') {
            at++;
        }
        return line.substring(at);
    }

    private Optional<Answer.Block> block(int line, String fence, List<String> content) {
        String[] words = fence.split("\\s+", 2);
        if (!List.of("bash", "file", "answer").contains(words[0]) || words.length == 1) {
            return Optional.empty();
        }
        String body = content.isEmpty() ? "" : String.join("\n", content) + "\n";
        FenceWords given = FenceWords.read(words[1]);
        given.problems().forEach(p -> problems.add(new CourseProblem(path, line, 1, p)));
        if (!given.problems().isEmpty()) {
            return Optional.empty();
        }
        return switch (words[0]) {
            case "bash" -> run(line, given, body);
            case "file" -> write(line, given, body);
            default -> reply(line, given, body);
        };
    }

    private Optional<Answer.Block> run(int line, FenceWords given, String script) {
        boolean fits = only(line, "bash", given, List.of("node", "expect"));
        String expect = given.words().getOrDefault("expect", "0");
        if (!expect.matches("[0-9]{1,3}") || Integer.parseInt(expect) > 255) {
            complain(line, 1, "'expect=%s' is no exit status".formatted(expect), "it is 0 to 255", "write expect=1");
            return Optional.empty();
        }
        if (script.isBlank()) {
            complain(line, 1, "a bash block is empty", "it holds no command", "write one, or drop the block");
            return Optional.empty();
        }
        return fits
                ? Optional.of(
                        new Answer.Block.Run(given.node(), line, script, given.captures(), Integer.parseInt(expect)))
                : Optional.empty();
    }

    private Optional<Answer.Block> write(int line, FenceWords given, String content) {
        boolean fits = only(line, "file", given, List.of("node", "path", "mode"));
        String target = given.words().getOrDefault("path", "");
        if (!target.startsWith("/") || Arrays.asList(target.split("/")).contains("..") || target.endsWith("/")) {
            complain(
                    line,
                    1,
                    "a file block names no file",
                    "'path=%s' is no absolute path of a file".formatted(target),
                    "write path=/etc/…");
            return Optional.empty();
        }
        String mode = given.words().getOrDefault("mode", "0644");
        if (!mode.matches("0[0-7]{3}")) {
            complain(line, 1, "'mode=%s' is no mode".formatted(mode), "it is four octal digits", "write mode=0644");
            return Optional.empty();
        }
        return fits ? Optional.of(new Answer.Block.Write(given.node(), line, target, mode, content)) : Optional.empty();
    }

    private Optional<Answer.Block> reply(int line, FenceWords given, String value) {
        String check = given.words().getOrDefault("check", "");
        if (given.words().size() != 1 || !given.captures().isEmpty() || check.isEmpty() || value.isBlank()) {
            complain(
                    line,
                    1,
                    "an answer block answers nothing",
                    "it needs 'check=NAME', nothing else, and a line below it",
                    "write check=NAME and the value on the next line");
            return Optional.empty();
        }
        return Optional.of(new Answer.Block.Reply(line, check, value.strip()));
    }

    private boolean only(int line, String kind, FenceWords given, List<String> known) {
        boolean fits = true;
        for (String key : given.words().keySet()) {
            if (!known.contains(key)) {
                String why = "a %s block has no '%s='%s".formatted(kind, key, DidYouMean.suffix(key, known));
                complain(line, 1, "unknown word '%s=' in a fence".formatted(key), why, "drop or rename it");
                fits = false;
            }
        }
        if (kind.equals("file") && !given.captures().isEmpty()) {
            complain(line, 1, "a file block captures nothing", "it has no output", "capture in a bash block");
            fits = false;
        }
        if (!nodes.contains(given.node())) {
            String why = given.node().isEmpty()
                    ? "'node=' is missing"
                    : "there is no node '%s'%s".formatted(given.node(), DidYouMean.suffix(given.node(), nodes));
            complain(
                    line, 1, "a %s block runs nowhere".formatted(kind), why, "use one of: " + String.join(", ", nodes));
            fits = false;
        }
        return fits;
    }

    private void complain(int line, int column, String what, String why, String next) {
        problems.add(new CourseProblem(path, line, column, new Problem(what, why, next)));
    }
}
