package dev.halab.tutor;

import dev.halab.lab.Answer;
import dev.halab.lab.Answer.Block;
import dev.halab.lab.Case;
import dev.halab.lab.Task;
import dev.halab.node.Command;
import java.time.Duration;
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
        unhurried(blocks);
        Answer answer = new Answer(solution.answer().path(), Map.of(), "", blocks);
        new Replay(world, variables).replay(answered(task, answer), line -> {});
    }

    /// No learner restarts a service as often as cases do: systemd forgets what it has counted.
    private void unhurried(List<Block> blocks) {
        String script = "systemctl list-units --type=service --all --plain --no-legend"
                + " | awk '{print $1}' | xargs -r sudo systemctl reset-failed 2>/dev/null; true";
        blocks.stream()
                .map(Block::node)
                .filter(node -> !node.isEmpty())
                .distinct()
                .forEach(node -> world.node(node).run(Command.asLearner(script, Duration.ofSeconds(20))));
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
