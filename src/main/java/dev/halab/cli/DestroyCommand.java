package dev.halab.cli;

import dev.halab.machine.Progress;
import dev.halab.problem.ExitStatus;
import dev.halab.tutor.Story;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `halab destroy`.
@Command(
        name = "destroy",
        description = "Remove the machines and all that was made for them; progress stays.",
        footer = {"", "Example:", "  halab destroy"})
final class DestroyCommand implements Callable<Integer> {
    private final Console console;
    private final Desk desk;

    DestroyCommand(Console console, Desk desk) {
        this.console = console;
        this.desk = desk;
    }

    @Option(
            names = {"-y", "--yes"},
            description = "Do not ask.")
    private boolean yes;

    @Override
    public Integer call() {
        console.confirm("Remove all machines and what is on them?", Console.Consent.of(yes), "halab destroy");
        desk.machines().destroy(Progress.quiet());
        console.say("The machines are gone.");
        console.next("halab up");
        // last: a course that cannot be read must not keep anybody from getting rid of machines
        Story story = desk.story();
        story.attempt().lab().ifPresent(lab -> story.setBack(lab.tasks().getFirst()));
        return ExitStatus.OK.code();
    }
}
