package dev.halab.check.balancer;

import java.util.ArrayList;
import java.util.List;

/// The words of a configuration file of nginx: quotes are gone, `{`, `}` and `;` that end words stand alone.
///
/// @param words in order
record NginxWords(List<Word> words) {
    NginxWords {
        words = List.copyOf(words);
    }

    /// A word and its line; `sign` if it is one of `{`, `}`, `;` and not quoted.
    record Word(String text, int line, boolean sign) {
        boolean is(char wanted) {
            return sign && text.charAt(0) == wanted;
        }
    }

    static NginxWords of(String text) {
        return new Reader(text).read();
    }

    /// Reads as nginx's own scanner does: a quote counts only where a word begins, `#` too, and `${` is part of a
    /// word.
    private static final class Reader {
        private final String text;
        private final List<Word> words = new ArrayList<>();
        private int at;
        private int line = 1;

        Reader(String text) {
            this.text = text;
        }

        NginxWords read() {
            while (at < text.length()) {
                char c = text.charAt(at);
                if (Character.isWhitespace(c)) {
                    step();
                } else if (c == '#') {
                    int end = text.indexOf('\n', at);
                    at = end < 0 ? text.length() : end;
                } else if (c == ';' || c == '{' || c == '}') {
                    words.add(new Word(String.valueOf(c), line, true));
                    at++;
                } else if (c == '"' || c == '\'') {
                    quoted(c);
                } else {
                    bare();
                }
            }
            return new NginxWords(words);
        }

        private void step() {
            if (text.charAt(at) == '\n') {
                line++;
            }
            at++;
        }

        private void quoted(char quote) {
            int begun = line;
            var word = new StringBuilder();
            at++;
            while (at < text.length() && text.charAt(at) != quote) {
                escape(word);
            }
            at++;
            words.add(new Word(word.toString(), begun, false));
        }

        private void bare() {
            int begun = line;
            var word = new StringBuilder();
            while (at < text.length()) {
                char c = text.charAt(at);
                boolean variable = c == '{' && !word.isEmpty() && word.charAt(word.length() - 1) == '$';
                if (Character.isWhitespace(c) || c == ';' || (c == '{' && !variable)) {
                    break;
                }
                escape(word);
            }
            words.add(new Word(word.toString(), begun, false));
        }

        /// Takes a character, or two where a backslash stands before a quote, a backslash, `t`, `r` or `n`.
        private void escape(StringBuilder word) {
            if (text.charAt(at) == '\\' && at + 1 < text.length()) {
                char next = text.charAt(at + 1);
                int meant = "\"'\\trn".indexOf(next);
                word.append(meant < 0 ? "\\" + next : String.valueOf("\"'\\\t\r\n".charAt(meant)));
                step();
            } else {
                word.append(text.charAt(at));
            }
            step();
        }
    }
}
