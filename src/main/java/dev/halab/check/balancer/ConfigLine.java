package dev.halab.check.balancer;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A line of a HAProxy configuration that says something, split into words as HAProxy splits it: blanks part words,
/// quotes and backslashes keep them together, `#` outside quotes begins a comment.
///
/// @param number its number in the file, from 1
record ConfigLine(int number, List<String> words) {
    private static final Pattern VARIABLE = Pattern.compile("\\$(?:\\{([A-Za-z0-9_]+)(?:-([^}]*))?}|([A-Za-z0-9_]+))");

    ConfigLine {
        words = List.copyOf(words);
    }

    /// Every line that says something. Variables in double quotes stand for what `setenv` and `presetenv` gave
    /// them,
    /// and for themselves if nothing did.
    static List<ConfigLine> all(String text) {
        List<ConfigLine> lines = new ArrayList<>();
        Map<String, String> variables = new HashMap<>();
        List<String> raw = text.lines().toList();
        for (int i = 0; i < raw.size(); i++) {
            List<String> words = new Splitter(raw.get(i), variables).words();
            if (!words.isEmpty()) {
                ConfigLine line = new ConfigLine(i + 1, words);
                if (words.size() > 2 && (line.is("setenv") || line.is("presetenv"))) {
                    variables.put(words.get(1), words.get(2));
                }
                lines.add(line);
            }
        }
        return lines;
    }

    /// Whether the line begins with these words.
    boolean is(String... first) {
        return words.size() >= first.length && words.subList(0, first.length).equals(List.of(first));
    }

    /// The word at `index`, empty text if the line is shorter.
    String word(int index) {
        return index < words.size() ? words.get(index) : "";
    }

    /// The words from `index` on.
    List<String> from(int index) {
        return index < words.size() ? words.subList(index, words.size()) : List.of();
    }

    /// The line as its words, parted by blanks.
    String text() {
        return String.join(" ", words);
    }

    /// Splits one line.
    private static final class Splitter {
        private final String line;
        private final Map<String, String> variables;
        private final List<String> words = new ArrayList<>();
        private final StringBuilder word = new StringBuilder();
        private boolean inWord;
        private char quote;

        Splitter(String line, Map<String, String> variables) {
            this.line = line;
            this.variables = variables;
        }

        List<String> words() {
            int at = 0;
            while (at < line.length() && !(line.charAt(at) == '#' && quote == 0)) {
                at = step(at);
            }
            finish();
            return words;
        }

        private int step(int at) {
            char c = line.charAt(at);
            if (quote == 0 && Character.isWhitespace(c)) {
                finish();
            } else if (c == '\\' && quote != '\'' && at + 1 < line.length()) {
                put(escaped(line.charAt(at + 1)));
                return at + 2;
            } else if ((c == '"' || c == '\'') && (quote == 0 || quote == c)) {
                quote = quote == 0 ? c : 0;
                inWord = true;
            } else if (c == '$' && quote == '"') {
                return variable(at);
            } else {
                put(c);
            }
            return at + 1;
        }

        private int variable(int at) {
            Matcher matcher = VARIABLE.matcher(line).region(at, line.length());
            if (!matcher.lookingAt()) {
                put('$');
                return at + 1;
            }
            String name = matcher.group(1) == null ? matcher.group(3) : matcher.group(1);
            String otherwise = matcher.group(2) == null ? matcher.group() : matcher.group(2);
            variables.getOrDefault(name, otherwise).chars().forEach(c -> put((char) c));
            return matcher.end();
        }

        private static char escaped(char c) {
            return switch (c) {
                case 'n' -> '\n';
                case 'r' -> '\r';
                case 't' -> '\t';
                default -> c;
            };
        }

        private void put(char c) {
            word.append(c);
            inWord = true;
        }

        private void finish() {
            if (inWord) {
                words.add(word.toString());
                word.setLength(0);
                inWord = false;
            }
        }
    }
}
