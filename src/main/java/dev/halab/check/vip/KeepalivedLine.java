package dev.halab.check.vip;

import java.util.ArrayList;
import java.util.List;

/// The words of a line of keepalived's configuration: without comments, quotes gone, braces alone.
record KeepalivedLine(List<Word> words) {
    KeepalivedLine {
        words = List.copyOf(words);
    }

    /// A word; `sign` if it is a brace that is not quoted.
    record Word(String text, boolean sign) {
        boolean is(char wanted) {
            return sign && text.charAt(0) == wanted;
        }
    }

    static KeepalivedLine of(String line) {
        List<Word> words = new ArrayList<>();
        StringBuilder word = new StringBuilder();
        boolean quoted = false;
        boolean begun = false;
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if (c == '"') {
                quoted = !quoted;
                begun = true;
            } else if (quoted) {
                word.append(c);
            } else if (c == '#' || c == '!') {
                break;
            } else if (Character.isWhitespace(c) || c == '{' || c == '}') {
                if (begun) {
                    words.add(new Word(word.toString(), false));
                }
                word.setLength(0);
                begun = false;
                if (!Character.isWhitespace(c)) {
                    words.add(new Word(String.valueOf(c), true));
                }
            } else {
                word.append(c);
                begun = true;
            }
        }
        if (begun) {
            words.add(new Word(word.toString(), false));
        }
        return new KeepalivedLine(words);
    }
}
