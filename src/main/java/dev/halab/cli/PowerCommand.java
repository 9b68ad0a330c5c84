package dev.halab.cli;

import dev.halab.machine.Power;
import dev.halab.problem.ExitStatus;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// `halab power`.
@Command(
        name = "power",
        description = "Change the power or the network of a machine.",
        footer = {"", "Examples:", "  halab power kill cp-2", "  halab power start cp-2"})
final class PowerCommand implements Callable<Integer> {
    private final Console console;
    private final Desk desk;

    PowerCommand(Console console, Desk desk) {
        this.console = console;
        this.desk = desk;
    }

    @Parameters(
            index = "0",
            paramLabel = "VERB",
            description = {
                "halt: shut down in order. kill: power lost. pause: frozen. partition: cut off from the lab",
                "network. start: undoes all of these."
            })
    private Power verb = Power.START;

    @Parameters(index = "1", paramLabel = "NODE", description = "The machine, for instance cp-2.")
    private String node = "";

    @Override
    public Integer call() {
        desk.machines().power(verb, node);
        console.say("%s: %s".formatted(node, verb.name().toLowerCase(Locale.ROOT)));
        console.next("halab status");
        return ExitStatus.OK.code();
    }
}
