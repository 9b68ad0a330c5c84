package dev.halab.cli;

import dev.halab.machine.Progress;
import dev.halab.problem.ExitStatus;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/// `halab down`.
@Command(
        name = "down",
        description = "Stop the machines; their disks stay.",
        footer = {"", "Example:", "  halab down"})
final class DownCommand implements Callable<Integer> {
    private final Console console;
    private final Desk desk;

    DownCommand(Console console, Desk desk) {
        this.console = console;
        this.desk = desk;
    }

    @Override
    public Integer call() {
        desk.machines().down(Progress.quiet());
        console.say("The machines are stopped.");
        console.next("halab up");
        return ExitStatus.OK.code();
    }
}
