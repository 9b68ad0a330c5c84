package dev.halab;

import dev.halab.lab.Case;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A way to judge the lab, and what came of it: which cases it got wrong, whose cause it named, how long it took.
final class Contender {
    private final String name;
    private final Judge judge;
    private int wanted;
    private int mutants;
    private int right;
    private int first;
    private int atAll;
    private final List<String> falsePasses = new ArrayList<>();
    private final List<String> falseFails = new ArrayList<>();
    private final List<String> untold = new ArrayList<>();
    private final List<Duration> took = new ArrayList<>();

    Contender(String name, Judge judge) {
        this.name = name;
        this.judge = judge;
    }

    String name() {
        return name;
    }

    /// Judges the right answer; what it speaks of then, it has to speak of from now on.
    Judgement golden() throws Exception {
        Judgement judgement = judge.judge(0);
        wanted = judgement.told();
        return judgement;
    }

    /// Judges the state that a case has made.
    ///
    /// @return in a few words, what it said
    String judge(Case each, Causes causes) throws Exception {
        Judgement judgement = judge.judge(wanted);
        took.add(judgement.took());
        String title = each.task().replaceFirst(".*/", "") + "/" + each.name();
        Optional<String> cause = each.cause();
        if (judgement.said() == Judgement.Said.UNTOLD) {
            untold.add(title);
        }
        if (cause.isEmpty()) {
            right++;
            if (judgement.said() == Judgement.Said.WRONG) {
                falseFails.add("%s (%s)".formatted(title, judgement.failed().getFirst()));
            }
        } else {
            mutants++;
            if (judgement.said() == Judgement.Said.RIGHT) {
                falsePasses.add(title);
            }
            first += judgement.failed().stream().limit(1).anyMatch(name -> causes.names(name, cause.get())) ? 1 : 0;
            atAll += judgement.failed().stream().anyMatch(name -> causes.names(name, cause.get())) ? 1 : 0;
        }
        return "%s %s%s".formatted(name, judgement.said(), judgement.failed().stream().distinct().toList());
    }

    static final String HEAD = """
            | contender | assertions | false passes | false fails | could not tell | cause named first | named at all | p50 s |
            |---|---|---|---|---|---|---|---|
            """;

    String row() {
        return "| %s | %d | %d of %d | %d of %d | %d | %d | %d | %s |\n"
                .formatted(
                        name, wanted, falsePasses.size(), mutants, falseFails.size(), right, untold.size(), first, atAll,
                        Figures.seconds(took));
    }

    /// The cases that it got wrong.
    String mistakes() {
        return "- %s: false passes %s; false fails %s; could not tell %s\n"
                .formatted(name, listed(falsePasses), listed(falseFails), listed(untold));
    }

    private static String listed(List<String> cases) {
        return cases.isEmpty() ? "none" : String.join(", ", cases.stream().sorted().toList());
    }

    /// Judges the lab once.
    @FunctionalInterface
    interface Judge {
        /// @param wanted how many assertions it speaks of when all is well; 0 if that is not known yet
        Judgement judge(int wanted) throws Exception;
    }
}
