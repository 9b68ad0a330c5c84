package dev.halab.check.node;

import dev.halab.check.FieldProblem;
import dev.halab.check.Regex;
import java.util.Optional;

/// A line that a file should have or lack: literal text, `glob:…` or `re:…`.
///
/// Literal text and globs ignore comments, and how many blanks stand between words; an expression sees the line as it
/// stands and must match all of it.
///
/// @param text as the course has it
/// @param literal the words of a literal pattern; empty text for the others
/// @param regex of a glob or an expression
record LinePattern(String text, String literal, Optional<Regex> regex, boolean raw) {
    /// Reads a pattern.
    ///
    /// @throws FieldProblem if the expression is not one, is too long, or nothing is left of the text
    static LinePattern of(String field, String text) {
        if (text.startsWith("re:")) {
            Regex regex = Regex.of(text.substring(3))
                    .orElseThrow(() -> new FieldProblem(
                            field,
                            "'%s' is not a regular expression of at most %d characters".formatted(text, Regex.LONGEST),
                            "mend or shorten the expression"));
            return new LinePattern(text, "", Optional.of(regex), true);
        }
        if (text.startsWith("glob:")) {
            return new LinePattern(text, "", Optional.of(Regex.glob(words(text.substring(5)))), false);
        }
        if (words(text).isEmpty()) {
            throw new FieldProblem(field, "'%s' would match no line".formatted(text), "write the line to look for");
        }
        return new LinePattern(text, words(text), Optional.empty(), false);
    }

    /// Reads a pattern of lines that know no comments: literal text and globs, too, see each line as it stands,
    /// without
    /// the blanks around it.
    ///
    /// @throws FieldProblem as `of`
    static LinePattern whole(String field, String text) {
        if (text.startsWith("re:")) {
            return of(field, text);
        }
        if (text.startsWith("glob:")) {
            return new LinePattern(
                    text, "", Optional.of(Regex.glob(text.substring(5).strip())), true);
        }
        if (text.isBlank()) {
            throw new FieldProblem(field, "'%s' would match no line".formatted(text), "write the line to look for");
        }
        return new LinePattern(text, text.strip(), Optional.empty(), true);
    }

    /// Whether a line of the file is such a line.
    boolean matches(String line) {
        return decides(line).orElse(false);
    }

    /// The same; empty if that takes too much work to find out.
    Optional<Boolean> decides(String line) {
        String subject = raw ? line.strip() : words(line);
        return regex.map(r -> r.decides(subject)).orElseGet(() -> Optional.of(literal.equals(subject)));
    }

    /// A line without its comment, its words parted by one blank.
    static String words(String line) {
        return line.replaceFirst("(^|\\s)#.*$", "").strip().replaceAll("\\s+", " ");
    }
}
