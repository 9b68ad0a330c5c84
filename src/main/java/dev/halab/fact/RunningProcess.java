package dev.halab.fact;

import java.util.ArrayList;
import java.util.List;

/// A process of the fact `processes`.
///
/// @param pid its number
/// @param words the words with which it was started, the program's name first
public record RunningProcess(String pid, List<String> words) {
    private static final String HEAD = "\\d{1,10} \\d{1,15}(?:\\.\\d{1,12})? \\S.*";

    public RunningProcess {
        words = List.copyOf(words);
    }

    /// The processes of the fact that [Facts#processes(String, String)] asks for.
    ///
    /// @throws Unobserved if it was not read, or a line is not one of it
    public static List<RunningProcess> of(Snapshot snapshot, Fact fact) {
        String text = snapshot.text(fact);
        List<RunningProcess> processes = new ArrayList<>();
        String pid = "";
        List<String> words = new ArrayList<>();
        for (String line : text.lines().toList()) {
            if (line.startsWith("\t")) {
                words.add(line.substring(1));
            } else {
                if (!pid.isEmpty()) {
                    processes.add(new RunningProcess(pid, words));
                }
                if (!line.matches(HEAD)) {
                    throw new Unobserved(fact, Reading.Reason.UNREADABLE, "a line tells of no process: " + line);
                }
                pid = line.split(" ", 2)[0];
                words.clear();
            }
        }
        if (!pid.isEmpty()) {
            processes.add(new RunningProcess(pid, words));
        }
        return processes;
    }
}
