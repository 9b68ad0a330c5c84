package dev.halab.cli;

import dev.halab.attempt.Attempt;
import dev.halab.lab.Task;
import dev.halab.problem.DidYouMean;
import dev.halab.problem.ExitStatus;
import dev.halab.problem.HalabException;
import dev.halab.problem.Problem;
import dev.halab.report.Look;
import dev.halab.tutor.Story;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.UnmatchedArgumentException;

/// The `halab` command. Alone it says where the learner stands and what to do next.
@Command(
        name = "halab",
        description = "A terminal tutor for highly available Kubernetes control planes.",
        synopsisSubcommandLabel = "COMMAND",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Exit status: 0 ok, 1 not yet, 2 usage, 3 lab or host problem, 4 could not observe, 70 defect.",
            "",
            "Examples:",
            "  halab doctor",
            "  halab up ha-stacked",
            "  halab start ha-stacked",
            "  halab check"
        })
public final class Halab implements Callable<Integer> {
    private final Console console;
    private final Desk desk;

    private Halab(Console console, Desk desk) {
        this.console = console;
        this.desk = desk;
    }

    /// Runs one command line and returns its exit status.
    public static int run(Console console, Desk desk, String version, String... arguments) {
        return commandLine(console, desk, version).execute(arguments);
    }

    static CommandLine commandLine(Console console, Desk desk, String version) {
        CommandLine line = new CommandLine(new Halab(console, desk));
        // whoever made the console has looked for it already
        line.getCommandSpec()
                .version("halab " + version)
                .addOption(OptionSpec.builder("--ascii")
                        .scopeType(ScopeType.INHERIT)
                        .description("Use ASCII characters only.")
                        .build());
        List.of(
                        new DoctorCommand(console, desk),
                        new UpCommand(console, desk),
                        new DownCommand(console, desk),
                        new DestroyCommand(console, desk),
                        new StatusCommand(console, desk),
                        new SshCommand(desk),
                        new PowerCommand(console, desk),
                        new LabsCommand(console, desk),
                        new StartCommand(console, desk),
                        new TaskCommand(console, desk),
                        new CheckCommand(console, desk),
                        new HintCommand(console, desk),
                        new AnswerCommand(console, desk),
                        new SolveCommand(console, desk),
                        new ResetCommand(console, desk),
                        new CheckpointCommand(console, desk),
                        new ProgressCommand(console, desk),
                        new FactsCommand(console, desk),
                        new LintCommand(console, desk),
                        new Completion(console))
                .forEach(line::addSubcommand);
        line.getSubcommands().values().forEach(Halab::addHelp);
        Ansi ansi = console.look().colours() == Look.Colours.ANSI ? Ansi.ON : Ansi.OFF;
        return line.setOut(console.out())
                .setErr(console.err())
                .setColorScheme(CommandLine.Help.defaultColorScheme(ansi))
                .setUsageHelpWidth(Math.min(100, Math.max(80, console.look().width())))
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setParameterExceptionHandler((e, arguments) -> misused(console, e))
                .setExecutionExceptionHandler((e, command, parsed) -> failed(console, desk, e, parsed.originalArgs()));
    }

    private static void addHelp(CommandLine command) {
        command.getCommandSpec()
                .addOption(OptionSpec.builder("-h", "--help")
                        .usageHelp(true)
                        .description("Show this help and exit.")
                        .build());
        command.getSubcommands().values().forEach(Halab::addHelp);
    }

    private static int misused(Console console, ParameterException e) {
        CommandLine command = e.getCommandLine();
        String name = command.getCommandSpec().qualifiedName();
        String why = String.valueOf(e.getMessage()).lines().findFirst().orElse("");
        if (e instanceof UnmatchedArgumentException unmatched
                && !unmatched.getUnmatched().isEmpty()) {
            String word = unmatched.getUnmatched().getFirst();
            List<String> known = word.startsWith("-")
                    ? command.getCommandSpec().optionsMap().keySet().stream().toList()
                    : command.getSubcommands().keySet().stream().toList();
            why = "'%s' is not known here%s".formatted(word, DidYouMean.suffix(word, known));
        }
        console.problem(new Problem("`%s` was not understood".formatted(name), why, name + " --help"));
        return ExitStatus.USAGE.code();
    }

    private static int failed(Console console, Desk desk, Exception e, List<String> arguments) {
        if (e instanceof HalabException halab) {
            console.problem(halab.problem());
            return halab.status().code();
        }
        console.problem(desk.defect(e, arguments));
        return ExitStatus.BUG.code();
    }

    @Override
    public Integer call() {
        Story story = desk.story();
        Attempt attempt = story.attempt();
        if (attempt.current().isEmpty()) {
            console.say("You have not started a lab yet.");
            console.next(desk.machines().topology().isPresent() ? "halab start" : "halab doctor, then halab up");
            return ExitStatus.OK.code();
        }
        Task task = attempt.current().get();
        String state = attempt.task(task.id()).holds() ? "done" : "open";
        console.say("%s  %s (%s)".formatted(task.id(), task.title(), state));
        if (desk.machines().topology().isEmpty()) {
            console.say("There are no machines now.");
            console.next("halab up");
        } else {
            console.next(state.equals("done") ? "halab progress" : "halab task, then halab check");
        }
        return ExitStatus.OK.code();
    }
}
