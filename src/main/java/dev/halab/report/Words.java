package dev.halab.report;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/// Text for reports: broken into lines between words, counted, listed.
public final class Words {
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

    /// The exam pages of a task in one sentence: `Exam page: "kubeadm join"`; empty if there are none.
    public static String pages(List<String> titles) {
        return titles.isEmpty()
                ? ""
                : titles.stream()
                        .collect(Collectors.joining(
                                "\", \"", titles.size() == 1 ? "Exam page: \"" : "Exam pages: \"", "\""));
    }

    /// "1 check", "2 checks".
    static String count(int number, String noun) {
        return number + " " + noun + (number == 1 ? "" : "s");
    }
}
