package dev.halab.cli;

import dev.halab.attempt.Attempt;
import dev.halab.attempt.TaskProgress;
import dev.halab.lab.Task;
import dev.halab.problem.DidYouMean;
import dev.halab.problem.ExitStatus;
import dev.halab.problem.Problem;
import dev.halab.report.Look;
import dev.halab.tutor.Story;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.UnmatchedArgumentException;

/// The `halab` command. Alone it opens the tutor; without a terminal it says where the learner stands and what to do
/// next.
@Command(
        name = "halab",
        description = {
            "A terminal tutor for highly available Kubernetes control planes.",
            "Without a command it opens the tutor, where you left off."
        },
        synopsisSubcommandLabel = "COMMAND",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Exit status: 0 ok, 1 not yet, 2 usage, 3 lab or host problem, 4 could not observe, 70 defect.",
            "",
            "Examples:",
            "  halab",
            "  halab --plain",
            "  halab doctor",
            "  halab up ha-stacked",
            "  halab start ha-stacked",
            "  halab check"
        })
public final class Halab implements Callable<Integer> {
    private static final String COMPLETION = "completion";

    private final Console console;
    private final Desk desk;

    @Option(names = "--plain", description = "The tutor as lines and a prompt, for screen readers and plain terminals.")
    private boolean plain;

    @Option(
            names = "--theme",
            paramLabel = "T",
            description = "Colours of the tutor: terminal, dark, light, mono, deuteranopia, tritanopia, projector.")
    private String theme = "";

    @Option(names = "--no-mouse", description = "Leave the mouse to the terminal.")
    private boolean noMouse;

    @Option(names = "--reduced-motion", description = "Nothing on the screen moves by itself.")
    private boolean reducedMotion;

    private Halab(Console console, Desk desk) {
        this.console = console;
        this.desk = desk;
    }

    /// Runs one command line and returns its exit status.
    public static int run(Console console, Desk desk, String version, String... arguments) {
        return commandLine(console, desk, version, arguments).execute(arguments);
    }

    static CommandLine commandLine(Console console, Desk desk, String version, String... arguments) {
        CommandLine line = new CommandLine(new Halab(console, desk));
        // whoever made the console has looked for it already
        line.getCommandSpec()
                .version("halab " + version)
                .addOption(OptionSpec.builder("--ascii")
                        .scopeType(ScopeType.INHERIT)
                        .description("Use ASCII characters only.")
                        .build());
        needed(commands(console, desk), arguments).forEach((name, command) -> line.addSubcommand(name, command.get()));
        line.getSubcommands().values().forEach(Halab::addHelp);
        Ansi ansi = console.look().colours() == Look.Colours.ANSI ? Ansi.ON : Ansi.OFF;
        return line.setOut(console.out())
                .setErr(console.err())
                .setColorScheme(CommandLine.Help.defaultColorScheme(ansi))
                .setUsageHelpWidth(Math.min(100, Math.max(80, console.look().width())))
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setParameterExceptionHandler((e, given) -> misused(console, e))
                .setExecutionExceptionHandler(
                        (e, command, parsed) -> Alone.failed(console, desk, e, parsed.originalArgs()));
    }

    /// Every command under its name, in the order of the help.
    private static Map<String, Supplier<Object>> commands(Console console, Desk desk) {
        Map<String, Supplier<Object>> commands = new LinkedHashMap<>();
        commands.put("doctor", () -> new DoctorCommand(console, desk));
        commands.put("up", () -> new UpCommand(console, desk));
        commands.put("down", () -> new DownCommand(console, desk));
        commands.put("destroy", () -> new DestroyCommand(console, desk));
        commands.put("status", () -> new StatusCommand(console, desk));
        commands.put("ssh", () -> new SshCommand(desk));
        commands.put("power", () -> new PowerCommand(console, desk));
        commands.put("box", () -> new BoxCommand(desk));
        commands.put("labs", () -> new LabsCommand(console, desk));
        commands.put("start", () -> new StartCommand(console, desk));
        commands.put("task", () -> new TaskCommand(console, desk));
        commands.put("check", () -> new CheckCommand(console, desk));
        commands.put("hint", () -> new HintCommand(console, desk));
        commands.put("answer", () -> new AnswerCommand(console, desk));
        commands.put("solve", () -> new SolveCommand(console, desk));
        commands.put("reset", () -> new ResetCommand(console, desk));
        commands.put("checkpoint", () -> new CheckpointCommand(console, desk));
        commands.put("progress", () -> new ProgressCommand(console, desk));
        commands.put("facts", () -> new FactsCommand(console, desk));
        commands.put("lint", () -> new LintCommand(console, desk));
        commands.put(COMPLETION, () -> new Completion(console));
        return commands;
    }

    /// Reading the annotations of all commands takes longer than most of them take: where the command line begins
    /// with
    /// the name of one, the others are left out. Help, completion and misspelt names need them all.
    private static Map<String, Supplier<Object>> needed(Map<String, Supplier<Object>> commands, String... arguments) {
        String first = arguments.length == 0 ? "" : arguments[0];
        Supplier<Object> one = first.equals(COMPLETION) ? null : commands.get(first);
        return one == null ? commands : Map.of(first, one);
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

    @Override
    public Integer call() {
        if (plain || console.presence() == Console.Presence.TERMINAL) {
            return desk.tutor(new Desk.Wishes(plain, theme, !noMouse, reducedMotion));
        }
        Story story = desk.story();
        Attempt attempt = story.attempt();
        if (attempt.current().isEmpty()) {
            console.say("You have not started a lab yet.");
            console.next(desk.machines().topology().isPresent() ? "halab start" : "halab doctor, then halab up");
            return ExitStatus.OK.code();
        }
        Task task = attempt.current().get();
        TaskProgress progress = attempt.task(task.id());
        String state = progress.holds() ? "done" : "open";
        String unseen = progress.verdict().equals("unknown") ? ", cannot be seen now" : "";
        console.say("%s  %s (%s%s)".formatted(task.id(), task.title(), state, unseen));
        if (desk.machines().topology().isEmpty()) {
            console.say("There are no machines now.");
            console.next("halab up");
        } else {
            console.next(state.equals("done") ? "halab progress" : "halab task, then halab check");
        }
        return ExitStatus.OK.code();
    }
}
