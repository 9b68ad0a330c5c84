package dev.halab.cli;

import dev.halab.json.Json;
import dev.halab.machine.Checkpoint;
import dev.halab.problem.ExitStatus;
import dev.halab.report.Page;
import dev.halab.report.Style;
import dev.halab.tutor.Rewind;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `halab checkpoint`.
@Command(
        name = "checkpoint",
        description = "Save the whole lab, and go back to what was saved.",
        synopsisSubcommandLabel = "COMMAND",
        footer = {
            "",
            "After each passed task the lab is saved by itself, as LAB.TASK; `checkpoints: off` in config.yaml ends that.",
            "",
            "Examples:",
            "  halab checkpoint save before-upgrade",
            "  halab checkpoint list",
            "  halab checkpoint restore ha-stacked.init"
        })
final class CheckpointCommand {
    private final Console console;
    private final Desk desk;

    CheckpointCommand(Console console, Desk desk) {
        this.console = console;
        this.desk = desk;
    }

    @Command(name = "save", description = "Save all machines; they stand still for some seconds.")
    int save(@Parameters(paramLabel = "NAME", description = "Its name: a-z, 0-9, '.' and '-'.") String name) {
        Checkpoint saved = desk.rewind().save(name, new Notes(console));
        console.say("Checkpoint '%s' is saved%s.".formatted(saved.name(), size(saved, " (%d MB)")));
        console.next("halab checkpoint restore " + saved.name());
        return ExitStatus.OK.code();
    }

    /// Its size where that is known.
    private static String size(Checkpoint checkpoint, String format) {
        return checkpoint.megabytes() == 0 ? "" : format.formatted(checkpoint.megabytes());
    }

    @Command(name = "list", description = "What was saved, oldest first.")
    int list(@Option(names = "--json", description = "Print a CheckpointList.") boolean json) {
        List<Checkpoint> all = desk.rewind().all();
        if (json) {
            console.print(Json.object()
                    .put("apiVersion", "halab/v1")
                    .put("kind", "CheckpointList")
                    .put(
                            "checkpoints",
                            Json.array(all.stream()
                                    .map(c -> Json.object()
                                            .put("name", c.name())
                                            .put("at", c.at().toString())
                                            .put("topology", c.topology())
                                            .put("megabytes", c.megabytes())
                                            .build())
                                    .toList()))
                    .build());
            return ExitStatus.OK.code();
        }
        Page.Builder page = new Page.Builder(console.look());
        all.forEach(c ->
                page.line(Style.PLAIN, "%-32s %s  %s%s".formatted(c.name(), c.at(), c.topology(), size(c, "  %d MB"))));
        if (all.isEmpty()) {
            page.line(Style.DIM, "Nothing was saved yet.");
        }
        console.print(page.build());
        console.next(all.isEmpty() ? "halab checkpoint save NAME" : "halab checkpoint restore NAME");
        return ExitStatus.OK.code();
    }

    @Command(name = "restore", description = "Replace all machines by the saved ones.")
    int restore(
            @Parameters(paramLabel = "NAME", description = "A checkpoint.") String name,
            @Option(
                            names = {"-y", "--yes"},
                            description = "Do not ask.")
                    boolean yes) {
        Rewind rewind = desk.rewind();
        String time = rewind.usualRestore()
                .map(d -> " It usually takes %s.".formatted(UpScreen.length(d)))
                .orElse("");
        console.confirm(
                "Replace all machines by checkpoint '%s'? What was done since is lost.%s".formatted(name, time),
                Console.Consent.of(yes),
                "halab checkpoint restore " + name);
        rewind.restore(name, new Notes(console)).forEach(console::say);
        console.say("The lab is back at checkpoint '%s'.".formatted(name));
        console.next("halab task");
        return ExitStatus.OK.code();
    }

    @Command(name = "delete", description = "Forget what was saved.")
    int delete(@Parameters(paramLabel = "NAME", description = "A checkpoint.") String name) {
        desk.rewind().delete(name);
        console.say("Checkpoint '%s' is gone.".formatted(name));
        console.next("halab checkpoint list");
        return ExitStatus.OK.code();
    }
}
