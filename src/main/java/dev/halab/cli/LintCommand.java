package dev.halab.cli;

import dev.halab.json.Json;
import dev.halab.lab.CourseProblem;
import dev.halab.lab.lint.LintFinding;
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
        List<LintFinding> findings = desk.lint(paths, prove ? Desk.Gate.PROOF : Desk.Gate.RULES);
        boolean broken = findings.stream().anyMatch(f -> f.level() == LintFinding.Level.ERROR);
        if (json) {
            console.print(json(findings));
        } else if (findings.isEmpty()) {
            console.say("No rule is broken.");
        } else {
            findings.forEach(f ->
                    console.out().println(f.level().word() + " " + f.problem().text()));
            console.say(findings.size() == 1 ? "1 finding" : findings.size() + " findings");
        }
        return (broken ? ExitStatus.USAGE : ExitStatus.OK).code();
    }

    private static Json json(List<LintFinding> findings) {
        return Json.object()
                .put("apiVersion", "halab/v1")
                .put("kind", "Lint")
                .put(
                        "findings",
                        Json.array(findings.stream().map(LintCommand::json).toList()))
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
