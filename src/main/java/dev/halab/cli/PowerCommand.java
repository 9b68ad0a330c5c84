package dev.halab.cli;

import dev.halab.machine.Delay;
import dev.halab.machine.Power;
import dev.halab.problem.ExitStatus;
import dev.halab.problem.HalabException;
import dev.halab.problem.Problem;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `halab power`.
@Command(
        name = "power",
        description = "Change the power or the network of a machine.",
        footer = {
            "",
            "Examples:",
            "  halab power kill cp-2",
            "  halab power delay cp-2 800ms --loss 5",
            "  halab power start cp-2"
        })
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
                "network. delay: what it sends there arrives later. start: undoes all of these."
            })
    private Verb verb = Verb.START;

    @Parameters(index = "1", paramLabel = "NODE", description = "The machine, for instance cp-2.")
    private String node = "";

    @Parameters(
            index = "2",
            arity = "0..1",
            paramLabel = "LENGTH",
            description = "Of a delay; 500ms if nothing is said.")
    private String length = "";

    @Option(names = "--loss", paramLabel = "PERCENT", description = "How much of what it sends is lost, with delay.")
    private int loss;

    /// What can be typed.
    private enum Verb {
        HALT,
        KILL,
        PAUSE,
        PARTITION,
        DELAY,
        START;

        Power power() {
            return Power.valueOf(name());
        }
    }

    @Override
    public Integer call() {
        if (verb == Verb.DELAY) {
            Delay delay = length.isEmpty() ? new Delay(Delay.USUAL.length(), loss) : Delay.of(length, loss);
            desk.machines().delay(delay, node);
            console.say("%s: delayed by %s".formatted(node, delay.words()));
            console.next("halab power start " + node);
            return ExitStatus.OK.code();
        }
        if (!length.isEmpty() || loss != 0) {
            throw HalabException.usage(new Problem(
                    "`halab power %s` was not understood".formatted(verb.name().toLowerCase(Locale.ROOT)),
                    "only a delay has a length and a loss",
                    "halab power delay " + node + " 800ms"));
        }
        desk.machines().power(verb.power(), node);
        console.say("%s: %s".formatted(node, verb.name().toLowerCase(Locale.ROOT)));
        console.next("halab status");
        return ExitStatus.OK.code();
    }
}
