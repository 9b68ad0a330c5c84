package dev.halab.check.vip;

import dev.halab.check.PathPattern;
import dev.halab.fact.Fact;
import dev.halab.fact.Reading;
import dev.halab.fact.Unobserved;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Reads keepalived's configuration as keepalived does: includes, `@name` conditions and `$NAME` parameters of one
/// line.
final class KeepalivedConfig {
    private static final Pattern INCLUDE = Pattern.compile("\\s*include[amrwb]?\\s+\"?([^\\s\"#!]+).*");
    private static final Pattern DEFINITION = Pattern.compile("\\s*\\$([A-Za-z_]\\w*)\\s*=\\s*(.*)");
    private static final Pattern USE = Pattern.compile("\\$\\{([A-Za-z_]\\w*)}|\\$([A-Za-z_]\\w*)");
    private static final int DEEPEST = 10;

    private final Fact fact;
    private final Map<String, List<String>> files;
    private final String id;
    private final Map<String, String> parameters = new HashMap<>();
    private final Set<String> open = new HashSet<>();
    private final KeepalivedBlock root;
    private final Deque<KeepalivedBlock> blocks = new ArrayDeque<>();
    private KeepalivedBlock last;

    private KeepalivedConfig(Fact fact, Map<String, List<String>> files, String id) {
        this.fact = fact;
        this.files = files;
        this.id = id;
        String main = files.keySet().iterator().next();
        this.root = new KeepalivedBlock(List.of(), main, List.of());
        this.last = root;
        blocks.push(root);
        file(main);
    }

    /// A statement without words whose block is the whole configuration.
    ///
    /// @param id what `@name` conditions compare with: the name of the node
    /// @throws Unobserved if what it means cannot be told from the files
    static KeepalivedBlock of(Fact fact, KeepalivedFiles files, String id) {
        return new KeepalivedConfig(fact, files.files(), id).root;
    }

    private void file(String path) {
        if (open.size() > DEEPEST || !open.add(path)) {
            throw unclear("%s includes itself".formatted(path));
        }
        List<String> lines = files.getOrDefault(path, List.of());
        for (int i = 0; i < lines.size(); i++) {
            line(lines.get(i), path, i + 1);
        }
        open.remove(path);
    }

    private Unobserved unclear(String why) {
        return new Unobserved(fact, Reading.Reason.UNREADABLE, why);
    }

    private void line(String line, String path, int number) {
        String place = path + ":" + number;
        Matcher include = INCLUDE.matcher(line);
        if (include.matches()) {
            include(include.group(1), path);
            return;
        }
        Matcher definition = DEFINITION.matcher(line);
        if (definition.matches()) {
            if (definition.group(2).stripTrailing().endsWith("\\")) {
                throw unclear(place + ": a parameter of several lines");
            }
            parameters.put(definition.group(1), substituted(definition.group(2).strip()));
            return;
        }
        List<KeepalivedLine.Word> words = KeepalivedLine.of(substituted(line)).words();
        if (!words.isEmpty() && words.getFirst().text().matches("~(?:SEQ|LST).*")) {
            throw unclear(place + ": lines that keepalived makes itself");
        }
        if (!words.isEmpty()
                && !words.getFirst().sign()
                && words.getFirst().text().startsWith("@")) {
            String condition = words.getFirst().text().substring(1);
            boolean applies =
                    condition.startsWith("^") ? !condition.substring(1).equals(id) : condition.equals(id);
            words = applies ? words.subList(1, words.size()) : List.of();
        }
        statements(words, place);
    }

    private String substituted(String line) {
        return USE.matcher(line).replaceAll(use -> {
            String name = use.group(1) == null ? use.group(2) : use.group(1);
            return Matcher.quoteReplacement(parameters.getOrDefault(name, use.group()));
        });
    }

    private void include(String pattern, String from) {
        String folder = pattern.startsWith("/") ? "" : from.substring(0, from.lastIndexOf('/') + 1);
        String whole = PathPattern.normal(folder + pattern);
        files.keySet().stream()
                .filter(path -> PathPattern.fits(whole, path))
                .sorted()
                .forEach(this::file);
    }

    private void statements(List<KeepalivedLine.Word> words, String place) {
        int at = 0;
        while (at < words.size()) {
            int end = at;
            while (end < words.size() && !words.get(end).sign()) {
                end++;
            }
            if (end > at) {
                List<String> texts = words.subList(at, end).stream()
                        .map(KeepalivedLine.Word::text)
                        .toList();
                last = new KeepalivedBlock(texts, place, List.of());
                blocks.element().block().add(last);
            }
            if (end < words.size()) {
                brace(words.get(end));
            }
            at = end + 1;
        }
    }

    private void brace(KeepalivedLine.Word brace) {
        if (brace.is('{')) {
            blocks.push(last);
        } else if (blocks.size() > 1) {
            blocks.pop();
        }
    }
}
