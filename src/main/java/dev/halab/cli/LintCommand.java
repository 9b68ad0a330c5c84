package dev.halab.cli;

import dev.halab.json.Json;
import dev.halab.lab.CourseProblem;
import dev.halab.lab.lint.Coverage;
import dev.halab.lab.lint.LintFinding;
import dev.halab.lab.lint.Review;
import dev.halab.problem.ExitStatus;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `halab lint`.
@Command(
        name = "lint",
        description = "Every rule that a course breaks, with file, line and column.",
        footer = {"", "Examples:", "  halab lint", "  halab lint my-course --json"})
final class LintCommand implements Callable<Integer> {
    private final Console console;
    private final Desk desk;

    LintCommand(Console console, Desk desk) {
        this.console = console;
        this.desk = desk;
    }

    @Parameters(arity = "0..*", paramLabel = "PATH", description = "Folders of courses; the built-in one if none.")
    private List<Path> paths = List.of();

    @Option(names = "--prove", description = "Also judge every recording: right ones must pass, wrong ones must fail.")
    private boolean prove;

    @Option(names = "--json", description = "Print a Lint.")
    private boolean json;

    @Override
    public Integer call() {
        Review review = desk.lint(paths, prove ? Desk.Gate.PROOF : Desk.Gate.RULES);
        List<LintFinding> findings = review.findings();
        if (json) {
            console.print(json(review));
        } else if (findings.isEmpty()) {
            console.say("No rule is broken.");
        } else {
            findings.forEach(f ->
                    console.out().println(f.level().word() + " " + f.problem().text()));
            console.say(findings.size() == 1 ? "1 finding" : findings.size() + " findings");
        }
        if (prove && !json) {
            table(review.rows());
        }
        return (review.broken() ? ExitStatus.USAGE : ExitStatus.OK).code();
    }

    private void table(List<Coverage.Row> rows) {
        int width = rows.stream().mapToInt(r -> r.task().length()).max().orElse(0);
        String line = "%-" + Math.max(width, "TASK".length()) + "s %7s %7s %8s %8s %9s  %s";
        console.out()
                .println(line.formatted("TASK", "CHECKS", "PROVED", "EXCUSED", "MUTANTS", "VARIANTS", "OPEN")
                        .stripTrailing());
        rows.forEach(r -> console.out()
                .println(line.formatted(
                                r.task(),
                                r.checks(),
                                r.proved(),
                                r.excused(),
                                r.mutants(),
                                r.variants(),
                                r.open().isEmpty() ? "-" : String.join(", ", r.open()))
                        .stripTrailing()));
    }

    private static Json json(Review review) {
        return Json.object()
                .put("apiVersion", "halab/v1")
                .put("kind", "Lint")
                .put(
                        "findings",
                        Json.array(review.findings().stream()
                                .map(LintCommand::json)
                                .toList()))
                .put(
                        "tasks",
                        Json.array(review.rows().stream().map(LintCommand::json).toList()))
                .build();
    }

    private static Json json(Coverage.Row row) {
        return Json.object()
                .put("task", row.task())
                .put("checks", row.checks())
                .put("proved", row.proved())
                .put("excused", row.excused())
                .put("mutants", row.mutants())
                .put("variants", row.variants())
                .put("open", Json.array(row.open().stream().map(Json::of).toList()))
                .build();
    }

    private static Json json(LintFinding finding) {
        CourseProblem p = finding.problem();
        return Json.object()
                .put("level", finding.level().word())
                .put("file", p.file())
                .put("line", p.line())
                .put("column", p.column())
                .put("what", p.problem().what())
                .put("why", p.problem().why())
                .put("next", p.problem().next())
                .build();
    }
}
