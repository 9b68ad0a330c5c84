package dev.halab.check.kubeadm;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The simple commands of a text that a shell may run: continued lines are joined, comments dropped, quotes and
/// backslashes understood, and variables that the text itself sets put in. Nothing else of a shell is understood, and
/// nothing is ever run.
final class ShellText {
    private static final Pattern ASSIGNMENT = Pattern.compile("(?:export\\s+)?([A-Za-z_]\\w*)=(\\S*)");
    private static final Pattern VARIABLE = Pattern.compile("\\$(?:\\{([A-Za-z_]\\w*)}|([A-Za-z_]\\w*))");

    private final List<Command> commands = new ArrayList<>();
    private final Map<String, String> variables = new HashMap<>();

    private ShellText() {}

    /// One simple command.
    ///
    /// @param line where it begins, from 1
    record Command(int line, List<String> words) {
        Command {
            words = List.copyOf(words);
        }
    }

    static List<Command> commands(String text) {
        ShellText shell = new ShellText();
        List<String> lines = text.lines().toList();
        for (int i = 0; i < lines.size(); i++) {
            int first = i;
            StringBuilder logical = new StringBuilder(lines.get(i));
            while (continues(logical) && i + 1 < lines.size()) {
                logical.setLength(logical.length() - 1);
                logical.append(lines.get(++i));
            }
            shell.line(first + 1, logical.toString());
        }
        return List.copyOf(shell.commands);
    }

    private static boolean continues(CharSequence line) {
        int backslashes = 0;
        while (backslashes < line.length() && line.charAt(line.length() - 1 - backslashes) == '\\') {
            backslashes++;
        }
        return backslashes % 2 == 1 && !line.toString().strip().startsWith("#");
    }

    private void line(int number, String line) {
        for (List<String> words : words(line)) {
            List<String> expanded = words.stream().map(this::expand).toList();
            Matcher assignment = ASSIGNMENT.matcher(String.join(" ", expanded));
            if (assignment.matches()) {
                variables.put(assignment.group(1), assignment.group(2));
            } else if (!expanded.isEmpty()) {
                commands.add(new Command(number, expanded));
            }
        }
    }

    private String expand(String word) {
        return VARIABLE.matcher(word).replaceAll(m -> {
            String name = m.group(1) == null ? m.group(2) : m.group(1);
            return Matcher.quoteReplacement(
                    Optional.ofNullable(variables.get(name)).orElse(m.group()));
        });
    }

    /// The words of one line, parted into commands at `;`, `&` and `|`.
    private static List<List<String>> words(String line) {
        List<List<String>> commands = new ArrayList<>(List.of(new ArrayList<>()));
        StringBuilder word = new StringBuilder();
        boolean inWord = false;
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            int close = c == '\'' || c == '"' ? line.indexOf(c, i + 1) : -1;
            if (close > 0) {
                word.append(line, i + 1, close);
                inWord = true;
                i = close;
            } else if (c == '\\' && i + 1 < line.length()) {
                word.append(line.charAt(++i));
                inWord = true;
            } else if (Character.isWhitespace(c) || ";&|".indexOf(c) >= 0 || (c == '#' && !inWord)) {
                end(commands, word, inWord);
                inWord = false;
                if (c == '#') {
                    return commands;
                }
                if (!Character.isWhitespace(c)) {
                    commands.add(new ArrayList<>());
                }
            } else {
                word.append(c);
                inWord = true;
            }
        }
        end(commands, word, inWord);
        return commands;
    }

    private static void end(List<List<String>> commands, StringBuilder word, boolean inWord) {
        if (inWord) {
            commands.getLast().add(word.toString());
        }
        word.setLength(0);
    }
}
