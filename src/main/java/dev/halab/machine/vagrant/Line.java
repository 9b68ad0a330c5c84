package dev.halab.machine.vagrant;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A line of `vagrant --machine-readable`: time, target, type, data. The sets of types and of what data may say are
/// open.
///
/// @param target the machine it is about; empty if it is about none
/// @param type for instance `state`, `ui`, `error-exit`
/// @param data its fields, unescaped
record Line(String target, String type, List<String> data) {
    /// Time and type are never empty and the type is a word: what a plugin prints looks different.
    private static final Pattern SHAPE = Pattern.compile("\\uFEFF?\\d{9,12},([^,\\s]*),([a-z][a-z0-9_-]*)(?:,(.*))?");

    Line {
        data = List.copyOf(data);
    }

    /// The line that `text` is; empty if it is none, like raw output of a plugin or of `ssh-config`.
    static Optional<Line> parse(String text) {
        Matcher matcher = SHAPE.matcher(text.strip());
        if (!matcher.matches()) {
            return Optional.empty();
        }
        String rest = matcher.group(3);
        List<String> data = rest == null
                ? List.of()
                : Arrays.stream(rest.split(",", -1)).map(Line::unescaped).toList();
        return Optional.of(new Line(matcher.group(1), matcher.group(2), data));
    }

    /// Vagrant does not escape backslashes, so a `\n` that stood in the text becomes a line end too: no path may be
    /// read
    /// from data.
    private static String unescaped(String field) {
        return field.replace("%!(VAGRANT_COMMA)", ",").replace("\\n", "\n").replace("\\r", "\r");
    }

    /// The field at `index`; empty if there are fewer.
    String field(int index) {
        return index < data.size() ? data.get(index) : "";
    }

    /// Whether a person is meant to read it.
    boolean forPeople() {
        return type.equals("ui");
    }

    /// What a person reads, without the prefix that names the machine, line by line; empty if it is not for people.
    List<String> said() {
        if (!forPeople()) {
            return List.of();
        }
        String prefix = "^\\s*(?:==>)?\\s*" + (target.isEmpty() ? "" : "(?:" + Pattern.quote(target) + ":)?") + "\\s?";
        return field(1).lines()
                .map(line -> line.replaceAll("\\x1B\\[[0-9;]*[A-Za-z]", ""))
                .map(line -> line.replaceFirst(prefix, "").stripTrailing())
                .filter(line -> !line.isBlank())
                .toList();
    }
}
