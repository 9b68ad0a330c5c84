package dev.halab.check.vip;

import dev.halab.fact.Fact;
import dev.halab.fact.Reading;
import dev.halab.fact.Unobserved;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The files that the fact `keepalived-config` tells of.
///
/// @param files the lines of the configuration files by name, the main one first
/// @param scripts the scripts that they name
record KeepalivedFiles(Map<String, List<String>> files, Map<String, Script> scripts) {
    /// A script that is short enough to be read.
    ///
    /// @param mode its permission bits
    record Script(int mode, List<String> lines) {
        Script {
            lines = List.copyOf(lines);
        }

        boolean executable() {
            return (mode & 0111) != 0;
        }
    }

    /// Reads the text of `fact`.
    ///
    /// @throws Unobserved if it is something else, or a file was too long to be read
    static KeepalivedFiles of(Fact fact, String text) {
        Map<String, List<String>> files = new LinkedHashMap<>();
        Map<String, Script> scripts = new LinkedHashMap<>();
        List<String> lines = text.lines().toList();
        int at = 0;
        while (at < lines.size()) {
            String[] head = lines.get(at++).split(" ", 3);
            List<String> body = new ArrayList<>();
            while (at < lines.size() && lines.get(at).startsWith("\t")) {
                body.add(lines.get(at++).substring(1));
            }
            if (head.length >= 2 && head[0].equals("file")) {
                files.put(lines.get(at - body.size() - 1).substring("file ".length()), List.copyOf(body));
            } else if (head.length == 3 && head[0].equals("script") && head[1].matches("[0-7]{1,4}")) {
                scripts.put(head[2], new Script(Integer.parseInt(head[1], 8), body));
            } else {
                String why = head[0].equals("unread") ? "a file is too long to be read" : "it names no file";
                throw new Unobserved(fact, Reading.Reason.UNREADABLE, why);
            }
        }
        if (files.isEmpty()) {
            throw new Unobserved(fact, Reading.Reason.UNREADABLE, "it holds no file");
        }
        return new KeepalivedFiles(files, scripts);
    }
}
