package dev.halab.cli;

import dev.halab.problem.ExitStatus;
import dev.halab.report.CoursePage;
import dev.halab.report.ReportJson;
import dev.halab.tutor.Story;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `halab progress`.
@Command(
        name = "progress",
        description = "What was done, and what is left.",
        footer = {"", "Examples:", "  halab progress", "  halab progress --json"})
final class ProgressCommand implements Callable<Integer> {
    private final Console console;
    private final Desk desk;

    ProgressCommand(Console console, Desk desk) {
        this.console = console;
        this.desk = desk;
    }

    @Option(names = "--json", description = "Print a Progress.")
    private boolean json;

    @Option(names = "--set-aside", description = "Move a damaged record out of the way and begin a new one.")
    private boolean setAside;

    @Option(
            names = {"-y", "--yes"},
            description = "Do not ask.")
    private boolean yes;

    @Override
    public Integer call() {
        if (setAside) {
            console.confirm(
                    "Begin with an empty record? The old one is kept beside it.",
                    Console.Consent.of(yes),
                    "halab progress --set-aside");
            console.say(
                    desk.setAside().map("The old record is now %s"::formatted).orElse("There was no record."));
            return ExitStatus.OK.code();
        }
        Story story = desk.story();
        if (json) {
            console.print(ReportJson.progress(story.course(), story.attempt()));
        } else {
            console.print(CoursePage.progress(story.course(), story.attempt(), console.look()));
        }
        return ExitStatus.OK.code();
    }
}
