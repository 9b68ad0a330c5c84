package dev.halab.cli;

import dev.halab.json.Json;
import dev.halab.lab.Task;
import dev.halab.problem.ExitStatus;
import dev.halab.report.Page;
import dev.halab.report.Style;
import dev.halab.report.Words;
import dev.halab.tutor.Hint;
import dev.halab.tutor.Story;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `halab hint`.
@Command(
        name = "hint",
        description = "The next hint for what fails now: first a question, then where to look, then the edit.",
        footer = {"", "Examples:", "  halab hint", "  halab hint --cause hap.mode-http"})
final class HintCommand implements Callable<Integer> {
    private final Console console;
    private final Desk desk;

    HintCommand(Console console, Desk desk) {
        this.console = console;
        this.desk = desk;
    }

    @Parameters(arity = "0..1", paramLabel = "LAB[/TASK]", description = "The task; the current one if none is named.")
    private String reference = "";

    @Option(names = "--cause", paramLabel = "C", description = "A cause as `halab check` shows it.")
    private String cause = "";

    @Option(names = "--json", description = "Print a Hint.")
    private boolean json;

    @Override
    public Integer call() {
        Story story = desk.story();
        Task task = story.references().taskOrCurrent(reference);
        Optional<Hint> hint = cause.isEmpty() ? story.hint(task) : Optional.of(story.hint(task, cause));
        if (json) {
            console.print(json(task, hint));
        } else if (hint.isPresent()) {
            show(hint.get());
        } else {
            console.say("Nothing fails in %s: there is nothing to hint at.".formatted(task.id()));
            console.next("halab check");
        }
        return ExitStatus.OK.code();
    }

    private void show(Hint hint) {
        String head = "hint %d/%d for %s%s"
                .formatted(
                        hint.rung(),
                        hint.of(),
                        hint.cause(),
                        hint.check().isEmpty()
                                ? ""
                                : " (" + hint.check().substring(hint.check().lastIndexOf('/') + 1) + ")");
        Page.Builder page = new Page.Builder(console.look()).line(Style.DIM, head);
        page.lead(new Page.Span(Style.PLAIN, "  "), Style.STRONG, hint.text());
        if (!hint.pages().isEmpty()) {
            page.lead(new Page.Span(Style.PLAIN, "  "), Style.DIM, Words.pages(hint.pages()));
        }
        console.print(page.build());
        if (hint.turn() == Hint.Turn.AGAIN) {
            console.say("That was the last hint for it, shown before.");
            console.next("halab solve " + hint.task());
        } else {
            console.next("halab check");
        }
    }

    private static Json json(Task task, Optional<Hint> hint) {
        Json.Builder json =
                Json.object().put("apiVersion", "halab/v1").put("kind", "Hint").put("task", task.id());
        hint.ifPresent(h -> json.put("check", h.check())
                .put("cause", h.cause())
                .put("rung", h.rung())
                .put("of", h.of())
                .put("new", h.turn() == Hint.Turn.NEW)
                .put("text", h.text())
                .put("pages", Json.strings(h.pages())));
        return json.build();
    }
}
