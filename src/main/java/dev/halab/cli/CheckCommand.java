package dev.halab.cli;

import dev.halab.lab.Task;
import dev.halab.problem.HalabException;
import dev.halab.problem.Problem;
import dev.halab.recording.MalformedRecording;
import dev.halab.recording.Recording;
import dev.halab.report.CheckPage;
import dev.halab.report.CheckReport;
import dev.halab.report.LabReport;
import dev.halab.report.ReportJson;
import dev.halab.report.TaskVerdict;
import dev.halab.tutor.Patience;
import dev.halab.tutor.Story;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `halab check`.
@Command(
        name = "check",
        description = "Judge the current task, another one, or a whole lab by what is on its machines now.",
        footer = {
            "",
            "Exit status: 0 all pass, 1 not yet, 4 something could not be seen.",
            "",
            "Examples:",
            "  halab check",
            "  halab check --watch",
            "  halab check ha-stacked/lb --json --no-wait",
            "  halab check ha-stacked/lb --facts recorded.facts.json"
        })
final class CheckCommand implements Callable<Integer> {
    private final Console console;
    private final Desk desk;

    CheckCommand(Console console, Desk desk) {
        this.console = console;
        this.desk = desk;
    }

    @Parameters(arity = "0..1", paramLabel = "LAB[/TASK]", description = "What to judge; the current task if nothing.")
    private String reference = "";

    @Option(names = "--json", description = "Print a CheckReport or LabReport.")
    private boolean json;

    @Option(names = "--no-wait", description = "One round; report what is not settled as waiting.")
    private boolean once;

    @Option(names = "--watch", description = "Judge again and again until the task passes.")
    private boolean watch;

    @Option(names = "--facts", paramLabel = "FILE", description = "Judge a recording instead of the lab.")
    private @Nullable Path facts;

    @Override
    public Integer call() {
        Story story = desk.story();
        Path recording = facts;
        if (recording != null) {
            Recording read = read(recording);
            Task task = story.references().taskOrCurrent(reference.isEmpty() ? read.task() : reference);
            return show(story.judge(task, read));
        }
        if (!reference.isEmpty() && story.references().task(reference).isEmpty()) {
            return show(story.check(story.references().lab(reference)));
        }
        Task task = story.references().taskOrCurrent(reference);
        CheckReport report = watch
                ? story.watch(task, this::showRound)
                : story.check(task, once ? Patience.ONE_ROUND : Patience.UNTIL_SETTLED, this::noteRound);
        int status = watch && !json ? report.verdict().status().code() : show(report);
        if (!json) {
            next(story, task, report);
        }
        return status;
    }

    private void next(Story story, Task task, CheckReport report) {
        switch (report.verdict()) {
            case PASS -> {
                Optional<Task> next = story.advance(task, console::note);
                next.ifPresent(t -> console.say("Next: %s  %s".formatted(t.id(), t.title())));
                console.next(next.isPresent() ? "halab task" : "halab progress");
            }
            case FAIL -> console.next("halab hint");
            case WAIT -> console.next("halab check");
            case UNKNOWN -> console.next(watch ? "halab check " + task.id() : "halab status");
        }
    }

    private void noteRound(CheckReport report) {
        if (!json && console.presence() == Console.Presence.TERMINAL) {
            long waiting = report.counting().stream().filter(r -> !r.settled()).count();
            console.note("waiting for %d of %d checks, %d s so far"
                    .formatted(waiting, report.counting().size(), report.took().toSeconds()));
        }
    }

    private void showRound(CheckReport report) {
        if (!json) {
            console.print(CheckPage.of(report, console.look()));
        }
    }

    private int show(CheckReport report) {
        if (json) {
            console.print(ReportJson.check(report));
            if (report.verdict() == TaskVerdict.PASS && !report.provider().equals("recording")) {
                desk.story().advance(report.task(), console::note);
            }
        } else {
            console.print(CheckPage.of(report, console.look()));
        }
        return report.verdict().status().code();
    }

    private int show(LabReport report) {
        if (json) {
            console.print(ReportJson.lab(report));
        } else {
            console.print(CheckPage.of(report, console.look()));
        }
        return report.verdict().status().code();
    }

    private static Recording read(Path file) {
        try {
            return Recording.parse(Files.readString(file));
        } catch (IOException e) {
            throw HalabException.usage(new Problem(
                    "The recording cannot be read",
                    "%s cannot be opened as UTF-8 text".formatted(file),
                    "ls -l " + file));
        } catch (MalformedRecording e) {
            throw HalabException.usage(new Problem(
                    "The recording cannot be read",
                    "%s: %s".formatted(file, e.why()),
                    "halab facts record TASK > " + file));
        }
    }
}
