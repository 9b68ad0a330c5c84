package dev.halab.cli;

import dev.halab.lab.Lab;
import dev.halab.lab.Task;
import dev.halab.problem.ExitStatus;
import dev.halab.problem.HalabException;
import dev.halab.problem.Problem;
import dev.halab.report.CheckPage;
import dev.halab.report.CheckReport;
import dev.halab.report.CoursePage;
import dev.halab.report.TaskVerdict;
import dev.halab.tutor.Missing;
import dev.halab.tutor.Story;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `halab start`.
@Command(
        name = "start",
        description = "Begin a lab, or one of its tasks. What comes before a task is replayed first if it is missing.",
        footer = {"", "Examples:", "  halab start ha-stacked", "  halab start ha-stacked/token --yes"})
final class StartCommand implements Callable<Integer> {
    private final Console console;
    private final Desk desk;

    StartCommand(Console console, Desk desk) {
        this.console = console;
        this.desk = desk;
    }

    @Parameters(arity = "0..1", paramLabel = "LAB[/TASK]", description = "The lab, or a task of it.")
    private String reference = "";

    @Option(
            names = {"-y", "--yes"},
            description = "Replay what is missing without asking.")
    private boolean yes;

    @Override
    public Integer call() {
        Story story = desk.story();
        Lab lab = story.references()
                .lab(
                        reference.isEmpty()
                                        || story.references().task(reference).isEmpty()
                                ? reference
                                : story.references().taskOrCurrent(reference).id());
        requireMachines(lab);
        Task task = story.references()
                .task(reference)
                .orElseGet(
                        () -> story.attempt().firstOpen(lab).orElse(lab.tasks().getFirst()));
        Missing missing =
                story.references().task(reference).isPresent() ? story.missingBefore(task) : new Missing(List.of());
        if (!missing.isEmpty() && !replay(story, task, missing)) {
            return ExitStatus.NOT_YET.code();
        }
        story.open(task, console::note);
        console.print(CoursePage.task(task, console.look()));
        console.next("halab check");
        return ExitStatus.OK.code();
    }

    private void requireMachines(Lab lab) {
        desk.machines().requireFor(lab);
        boolean running = desk.machines()
                .topology()
                .filter(t -> t.name().equals(lab.topology()))
                .isPresent();
        if (!running) {
            throw HalabException.of(new Problem(
                    "'%s' cannot be started yet".formatted(lab.id()),
                    "there are no machines of topology '%s'".formatted(lab.topology()),
                    "halab up " + lab.id()));
        }
    }

    private boolean replay(Story story, Task task, Missing missing) {
        String saved = desk.rewind()
                .nearestBefore(story.references().lab(task.id()), task)
                .map(t -> " From the checkpoint after %s instead: halab reset %s.".formatted(t.id(), task.id()))
                .orElse("");
        console.confirm(
                "%s builds on %s.%s Replay their answers (they count as shown; at most %d min)?"
                        .formatted(task.id(), missing.words(), saved, missing.minutes()),
                Console.Consent.of(yes),
                "halab start " + task.id());
        CheckReport last = story.solve(missing.tasks(), console::note).getLast();
        if (last.verdict() != TaskVerdict.PASS) {
            console.print(CheckPage.of(last, console.look()));
            return false;
        }
        return true;
    }
}
