package dev.halab.fact;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Cuts the values of names that stand for secrets in kubeconfigs and Secrets, in YAML and in JSON.
final class NamedValues {
    private static final String NAMES = "(?<![A-Za-z0-9_])(?:token|password|client-key-data|token-secret)";

    /// Not before what is reduced already, nor before nothing.
    private static final String SECRET =
            "(?!\\\\?[\"']?(?:[a-z0-9]{6}\\.sha256-|sha256-|cut(?=[\"'\\s\\\\]|$))|\\\\?[\"']\\\\?[\"'])";

    /// A quoted name; group 2 is its value, quoted likewise or bare.
    private static final Pattern QUOTED = Pattern.compile("(\\\\?[\"']NAME\\\\?[\"'][ \\t]*:\\s*)SECRET(STRING|BARE)"
            .replace("NAME", NAMES)
            .replace("SECRET", SECRET)
            .replace(
                    "STRING",
                    "\"[^\"\\\\]*+(?:\\\\.[^\"\\\\]*+){0,99}\"|\\\\\"[^\"\\\\]*+(?:\\\\[^\"][^\"\\\\]*+){0,99}\\\\\"|'[^']*+'")
            .replace("BARE", "(?!null\\b|true\\b|false\\b|[0-9.]++\\s*+[,}])[^\\s\"',{}\\[\\]\\\\|>]++"));

    /// A bare name of YAML, up to its value.
    private static final Pattern BARE = Pattern.compile("(?<!--)" + NAMES + "[ \\t]*:(?=\\s|\\\\n|$)[ \\t]*");

    private static final Pattern TO_CUT = Pattern.compile(SECRET + "\\S");

    private static final Pattern FOLLOWED_BY_MORE = Pattern.compile("(?:[|>][-+0-9]*|\"[^\"]*|'[^']*|)[ \\t\\r]*");

    private NamedValues() {}

    static boolean isJson(String text) {
        String start = text.stripLeading();
        return start.startsWith("{") || start.startsWith("[");
    }

    static String cut(String text) {
        String quoted = QUOTED.matcher(text).replaceAll(m -> Matcher.quoteReplacement(m.group(1) + like(m.group(2))));
        return cutBare(quoted, isJson(text));
    }

    private static String like(String value) {
        String quote =
                value.startsWith("\\\"") ? "\\\"" : value.startsWith("\"") ? "\"" : value.startsWith("'") ? "'" : "";
        return quote + "cut" + quote;
    }

    private static String cutBare(String text, boolean json) {
        Matcher name = BARE.matcher(text);
        StringBuilder kept = new StringBuilder();
        int from = 0;
        while (from <= text.length() && name.find(from)) {
            kept.append(text, from, name.end());
            int end = endOfLine(text, name.end(), json);
            String value = text.substring(name.end(), end);
            boolean more = FOLLOWED_BY_MORE.matcher(value).matches();
            if (!more && !TO_CUT.matcher(value).lookingAt()) {
                kept.append(value);
            } else if (!value.isBlank()) {
                kept.append("cut");
            }
            from = more ? cutDeeper(text, end, indent(text, name.start()), json, kept) : end;
        }
        return kept.append(text, Math.min(from, text.length()), text.length()).toString();
    }

    /// Cuts the lines that are indented deeper than the name, and returns where they end.
    private static int cutDeeper(String text, int end, int indent, boolean json, StringBuilder kept) {
        int here = end;
        while (here < text.length() && text.charAt(here) != '"') {
            int start = here + (text.charAt(here) == '\\' ? 2 : 1);
            int next = endOfLine(text, Math.min(start, text.length()), json);
            String line = text.substring(Math.min(start, text.length()), next);
            if (!line.isBlank() && line.length() - line.stripLeading().length() <= indent) {
                return here;
            }
            kept.append(text, here, Math.min(start, text.length()));
            kept.append(line.isBlank() ? line : " ".repeat(indent + 2) + "cut");
            here = next;
        }
        return here;
    }

    /// A line ends at its end, inside JSON at a `\n` or at the end of the string too.
    private static int endOfLine(String text, int from, boolean json) {
        int i = from;
        while (i < text.length()) {
            char c = text.charAt(i);
            boolean escape = c == '\\' && i + 1 < text.length();
            if (c == '\n' || (escape && text.charAt(i + 1) == 'n') || (json && c == '"')) {
                return i;
            }
            i += escape && json ? 2 : 1;
        }
        return text.length();
    }

    private static int indent(String text, int at) {
        int start = at;
        while (start > 0 && text.charAt(start - 1) != '\n' && !text.startsWith("\\n", start - 2)) {
            start--;
        }
        int first = start;
        while (first < at && text.charAt(first) == ' ') {
            first++;
        }
        return first - start;
    }
}
