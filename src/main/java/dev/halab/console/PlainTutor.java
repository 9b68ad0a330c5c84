package dev.halab.console;

import dev.halab.attempt.Attempt;
import dev.halab.lab.Lab;
import dev.halab.lab.Task;
import dev.halab.machine.Finding;
import dev.halab.machine.MachineStatus;
import dev.halab.machine.Progress;
import dev.halab.problem.DidYouMean;
import dev.halab.problem.HalabException;
import dev.halab.problem.Problem;
import dev.halab.report.CheckReport;
import dev.halab.report.TaskVerdict;
import dev.halab.topology.Topology;
import dev.halab.tutor.Hint;
import dev.halab.tutor.Machines;
import dev.halab.tutor.Missing;
import dev.halab.tutor.Patience;
import dev.halab.tutor.Plan;
import dev.halab.tutor.Story;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/// The whole tutor at a prompt: whatever the screens can do with a lab can be done here.
public final class PlainTutor {
    private final Story story;
    private final Machines machines;
    private final Prompt prompt;
    private final Consumer<String> out;
    private final Consumer<String> ssh;

    /// @param out takes a line
    /// @param ssh opens a shell on a node and returns when it has ended
    public PlainTutor(Story story, Machines machines, Prompt prompt, Consumer<String> out, Consumer<String> ssh) {
        this.story = story;
        this.machines = machines;
        this.prompt = prompt;
        this.out = out;
        this.ssh = ssh;
    }

    /// Asks and answers until the person leaves.
    public void run() {
        out.accept("halab, plain. `help` lists what can be typed.");
        attempt(this::where);
        while (true) {
            Optional<String> line = prompt.line("halab> ");
            if (line.isEmpty()) {
                return;
            }
            // what to do next is told as a shell takes it, with the program's name
            List<String> typed = Arrays.stream(
                            line.get().strip().replaceFirst("^halab\\s+", "").split("\\s+"))
                    .filter(w -> !w.isEmpty())
                    .toList();
            if (typed.isEmpty()) {
                continue;
            }
            Optional<Verb> verb = Verb.of(typed.getFirst());
            if (verb.filter(Verb.QUIT::equals).isPresent()) {
                return;
            }
            if (verb.isEmpty()) {
                say(Lines.problem(new Problem(
                        "'%s' cannot be typed here%s"
                                .formatted(typed.getFirst(), DidYouMean.suffix(typed.getFirst(), Verb.words())),
                        "it is none of: " + String.join(", ", Verb.words()),
                        "help")));
            } else {
                attempt(() -> act(verb.get(), typed.subList(1, typed.size())));
            }
        }
    }

    /// What may be typed, for completion.
    public static List<String> words() {
        return Verb.words();
    }

    /// A problem is told, and the prompt comes again.
    private void attempt(Runnable work) {
        try {
            work.run();
        } catch (HalabException e) {
            say(Lines.problem(e.problem()));
        }
    }

    private void say(List<String> lines) {
        lines.forEach(out);
    }

    private void act(Verb verb, List<String> words) {
        switch (verb) {
            case TASK -> task();
            case CHECK -> check(current());
            case HINT -> hint();
            case ANSWER -> answer(words);
            case SOLVE -> solve();
            case NEXT -> next();
            case SSH -> shell(words);
            case LABS -> labs();
            case START -> start(words);
            case PROGRESS -> progress();
            case UP -> up(words);
            case STATUS -> status();
            case DOCTOR -> doctor();
            case HELP -> Arrays.stream(Verb.values()).map(Verb::line).forEach(out);
            case QUIT -> {}
        }
    }

    private Task current() {
        return story.references().taskOrCurrent("");
    }

    private void where() {
        Optional<Task> task = story.attempt().current();
        if (task.isEmpty()) {
            out.accept("You have not started a lab yet. `labs` lists them, `doctor` says what this host can run,");
            out.accept("`up` brings machines up, `start LAB` begins.");
            return;
        }
        out.accept("TASK %s: %s".formatted(task.get().id(), task.get().title()));
        out.accept("STANDING: " + Lines.standing(story.attempt().task(task.get().id())));
    }

    private void task() {
        Task task = current();
        say(Lines.task(task, story.attempt().task(task.id())));
    }

    private void check(Task task) {
        out.accept("Checking.");
        CheckReport report =
                story.check(task, Patience.UNTIL_SETTLED, unsettled -> out.accept("Not settled yet, waiting."));
        say(Lines.report(report));
        if (report.verdict() == TaskVerdict.PASS) {
            out.accept("NEXT: next");
        }
    }

    private void hint() {
        Optional<Hint> hint = story.hint(current());
        say(hint.map(Lines::hint).orElse(List.of("Nothing fails now: there is nothing to hint at.")));
    }

    private void answer(List<String> words) {
        if (words.size() < 2) {
            throw usage("answer", "CHECK VALUE");
        }
        Task task = current();
        story.answer(words.getFirst(), String.join(" ", words.subList(1, words.size())));
        check(task);
    }

    private void solve() {
        Task task = current();
        if (yes("Replay the answer of %s? The task then counts as shown, without points.".formatted(task.id()))) {
            say(Lines.report(story.solve(List.of(task), out).getLast()));
        }
    }

    private void next() {
        Task task = current();
        if (!story.attempt().task(task.id()).holds()) {
            throw HalabException.of(new Problem(
                    "The next task is not open yet",
                    "%s did not pass when it was judged last".formatted(task.id()),
                    "check"));
        }
        Optional<Task> next = story.advance(task, out);
        if (next.isEmpty()) {
            out.accept("That was the last task of the lab.");
        } else {
            task();
        }
    }

    private void shell(List<String> words) {
        if (words.size() != 1) {
            throw usage("ssh", "NODE");
        }
        ssh.accept(words.getFirst());
    }

    private void labs() {
        Attempt attempt = story.attempt();
        for (Lab lab : story.course().labs()) {
            out.accept("LAB %s: %s, topology %s, Kubernetes %s"
                    .formatted(lab.id(), lab.title(), lab.topology(), lab.kubernetes()));
            for (Task task : lab.tasks()) {
                out.accept("  TASK %s: %s, %d points, %d minutes, %s"
                        .formatted(
                                task.id(),
                                task.title(),
                                task.points(),
                                task.minutes(),
                                Lines.standing(attempt.task(task.id()))));
            }
        }
    }

    private void start(List<String> words) {
        if (words.size() != 1) {
            throw usage("start", "LAB[/TASK]");
        }
        Lab lab = story.references().lab(words.getFirst());
        machines.requireFor(lab);
        if (machines.topology().filter(t -> t.name().equals(lab.topology())).isEmpty()) {
            throw HalabException.of(new Problem(
                    "'%s' cannot be started yet".formatted(lab.id()),
                    "there are no machines of topology '%s'".formatted(lab.topology()),
                    "up " + lab.id()));
        }
        Task task = story.references()
                .task(words.getFirst())
                .or(() -> story.attempt().firstOpen(lab))
                .orElse(lab.tasks().getFirst());
        Missing missing = story.missingBefore(task);
        if (!missing.isEmpty()) {
            if (!yes("%s builds on %s. Replay their answers (they count as shown)?"
                    .formatted(task.id(), missing.words()))) {
                return;
            }
            CheckReport last = story.solve(missing.tasks(), out).getLast();
            if (last.verdict() != TaskVerdict.PASS) {
                say(Lines.report(last));
                return;
            }
        }
        story.open(task, out);
        task();
    }

    private void progress() {
        Attempt attempt = story.attempt();
        for (Lab lab : story.course().labs()) {
            Attempt.LabProgress sum = attempt.progress(lab);
            out.accept("LAB %s: %d of %d tasks passed, %d shown, %d of %d points"
                    .formatted(lab.id(), sum.passed(), sum.tasks(), sum.shown(), sum.earned(), sum.of()));
        }
    }

    private void up(List<String> words) {
        Lab lab = story.references().lab(words.isEmpty() ? "" : words.getFirst());
        machines.requireFor(lab);
        Topology topology = machines.topology(lab.topology());
        Plan plan = machines.plan(topology, Set.of());
        out.accept("PLAN: %d machines to make, %d to start, %d run%s"
                .formatted(
                        plan.of(Plan.Step.MAKE).size(),
                        plan.of(Plan.Step.START).size(),
                        plan.of(Plan.Step.KEEP).size(),
                        plan.about()
                                .map(d -> ", about %d seconds".formatted(d.toSeconds()))
                                .orElse("")));
        machines.up(topology, plan, new Progress() {
            @Override
            public void phase(String node, String phase) {
                out.accept("MACHINE %s: %s".formatted(node.isEmpty() ? "all" : node, phase));
            }

            @Override
            public void detail(String node, String line) {}

            @Override
            public void done(String node) {
                if (!node.isEmpty()) {
                    out.accept("MACHINE %s: up".formatted(node));
                }
            }

            @Override
            public void failed(String node, Problem problem) {
                out.accept("MACHINE %s: FAILED: %s".formatted(node, problem.what()));
            }
        });
        out.accept("NEXT: start " + lab.id());
    }

    private void status() {
        List<MachineStatus> all = machines.status();
        if (all.isEmpty()) {
            out.accept("There are no machines. NEXT: up");
        }
        all.forEach(m -> out.accept("MACHINE %s: %s, %s".formatted(m.node(), m.state(), m.address())));
    }

    private void doctor() {
        for (Finding finding : machines.doctor(machines.topology("standard"))) {
            out.accept("HOST %s: %s, %s%s"
                    .formatted(
                            finding.subject(),
                            finding.grade().words(),
                            finding.observed(),
                            finding.mend().isEmpty() ? "" : ". MEND: " + finding.mend()));
        }
    }

    private boolean yes(String question) {
        boolean yes = prompt.line(question + " [y/N] ")
                .filter(a -> a.strip().matches("(?i)y|yes"))
                .isPresent();
        if (!yes) {
            out.accept("Nothing was done.");
        }
        return yes;
    }

    private static HalabException usage(String verb, String takes) {
        return HalabException.usage(new Problem(
                "`%s` was not understood".formatted(verb), "it takes " + takes, "%s %s".formatted(verb, takes)));
    }
}
