package dev.halab.lab;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// `${NAME}` in the texts of a course: prose, answers and fields of checks.
///
/// What is inserted is never looked through again, so a value cannot smuggle in another variable.
public final class Variables {
    private static final Pattern USE = Pattern.compile("\\$\\{([A-Za-z_][A-Za-z0-9_.-]*)\\}");

    private Variables() {}

    /// One use of a variable in a text.
    ///
    /// @param name its name
    /// @param at index of the `$`
    public record Use(String name, int at) {}

    /// Inserts the values of `known`. Every other `${…}` stays as it is: in a script it belongs to the shell.
    public static String insert(String text, Map<String, String> known) {
        Matcher matcher = USE.matcher(text);
        return matcher.replaceAll(m -> Matcher.quoteReplacement(known.getOrDefault(m.group(1), m.group())));
    }

    /// Every use of a variable in `text`, known or not, in order.
    public static List<Use> uses(String text) {
        List<Use> uses = new ArrayList<>();
        Matcher matcher = USE.matcher(text);
        while (matcher.find()) {
            uses.add(new Use(matcher.group(1), matcher.start()));
        }
        return uses;
    }
}
