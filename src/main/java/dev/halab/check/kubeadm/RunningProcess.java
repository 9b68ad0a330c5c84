package dev.halab.check.kubeadm;

import dev.halab.fact.Fact;
import dev.halab.fact.Reading;
import dev.halab.fact.Unobserved;
import java.util.ArrayList;
import java.util.List;

/// A running process and the words with which it was started.
record RunningProcess(String pid, Argv argv) {
    private static final String HEAD = "\\d{1,10} \\d{1,15}(?:\\.\\d{1,12})? \\S.*";

    /// Reads the fact `processes`.
    ///
    /// @throws Unobserved if a line is not one of it
    static List<RunningProcess> parse(Fact fact, String text) {
        List<RunningProcess> processes = new ArrayList<>();
        String pid = "";
        List<String> words = new ArrayList<>();
        for (String line : text.lines().toList()) {
            if (line.startsWith("\t")) {
                words.add(line.substring(1));
            } else {
                if (!pid.isEmpty()) {
                    processes.add(new RunningProcess(pid, new Argv(words)));
                }
                if (!line.matches(HEAD)) {
                    throw new Unobserved(fact, Reading.Reason.UNREADABLE, "a line tells of no process: " + line);
                }
                pid = line.split(" ", 2)[0];
                words.clear();
            }
        }
        if (!pid.isEmpty()) {
            processes.add(new RunningProcess(pid, new Argv(words)));
        }
        return processes;
    }

    /// Whether it was started with `manifest`; the kubelet has put in the variables `$(NAME)`.
    boolean startedWith(Argv manifest) {
        List<String> mine = argv.words();
        List<String> wanted = manifest.words();
        if (mine.size() != wanted.size()) {
            return false;
        }
        for (int i = 0; i < mine.size(); i++) {
            int variable = wanted.get(i).indexOf("$(");
            boolean same = variable < 0
                    ? mine.get(i).equals(wanted.get(i))
                    : mine.get(i).startsWith(wanted.get(i).substring(0, variable));
            if (!same) {
                return false;
            }
        }
        return true;
    }
}
