package dev.halab.cli;

import dev.halab.lab.Lab;
import dev.halab.lab.Task;
import dev.halab.problem.ExitStatus;
import dev.halab.report.CheckPage;
import dev.halab.report.CheckReport;
import dev.halab.report.CoursePage;
import dev.halab.report.TaskVerdict;
import dev.halab.topology.NodeSpec;
import dev.halab.topology.Topology;
import dev.halab.tutor.Machines;
import dev.halab.tutor.Rewind;
import dev.halab.tutor.Story;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `halab reset`.
@Command(
        name = "reset",
        description = "Set the lab back to the beginning of a task: new machines, and the answers up to it replayed.",
        footer = {"", "Examples:", "  halab reset", "  halab reset ha-stacked --yes", "  halab reset ha-stacked/join"})
final class ResetCommand implements Callable<Integer> {
    private final Console console;
    private final Desk desk;

    ResetCommand(Console console, Desk desk) {
        this.console = console;
        this.desk = desk;
    }

    @Parameters(arity = "0..1", paramLabel = "LAB[/TASK]", description = "Where to begin; the current task if nothing.")
    private String reference = "";

    @Option(
            names = {"-y", "--yes"},
            description = "Do not ask.")
    private boolean yes;

    @Override
    public Integer call() {
        Story story = desk.story();
        boolean whole =
                !reference.isEmpty() && story.references().task(reference).isEmpty();
        Task task = whole
                ? story.references().lab(reference).tasks().getFirst()
                : story.references().taskOrCurrent(reference);
        Lab lab = story.references().lab(task.id());
        List<Task> before = lab.tasks().stream().takeWhile(t -> !t.equals(task)).toList();
        Topology topology = desk.machines().topology(lab.topology());
        Optional<Task> saved = desk.rewind().nearestBefore(lab, task);
        List<Task> replayed = saved.map(s -> before.subList(before.indexOf(s) + 1, before.size()))
                .orElse(before);
        ask(task, replayed, topology, saved);
        if (saved.isPresent()) {
            desk.rewind().restore(Rewind.after(saved.get()), new Notes(console)).forEach(console::say);
            story.setBack(lab.tasks().get(lab.tasks().indexOf(saved.get()) + 1));
        } else {
            renew(topology);
            story.setBack(lab.tasks().getFirst());
        }
        if (!replayed.isEmpty()) {
            CheckReport last = story.solve(replayed, console::note).getLast();
            if (last.verdict() != TaskVerdict.PASS) {
                console.print(CheckPage.of(last, console.look()));
                return last.verdict().status().code();
            }
        }
        story.open(task, console::note);
        console.print(CoursePage.task(task, console.look()));
        console.next("halab check");
        return ExitStatus.OK.code();
    }

    private void ask(Task task, List<Task> before, Topology topology, Optional<Task> saved) {
        Optional<Duration> usual = saved.isPresent()
                ? desk.rewind().usualRestore()
                : desk.machines().usualUp(topology);
        String machines = usual.map(d -> "about %s for the machines".formatted(UpScreen.length(d)))
                .orElse("some minutes for the machines");
        int minutes = before.stream().mapToInt(Task::minutes).sum();
        String replay = before.isEmpty()
                ? ""
                : " and at most %d min for the %d answers before it".formatted(minutes, before.size());
        console.confirm(
                "Remove all machines and set the lab back to the beginning of %s%s? It takes %s%s."
                        .formatted(
                                task.id(),
                                saved.map(t -> ", from the checkpoint after " + t.id())
                                        .orElse(""),
                                machines,
                                replay),
                Console.Consent.of(yes),
                ("halab reset " + reference).strip());
    }

    private void renew(Topology topology) {
        Machines machines = desk.machines();
        try (UpScreen screen = UpScreen.start(
                console,
                topology.nodes().stream().map(NodeSpec::name).toList(),
                machines.usualUp(topology),
                machines::usualPhase)) {
            machines.reset(topology, screen);
        }
    }
}
