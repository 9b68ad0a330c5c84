package dev.halab.check;

import java.util.ArrayDeque;
import java.util.Deque;

/// Patterns of file names as glob(3) reads them.
public final class PathPattern {
    private PathPattern() {}

    /// Whether `path` is `pattern`, or fits it: no wildcard stands for a slash, nor for a dot that begins a name.
    public static boolean fits(String pattern, String path) {
        String[] wanted = pattern.split("/+", -1);
        String[] parts = path.split("/+", -1);
        boolean fits = wanted.length == parts.length;
        for (int i = 0; fits && i < parts.length; i++) {
            boolean hidden = parts[i].startsWith(".") && !wanted[i].startsWith(".");
            fits = !hidden && Regex.glob(wanted[i]).matches(parts[i]);
        }
        return fits;
    }

    /// The absolute path without `.`, `..` and slashes that say nothing.
    public static String normal(String path) {
        Deque<String> parts = new ArrayDeque<>();
        for (String part : path.split("/+", -1)) {
            if (part.equals("..")) {
                parts.pollLast();
            } else if (!part.isEmpty() && !part.equals(".")) {
                parts.addLast(part);
            }
        }
        return "/" + String.join("/", parts);
    }
}
