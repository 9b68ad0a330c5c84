package dev.halab.machine.vagrant;

import dev.halab.machine.Progress;
import dev.halab.problem.HalabException;
import dev.halab.problem.Problem;
import dev.halab.program.Call;
import dev.halab.program.Finished;
import dev.halab.program.Programs;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;

/// Vagrant's program, for one lab. A call costs one to three seconds, so it is made only where machines change or a
/// person asks for their state. Another vagrant that holds a lock is waited for.
///
/// @param pause lets time pass between two attempts
record Vagrant(Programs programs, LabFolder lab, Pause pause) {
    /// It may download a box of hundreds of megabytes and install packages.
    private static final Duration UP = Duration.ofMinutes(60);
    private static final Duration SHORT = Duration.ofMinutes(2);
    private static final Duration CHANGE = Duration.ofMinutes(10);

    /// A machine that is being made is removed again, or shut down.
    private static final Duration CLEANUP = Duration.ofMinutes(2);

    private static final Set<String> LOCKED =
            Set.of("MachineActionLockedError", "MachineLocked", "EnvironmentLockedError");

    /// Between attempts, while something is locked: two minutes in all.
    private static final List<Integer> WAITS = List.of(1, 2, 4, 8, 15, 30, 30, 30);

    /// How a run ended.
    record Run(Finished finished, Transcript transcript) {
        boolean ok() {
            return finished.ok();
        }

        private boolean locked() {
            return !ok()
                    && transcript.failure().map(f -> LOCKED.contains(f.type())).orElse(false);
        }
    }

    /// States of all machines of the Vagrantfile, or of those that are named.
    Transcript status(String... nodes) {
        return must("the machines' states cannot be seen", "", SHORT, Progress.quiet(), with("status", nodes))
                .transcript();
    }

    Transcript sshConfig(String node) {
        return must(
                        "the way to %s was not found".formatted(node),
                        node,
                        SHORT,
                        Progress.quiet(),
                        List.of("ssh-config", node))
                .transcript();
    }

    /// The boxes that are there, each as its name and its provider with a blank between.
    List<String> boxes() {
        List<String> boxes = new ArrayList<>();
        String name = "";
        Run run = must("the boxes cannot be listed", "", SHORT, Progress.quiet(), List.of("box", "list"));
        for (Line line : run.transcript().lines()) {
            if (line.type().equals("box-name")) {
                name = line.field(0);
            } else if (line.type().equals("box-provider")) {
                boxes.add(name + " " + line.field(0));
            }
        }
        return boxes;
    }

    /// Runs a command in a machine, by Vagrant's own login.
    Run ssh(String node, String command) {
        return run(node, SHORT, Progress.quiet(), line -> {}, List.of("ssh", node, "--command", command, "--no-tty"));
    }

    Run up(String node, String provider, boolean provision, Progress progress, Consumer<String> said) {
        return run(
                node,
                UP,
                progress,
                said,
                List.of("up", node, "--provider", provider, provision ? "--provision" : "--no-provision"));
    }

    void change(String what, String node, Progress progress, String... arguments) {
        must(what, node, CHANGE, progress, List.of(arguments));
    }

    /// The names of a machine's snapshots.
    List<String> snapshots(String node) {
        return must(
                        "the snapshots of %s cannot be listed".formatted(node),
                        node,
                        SHORT,
                        Progress.quiet(),
                        List.of("snapshot", "list", node))
                .transcript()
                .said()
                .stream()
                .map(String::strip)
                .toList();
    }

    /// Like `change` where it does not matter whether that works.
    void attempt(String node, String... arguments) {
        run(node, CHANGE, Progress.quiet(), line -> {}, List.of(arguments));
    }

    private static List<String> with(String verb, String... more) {
        return Stream.concat(Stream.of(verb), Stream.of(more)).toList();
    }

    private Run must(String what, String node, Duration limit, Progress progress, List<String> arguments) {
        Run run = run(node, limit, progress, line -> {}, arguments);
        if (!run.ok()) {
            throw HalabException.of(Trouble.problem(what, node, run, lab));
        }
        return run;
    }

    private Run run(String node, Duration limit, Progress progress, Consumer<String> said, List<String> arguments) {
        Run run = once(node, limit, progress, said, arguments);
        for (int wait : WAITS) {
            if (!run.locked()) {
                return run;
            }
            progress.detail(node, "another vagrant works on it; waiting");
            await(node, Duration.ofSeconds(wait));
            run = once(node, limit, progress, said, arguments);
        }
        return run;
    }

    private void await(String node, Duration duration) {
        try {
            pause.of(duration);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw HalabException.of(
                    new Problem(
                            "waiting for %s was interrupted".formatted(node.isEmpty() ? "the machines" : node),
                            "another vagrant works on it",
                            "run the same halab command again"),
                    e);
        }
    }

    private Run once(String node, Duration limit, Progress progress, Consumer<String> said, List<String> arguments) {
        List<String> argv = new ArrayList<>(List.of("vagrant"));
        argv.addAll(arguments);
        argv.add("--machine-readable");
        lab.log(node, List.of("$ " + String.join(" ", argv)));
        Finished finished = programs.run(
                new Call(argv, environment(), "", limit, CLEANUP), text -> follow(node, text, progress, said));
        lab.log(node, finished.error().lines().toList());
        return new Run(finished, Transcript.of(finished.out()));
    }

    /// The learner's own settings of these would lead Vagrant elsewhere.
    private Map<String, String> environment() {
        Map<String, String> environment = new HashMap<>(Map.of(
                "VAGRANT_CWD", lab.folder().toString(),
                "VAGRANT_DOTFILE_PATH", lab.dotfile().toString(),
                "VAGRANT_VAGRANTFILE", "Vagrantfile",
                "VAGRANT_CHECKPOINT_DISABLE", "1",
                "VAGRANT_NO_COLOR", "1"));
        lab.chosen()
                .map(Chosen::provider)
                .filter(word -> !word.isEmpty())
                .ifPresent(word -> environment.put("VAGRANT_DEFAULT_PROVIDER", word));
        return environment;
    }

    private void follow(String node, String text, Progress progress, Consumer<String> said) {
        // what is told as progress is logged by whoever wants progress
        List<String> lines = Line.parse(text).map(Line::said).orElse(List.of());
        for (String line : lines) {
            said.accept(line);
            Phases.begun(line).ifPresent(phase -> progress.phase(node, phase));
            progress.detail(node, line);
        }
    }
}
