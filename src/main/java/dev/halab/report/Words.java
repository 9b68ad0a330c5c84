package dev.halab.report;

import java.util.ArrayList;
import java.util.List;

/// Breaks text into lines between words.
final class Words {
    private Words() {}

    /// Lines of at most `width` characters; a longer word stays whole, for it may be a path to be copied.
    static List<String> wrap(String text, int width) {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        for (String word : text.strip().split("\\s+", -1)) {
            if (!line.isEmpty() && line.length() + 1 + word.length() > width) {
                lines.add(line.toString());
                line.setLength(0);
            }
            line.append(line.isEmpty() ? "" : " ").append(word);
        }
        lines.add(line.toString());
        return lines;
    }

    /// "1 check", "2 checks".
    static String count(int number, String noun) {
        return number + " " + noun + (number == 1 ? "" : "s");
    }
}
