package dev.halab.cli;

import dev.halab.lab.Task;
import dev.halab.report.CheckPage;
import dev.halab.report.CheckReport;
import dev.halab.report.TaskVerdict;
import dev.halab.tutor.Story;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `halab solve`.
@Command(
        name = "solve",
        description = "Replay the answer of a task, or of all tasks of a lab. They count as shown.",
        footer = {"", "Examples:", "  halab solve", "  halab solve ha-stacked/join --up-to --yes"})
final class SolveCommand implements Callable<Integer> {
    private final Console console;
    private final Desk desk;

    SolveCommand(Console console, Desk desk) {
        this.console = console;
        this.desk = desk;
    }

    @Parameters(arity = "0..1", paramLabel = "LAB[/TASK]", description = "What to solve; the current task if nothing.")
    private String reference = "";

    @Option(names = "--up-to", description = "Replay what comes before it first, where it does not hold.")
    private boolean upTo;

    @Option(
            names = {"-y", "--yes"},
            description = "Do not ask.")
    private boolean yes;

    @Override
    public Integer call() {
        Story story = desk.story();
        boolean whole =
                !reference.isEmpty() && story.references().task(reference).isEmpty();
        List<Task> tasks = new ArrayList<>();
        if (whole) {
            tasks.addAll(story.references().lab(reference).tasks());
        } else {
            Task task = story.references().taskOrCurrent(reference);
            if (upTo) {
                tasks.addAll(story.missingBefore(task).tasks());
            }
            tasks.add(task);
        }
        ask(tasks);
        CheckReport last = story.solve(tasks, console::note).getLast();
        console.print(CheckPage.of(last, console.look()));
        if (last.verdict() == TaskVerdict.PASS) {
            story.advance(last.task(), console::note)
                    .ifPresent(t -> console.say("Next: %s  %s".formatted(t.id(), t.title())));
            console.next("halab task");
        }
        return last.verdict().status().code();
    }

    private void ask(List<Task> tasks) {
        String names = String.join(", ", tasks.stream().map(Task::id).toList());
        console.confirm(
                "Replay the answer of %s? It counts as shown, without points.".formatted(names),
                Console.Consent.of(yes),
                ("halab solve " + reference).strip());
    }
}
