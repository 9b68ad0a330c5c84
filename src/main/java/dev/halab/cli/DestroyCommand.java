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
        console.confirm(desk.machines().destroys(), Console.Consent.of(yes), "halab destroy");
        desk.machines().destroy(new Progress() {
            @Override
            public void phase(String node, String phase) {}

            @Override
            public void detail(String node, String line) {
                console.note("%s: took back %s".formatted(node, line));
            }

            @Override
            public void done(String node) {}
        });
        console.say(desk.machines().provider().equals("ssh") ? "The hosts are yours again." : "The machines are gone.");
        console.next("halab up");
        // last: a course that cannot be read must not keep anybody from getting rid of machines
        Story story = desk.story();
        story.attempt().lab().ifPresent(lab -> story.setBack(lab.tasks().getFirst()));
        return ExitStatus.OK.code();
    }
}
