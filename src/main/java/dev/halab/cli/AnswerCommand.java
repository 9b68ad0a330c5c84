package dev.halab.cli;

import dev.halab.problem.ExitStatus;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// `halab answer`.
@Command(
        name = "answer",
        description = "Answer a question of the current task.",
        footer = {"", "Example:", "  halab answer quorum 2"})
final class AnswerCommand implements Callable<Integer> {
    private final Console console;
    private final Desk desk;

    AnswerCommand(Console console, Desk desk) {
        this.console = console;
        this.desk = desk;
    }

    @Parameters(index = "0", paramLabel = "CHECK", description = "Name of the check that asks.")
    private String check = "";

    @Parameters(index = "1", paramLabel = "VALUE", description = "The answer.")
    private String value = "";

    @Override
    public Integer call() {
        desk.story().answer(check, value);
        console.say("Kept: %s = %s".formatted(check, value));
        console.next("halab check");
        return ExitStatus.OK.code();
    }
}
