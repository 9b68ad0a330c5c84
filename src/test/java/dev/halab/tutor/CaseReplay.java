package dev.halab.tutor;

import dev.halab.lab.Answer;
import dev.halab.lab.Answer.Block;
import dev.halab.lab.Case;
import dev.halab.lab.Task;
import java.util.List;
import java.util.Map;

/// Replays variants and mutants by the same code as answers.
public final class CaseReplay {
    private final World world;
    private final Map<String, String> variables;

    /// @param variables what `${…}` stands for in the blocks
    public CaseReplay(World world, Map<String, String> variables) {
        this.world = world;
        this.variables = variables;
    }

    public void apply(Task task, Case solution) {
        replay(task, solution, solution.answer().blocks());
    }

    public void undo(Task task, Case solution) {
        replay(task, solution, solution.answer().undo());
    }

    private void replay(Task task, Case solution, List<Block> blocks) {
        Answer answer = new Answer(solution.answer().path(), Map.of(), "", blocks);
        new Replay(world, variables).replay(answered(task, answer), line -> {});
    }

    /// The task with another answer.
    public static Task answered(Task task, Answer answer) {
        return new Task(
                task.id(),
                task.title(),
                task.text(),
                task.pages(),
                task.minutes(),
                task.checks(),
                task.hints(),
                task.opens(),
                answer);
    }
}
