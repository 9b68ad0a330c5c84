package dev.halab.lab.lint;

import dev.halab.check.Cause;
import dev.halab.lab.Answer;
import dev.halab.lab.Case;
import dev.halab.lab.CheckSource;
import dev.halab.lab.LabSource;
import dev.halab.lab.Task;
import dev.halab.lab.TaskSource;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/// A task with everything that the rules look at.
///
/// @param lab its lab
/// @param source the task with its places
/// @param cases its answer, variants and mutants
record Subject(LabSource lab, TaskSource source, List<Case> cases) {
    Subject {
        cases = List.copyOf(cases);
    }

    Task task() {
        return source.task();
    }

    /// The variables that its texts and answers may use.
    Map<String, String> variables() {
        return lab.lab().variables(lab.topology());
    }

    /// Every cause that a check of the task can fail with.
    Set<String> causes() {
        Set<String> causes = new LinkedHashSet<>();
        for (CheckSource check : source.checks()) {
            check.causes().stream().map(Cause::code).forEach(causes::add);
        }
        return causes;
    }

    /// The blocks of an answer, those that undo it last.
    static List<Answer.Block> blocks(Answer answer) {
        return Stream.concat(answer.blocks().stream(), answer.undo().stream()).toList();
    }

    /// The lines of a block as they run, without what surrounds them.
    static List<String> lines(Answer.Block block) {
        return switch (block) {
            case Answer.Block.Run run -> run.script().lines().toList();
            case Answer.Block.Write write -> write.content().lines().toList();
            case Answer.Block.Reply reply -> reply.value().lines().toList();
        };
    }
}
