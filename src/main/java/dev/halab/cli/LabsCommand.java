package dev.halab.cli;

import dev.halab.attempt.Attempt;
import dev.halab.lab.Course;
import dev.halab.problem.ExitStatus;
import dev.halab.report.CoursePage;
import dev.halab.report.ReportJson;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `halab labs`.
@Command(
        name = "labs",
        description = "List the labs and their tasks.",
        footer = {"", "Examples:", "  halab labs", "  halab labs --json"})
final class LabsCommand implements Callable<Integer> {
    private final Console console;
    private final Desk desk;

    LabsCommand(Console console, Desk desk) {
        this.console = console;
        this.desk = desk;
    }

    @Option(names = "--json", description = "Print a LabList.")
    private boolean json;

    @Override
    public Integer call() {
        Course course = desk.story().course();
        if (json) {
            console.print(ReportJson.labs(course));
            return ExitStatus.OK.code();
        }
        Attempt attempt = desk.story().attempt();
        console.print(CoursePage.labs(course, attempt, console.look()));
        if (!course.labs().isEmpty()) {
            console.next(
                    attempt.current().isPresent()
                            ? "halab task"
                            : "halab start " + course.labs().getFirst().id());
        }
        return ExitStatus.OK.code();
    }
}
