package dev.halab.lab;

import dev.halab.problem.Problem;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/// The words after the language of a fence: `node=cp-1 expect=1 capture=TOKEN/([a-z0-9.]+)/`.
///
/// @param words value by key, captures apart
/// @param captures regular expression by name, in order
/// @param problems rules that the words break
record FenceWords(Map<String, String> words, Map<String, String> captures, List<Problem> problems) {
    private static final Pattern CAPTURE = Pattern.compile("capture=([A-Za-z_][A-Za-z0-9_]*)/(.+?)/(?=\\s|$)");
    private static final Pattern WORD = Pattern.compile("([a-z]+)=(\\S+)");
    private static final Pattern SOMETHING = Pattern.compile("\\S+");

    static FenceWords read(String text) {
        FenceWords read = new FenceWords(new LinkedHashMap<>(), new LinkedHashMap<>(), new ArrayList<>());
        int at = 0;
        while (at < text.length()) {
            at = Character.isWhitespace(text.charAt(at)) ? at + 1 : read.next(text, at);
        }
        return read;
    }

    /// The node that is named, or an empty text.
    String node() {
        return words.getOrDefault("node", "");
    }

    private int next(String text, int at) {
        Matcher capture = CAPTURE.matcher(text).region(at, text.length());
        if (capture.lookingAt()) {
            capture(capture.group(1), capture.group(2));
            return capture.end();
        }
        Matcher word = WORD.matcher(text).region(at, text.length());
        if (word.lookingAt() && !word.group(1).equals("capture")) {
            if (words.putIfAbsent(word.group(1), word.group(2)) != null) {
                refuse(word.group(), "'%s=' stands twice".formatted(word.group(1)));
            }
            return word.end();
        }
        Matcher something = SOMETHING.matcher(text).region(at, text.length());
        int end = something.lookingAt() ? something.end() : text.length();
        refuse(text.substring(at, end), "it is neither KEY=VALUE nor capture=NAME/REGEX/");
        return end;
    }

    private void capture(String name, String regex) {
        try {
            Pattern.compile(regex);
        } catch (PatternSyntaxException e) {
            refuse(regex, "it is no regular expression: " + e.getDescription());
            return;
        }
        if (captures.putIfAbsent(name, regex) != null) {
            refuse("capture=" + name, "this block captures '%s' twice".formatted(name));
        }
    }

    private void refuse(String word, String why) {
        problems.add(new Problem(
                "'%s' in a fence cannot be read".formatted(word), why, "write for instance: bash node=cp-1 expect=1"));
    }
}
