package dev.halab.lab.lint;

import dev.halab.lab.TaskSource;
import dev.halab.lab.Variables;
import dev.halab.problem.DidYouMean;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Hints: a ladder for each cause, from a question to the edit.
final class HintRules {
    private static final int RUNGS = 3;
    private static final String GENERAL = "*";
    private static final String LADDER = "write three: a question, where to look, the edit";

    /// Shorter fragments are words of the trade, not the answer.
    private static final int TELLING = 8;

    private static final Pattern QUOTED = Pattern.compile("`([^`]+)`|\"([^\"]+)\"|'([^']+)'");
    private static final Pattern PATH = Pattern.compile("/\\S+");

    private HintRules() {}

    static void every_cause_has_a_ladder(Subject subject, Findings findings) {
        Set<String> hinted = hinted(subject);
        if (hinted.contains(GENERAL)) {
            return;
        }
        List<String> bare = subject.causes().stream()
                .filter(cause -> !hinted.contains(cause))
                .toList();
        if (!bare.isEmpty()) {
            findings.error(
                    subject.source().place("hints"),
                    "task '%s' has no hint for %s".formatted(subject.task().id(), String.join(", ", bare)),
                    "its checks can fail with %s, and nothing would be said"
                            .formatted(bare.size() == 1 ? "it" : "them"),
                    "add a ladder for each, or one for '*'");
        }
    }

    static void a_ladder_has_three_rungs(Subject subject, Findings findings) {
        for (TaskSource.HintSource hint : subject.source().hints()) {
            if (hint.rungs().size() != RUNGS) {
                findings.error(
                        hint.at(),
                        "the hints for '%s' are no ladder".formatted(hint.cause()),
                        "there are %d rungs".formatted(hint.rungs().size()),
                        LADDER);
            }
        }
    }

    static void a_hint_is_for_a_cause_of_the_task(Subject subject, Findings findings) {
        Set<String> causes = subject.causes();
        for (TaskSource.HintSource hint : subject.source().hints()) {
            if (!hint.cause().equals(GENERAL) && !causes.contains(hint.cause())) {
                findings.error(
                        hint.at(),
                        "nobody will see the hints for '%s'".formatted(hint.cause()),
                        "no check of the task fails with it" + DidYouMean.suffix(hint.cause(), causes),
                        "use one of: " + String.join(", ", causes));
            }
        }
    }

    static void a_hint_of_the_lab_serves_a_task(Subject subject, Findings findings) {
        for (TaskSource.HintSource hint : subject.lab().hints()) {
            if (subject.lab().tasks().stream().noneMatch(task -> task.hints().contains(hint))) {
                findings.error(
                        hint.at(),
                        "nobody will see the hints for '%s'".formatted(hint.cause()),
                        "no check of the lab fails with it, or each task has hints of its own for it",
                        "drop them");
            }
        }
    }

    static void only_the_last_rung_holds_the_answer(Subject subject, Findings findings) {
        Answered answered = Answered.by(subject);
        for (TaskSource.HintSource hint : subject.source().hints()) {
            int early = Math.min(hint.rungs().size(), RUNGS) - 1;
            for (int i = 0; i < early; i++) {
                String rung = Variables.insert(hint.rungs().get(i), subject.variables());
                int number = i + 1;
                var place = hint.places().get(i);
                answered.givenAwayBy(rung)
                        .ifPresent(part -> findings.error(
                                place,
                                "rung %d for '%s' gives the answer away".formatted(number, hint.cause()),
                                "'%s' stands in the answer".formatted(part),
                                "ask or point here; leave the edit to rung %d".formatted(RUNGS)));
            }
        }
    }

    private static Set<String> hinted(Subject subject) {
        return subject.source().hints().stream()
                .map(TaskSource.HintSource::cause)
                .collect(Collectors.toCollection(HashSet::new));
    }

    /// The lines that solve the task, and the text that everybody has read.
    ///
    /// @param lines the lines of the answer's blocks that say something
    /// @param told the task's own text: what stands there is no secret
    private record Answered(List<String> lines, String told) {
        static Answered by(Subject subject) {
            List<String> lines = subject.task().answer().blocks().stream()
                    .map(Subject::lines)
                    .flatMap(List::stream)
                    .map(line -> Variables.insert(line, subject.variables()).strip())
                    .filter(line -> line.length() >= TELLING && !line.startsWith("#"))
                    .toList();
            return new Answered(lines, subject.task().text());
        }

        Optional<String> givenAwayBy(String rung) {
            return lines.stream()
                    .filter(line -> rung.contains(line) && !told.contains(line))
                    .findFirst()
                    .or(() -> QUOTED.matcher(rung)
                            .results()
                            .map(Answered::quoted)
                            .filter(part -> part.length() >= TELLING && !told.contains(part))
                            // a path says where to look
                            .filter(part -> !PATH.matcher(part).matches())
                            .filter(part -> lines.stream().anyMatch(line -> line.contains(part)))
                            .findFirst());
        }

        private static String quoted(MatchResult match) {
            String whole = match.group();
            return whole.substring(1, whole.length() - 1).strip();
        }
    }
}
