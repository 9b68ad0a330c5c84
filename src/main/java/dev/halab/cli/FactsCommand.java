package dev.halab.cli;

import dev.halab.lab.Task;
import dev.halab.problem.ExitStatus;
import dev.halab.tutor.Story;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `halab facts`.
@Command(name = "facts", description = "What checks see, as a recording.")
final class FactsCommand {
    private final Console console;
    private final Desk desk;

    FactsCommand(Console console, Desk desk) {
        this.console = console;
        this.desk = desk;
    }

    @Command(
            name = "record",
            description = "Read once what the checks of a task read, and print it. Secrets are reduced.",
            footer = {"", "Example:", "  halab facts record ha-stacked/lb > lb.facts.json"})
    int record(
            @Parameters(arity = "0..1", paramLabel = "TASK", defaultValue = "") String reference,
            @Option(
                            names = "--break",
                            description =
                                    "Break the machines that checks of kind failover name, and mend them: what is seen "
                                            + "meanwhile is recorded as well.")
                    boolean breaking) {
        Story story = desk.story();
        Task task = story.references().taskOrCurrent(reference);
        console.out().print((breaking ? story.recordBreaking(task) : story.record(task)).text());
        console.out().flush();
        return ExitStatus.OK.code();
    }
}
