package dev.halab.lab.lint;

import dev.halab.check.Check;
import dev.halab.lab.Answer;
import dev.halab.lab.Case;
import dev.halab.lab.Place;
import dev.halab.lab.Variables;
import dev.halab.problem.DidYouMean;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Answers that can be replayed.
final class AnswerRules {
    private AnswerRules() {}

    static void there_is_an_answer(Subject subject, Findings findings) {
        String path = subject.task().answer().path();
        if (!subject.source().answerFound()) {
            findings.error(
                    subject.source().at(),
                    "task '%s' has no answer".formatted(subject.task().id()),
                    "there is no '%s'".formatted(path),
                    "write it: nobody has shown yet that the task can be solved");
            return;
        }
        for (Case each : subject.cases()) {
            if (each.answer().blocks().isEmpty()) {
                findings.error(
                        Place.startOf(each.answer().path()),
                        "the %s does nothing".formatted(each.part().word()),
                        "it has no 'bash node=…' or 'file node=… path=…' block",
                        "say in the fences where they run");
            }
        }
    }

    static void captures_are_made_before_they_are_used(Subject subject, Findings findings) {
        for (Case each : subject.cases()) {
            captures(each.answer(), subject.variables(), findings);
        }
    }

    private static void captures(Answer answer, Map<String, String> variables, Findings findings) {
        Map<String, Place> unused = new HashMap<>();
        Set<String> made = new HashSet<>();
        Set<String> all = new HashSet<>();
        Subject.blocks(answer).forEach(block -> all.addAll(captured(block)));
        for (Answer.Block block : Subject.blocks(answer)) {
            List<String> lines = Subject.lines(block);
            for (int i = 0; i < lines.size(); i++) {
                for (Variables.Use use : Variables.uses(lines.get(i))) {
                    unused.remove(use.name());
                    if (all.contains(use.name()) && !made.contains(use.name())) {
                        findings.error(
                                new Place(answer.path(), block.line() + 1 + i, use.at() + 1),
                                "'${%s}' is used before it is captured".formatted(use.name()),
                                "the block that captures it ends later",
                                "move it behind that block, or rename the shell's own variable");
                    }
                }
            }
            Place place = new Place(answer.path(), block.line(), 1);
            for (String name : captured(block)) {
                made.add(name);
                unused.put(name, place);
                shadows(name, place, variables, findings);
            }
        }
        unused.forEach((name, place) -> findings.warning(
                place,
                "the capture '%s' is never used".formatted(name),
                "no later block holds '${%s}'".formatted(name),
                "use it or drop it"));
    }

    private static void shadows(String name, Place place, Map<String, String> variables, Findings findings) {
        if (variables.containsKey(name)) {
            findings.error(
                    place,
                    "the capture '%s' hides a variable".formatted(name),
                    "'${%s}' already means '%s'".formatted(name, variables.get(name)),
                    "choose a name in capitals");
        }
    }

    static void replies_are_to_questions_of_the_task(Subject subject, Findings findings) {
        List<String> questions = subject.task().checks().stream()
                .filter(check -> check.kind().equals("answer"))
                .map(Check::name)
                .toList();
        for (Case each : subject.cases()) {
            for (Answer.Block block : Subject.blocks(each.answer())) {
                if (block instanceof Answer.Block.Reply(int line, String check, var ignored)
                        && !questions.contains(check)) {
                    findings.error(
                            new Place(each.answer().path(), line, 1),
                            "'%s' asks nothing".formatted(check),
                            "task '%s' has no check of kind 'answer' with this id%s"
                                    .formatted(subject.task().id(), DidYouMean.suffix(check, questions)),
                            "name the check that asks");
                }
            }
        }
    }

    private static Set<String> captured(Answer.Block block) {
        return switch (block) {
            case Answer.Block.Run run -> run.captures().keySet();
            case Answer.Block.Write ignored -> Set.of();
            case Answer.Block.Reply ignored -> Set.of();
        };
    }
}
