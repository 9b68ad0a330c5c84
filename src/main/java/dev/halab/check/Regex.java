package dev.halab.check;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/// A regular expression from a course or from a learner's file, with a limit on its length and on the work it may
/// cause: one that backtracks without end matches nothing.
public final class Regex {
    /// The longest expression that is taken.
    public static final int LONGEST = 200;

    private static final int MOST_STEPS = 200_000;

    private final Pattern pattern;

    private Regex(Pattern pattern) {
        this.pattern = pattern;
    }

    /// The expression; empty if it is too long or not one.
    public static Optional<Regex> of(String expression) {
        if (expression.length() > LONGEST) {
            return Optional.empty();
        }
        try {
            return Optional.of(new Regex(Pattern.compile(expression)));
        } catch (PatternSyntaxException e) {
            return Optional.empty();
        }
    }

    /// The expression of a glob: `*` stands for any text, `?` for any character, all else for itself.
    public static Regex glob(String glob) {
        StringBuilder expression = new StringBuilder();
        for (int i = 0; i < glob.length(); i++) {
            char c = glob.charAt(i);
            expression.append(
                    switch (c) {
                        case '*' -> ".*";
                        case '?' -> ".";
                        default -> Pattern.quote(String.valueOf(c));
                    });
        }
        return new Regex(Pattern.compile(expression.toString()));
    }

    /// Whether it matches the whole of `text`.
    public boolean matches(String text) {
        return decides(text).orElse(false);
    }

    /// Whether it matches the whole of `text`; empty if that takes too much work to find out.
    public Optional<Boolean> decides(String text) {
        try {
            return Optional.of(pattern.matcher(new Counted(text, new AtomicInteger(MOST_STEPS)))
                    .matches());
        } catch (TooMuchWork | StackOverflowError e) {
            return Optional.empty();
        }
    }

    /// Whether it matches a part of `text`.
    public boolean finds(String text) {
        try {
            return pattern.matcher(new Counted(text, new AtomicInteger(MOST_STEPS)))
                    .find();
        } catch (TooMuchWork | StackOverflowError e) {
            return false;
        }
    }

    private static final class TooMuchWork extends RuntimeException {
        private static final long serialVersionUID = 1L;

        TooMuchWork() {
            super("too many steps", null, false, false);
        }
    }

    /// A text that ends the matching after a number of looks at it; `java.util.regex` has no limit of its own.
    private record Counted(String text, AtomicInteger left) implements CharSequence {
        @Override
        public char charAt(int index) {
            if (left.getAndDecrement() <= 0) {
                throw new TooMuchWork();
            }
            return text.charAt(index);
        }

        @Override
        public int length() {
            return text.length();
        }

        @Override
        public CharSequence subSequence(int start, int end) {
            return new Counted(text.substring(start, end), left);
        }

        @Override
        public String toString() {
            return text;
        }
    }
}
