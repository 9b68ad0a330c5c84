package dev.halab.console;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// What can be typed at the prompt.
enum Verb {
    TASK("", "read the current task"),
    CHECK("", "judge the current task"),
    HINT("", "the next hint for what fails now"),
    ANSWER("CHECK VALUE", "answer a question of the task"),
    SOLVE("", "replay the answer; asks first"),
    NEXT("", "open the next task, when this one holds"),
    SSH("NODE", "a shell on a machine; `exit` comes back here"),
    LABS("", "the labs and their tasks"),
    START("LAB[/TASK]", "begin a lab or a task"),
    PROGRESS("", "what was done"),
    UP("[LAB]", "bring the machines up"),
    STATUS("", "the machines"),
    DOCTOR("", "what this host can run"),
    HELP("", "these lines"),
    QUIT("", "leave; machines and progress stay");

    private final String takes;
    private final String does;

    Verb(String takes, String does) {
        this.takes = takes;
        this.does = does;
    }

    static Optional<Verb> of(String word) {
        return Arrays.stream(values()).filter(v -> v.word().equals(word)).findFirst();
    }

    static List<String> words() {
        return Arrays.stream(values()).map(Verb::word).toList();
    }

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    String line() {
        return "%-22s %s".formatted((word() + " " + takes).strip(), does);
    }
}
