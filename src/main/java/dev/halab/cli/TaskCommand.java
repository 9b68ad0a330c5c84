package dev.halab.cli;

import dev.halab.lab.Task;
import dev.halab.problem.ExitStatus;
import dev.halab.report.CoursePage;
import dev.halab.report.ReportJson;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `halab task`.
@Command(
        name = "task",
        description = "Show the current task, or another one.",
        footer = {"", "Examples:", "  halab task", "  halab task ha-stacked/lb"})
final class TaskCommand implements Callable<Integer> {
    private final Console console;
    private final Desk desk;

    TaskCommand(Console console, Desk desk) {
        this.console = console;
        this.desk = desk;
    }

    @Parameters(arity = "0..1", paramLabel = "LAB[/TASK]", description = "The task; the current one if none is named.")
    private String reference = "";

    @Option(names = "--json", description = "Print a Task.")
    private boolean json;

    @Override
    public Integer call() {
        Task task = desk.story().references().taskOrCurrent(reference);
        if (json) {
            console.print(ReportJson.task(task, desk.story().attempt().task(task.id())));
            return ExitStatus.OK.code();
        }
        console.print(CoursePage.task(task, console.look()));
        console.next("halab check");
        return ExitStatus.OK.code();
    }
}
