package dev.halab.tui.screen;

import dev.halab.attempt.Attempt;
import dev.halab.check.Verdict;
import dev.halab.lab.Task;
import dev.halab.problem.Problem;
import dev.halab.report.CheckReport;
import dev.halab.report.TaskVerdict;
import dev.halab.report.Words;
import dev.halab.topology.NodeSpec;
import dev.halab.tui.Line;
import dev.halab.tui.Role;
import dev.halab.tutor.Hint;
import dev.halab.tutor.Missing;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What follows from news of the world.
final class News {
    private News() {}

    static Step of(Model model, Msg msg) {
        return switch (msg) {
            case Msg.CourseRead read -> courseRead(model, read);
            case Msg.WorldSeen(Known.World world) -> worldSeen(model, world);
            case Msg.ProvidersFound(List<String> fitting) ->
                Step.of(model.known(model.known().offered(fitting)));
            case Msg.UpBegan(String lab, var topology, var usual) ->
                Step.of(model.bringing(Bringing.begun(lab, topology, usual, model.now())));
            case Msg.PhaseBegan(String node, String phase, var usual) ->
                Step.of(model.bringing(model.bringing().phase(node, phase, usual, model.now())));
            case Msg.NodeFailed(String node, String what) ->
                Step.of(model.bringing(model.bringing().failed(node, what, model.now())));
            case Msg.DetailCame(String node, String line) ->
                Step.of(model.bringing(model.bringing().detail(node, line, model.now())));
            case Msg.NodeDone(String node) ->
                Step.of(model.bringing(model.bringing().done(node, model.now())));
            case Msg.UpEnded(Optional<Problem> problem) -> upEnded(model, problem);
            case Msg.Opened(Task task, Attempt attempt) -> opened(model, task, attempt);
            case Msg.Lacking(Task task, Missing missing) -> missing(model, task, missing);
            case Msg.CourseEnded ignored -> Step.of(idle(model).say(Role.OK, "That was the last task of the lab"));
            case Msg.Judged(CheckReport report, boolean settled, Attempt attempt) ->
                judged(model, report, settled, attempt);
            case Msg.Hinted(Optional<Hint> hint, Attempt attempt) -> hinted(model, hint, attempt);
            case Msg.Said(String line) -> Step.of(model.say(Role.DIM, line));
            case Msg.Failed(Problem problem) -> Step.of(failed(idle(model), problem));
            case Msg.LookedAround(Survey survey) ->
                Step.of(model.work(model.work().surveyed(survey)));
            case Msg.ShellOpened(String node) -> Step.of(tab(model, node, Tab.State.LIVE, ""));
            case Msg.ShellPrinted printed -> printed(model, printed);
            case Msg.ShellEnded(String node, String why) ->
                Step.of(tab(model, node, Tab.State.GONE, why)
                        .say(Role.WARN, "The shell of %s is gone: %s".formatted(node, why)));
            case Msg.Found(String node, Optional<Integer> age) -> Shells.found(model, node, age);
            case Msg.Solved(List<CheckReport> reports, Attempt attempt) -> solved(model, reports, attempt);
            case Msg.Came ignored -> Step.of(model);
            case Msg.Ticked ignored -> Step.of(model);
        };
    }

    private static Model idle(Model model) {
        return model.work(model.work().busy(""));
    }

    private static Step courseRead(Model model, Msg.CourseRead read) {
        // whatever was refused before the course was there is possible now
        Model listening = model.known().course().isEmpty() ? model.say(Role.TEXT, "") : model;
        Model taught = listening.known(model.known().taught(read.course(), read.attempt()));
        List<Task> tasks = Courses.tasks(taught);
        Optional<Task> going = read.attempt()
                .current()
                .filter(t -> !read.attempt().task(t.id()).holds())
                .or(() -> tasks.stream()
                        .filter(t -> !read.attempt().task(t.id()).holds())
                        .findFirst());
        Model marked = taught.chosen(Math.max(0, going.map(tasks::indexOf).orElse(0)));
        return read.newcomer()
                ? Step.of(marked.over(new Overlay.Tour(0)), new Effect.LookAtMachines())
                        .and(new Effect.LookForProviders())
                : Step.of(marked, new Effect.LookAtMachines());
    }

    private static Step worldSeen(Model model, Known.World world) {
        List<String> nodes = world.topology().stream()
                .flatMap(t -> t.nodes().stream())
                .map(NodeSpec::name)
                .toList();
        return Step.of(
                model.known(model.known().seen(world)).bench(model.bench().nodes(nodes)));
    }

    private static Step upEnded(Model model, Optional<Problem> problem) {
        Model ended = model.bringing(model.bringing().ended(problem, model.now()));
        return Step.of(
                problem.isPresent()
                        ? ended.say(Role.FAIL, "Machines: " + problem.get().what())
                        : ended.say(Role.OK, "The machines are up"),
                new Effect.LookAtMachines());
    }

    private static Step opened(Model model, Task task, Attempt attempt) {
        Model moved = idle(model).known(model.known().moved(attempt));
        int line = Math.max(0, Courses.tasks(moved).indexOf(task));
        Step begun = Courses.begin(moved.chosen(line), task);
        return Step.of(begun.model().say(Role.TEXT, "Task %s: %s".formatted(task.id(), task.title())))
                .and(new Effect.LookAround());
    }

    private static Step missing(Model model, Task task, Missing missing) {
        return Step.of(idle(model)
                .over(new Overlay.Confirm(
                        "It builds on other tasks",
                        "%s builds on %s. Replay their answers (they count as shown; at most %d min)?"
                                .formatted(task.id(), missing.words(), missing.minutes()),
                        new Effect.Replay(missing.tasks(), task))));
    }

    private static Step judged(Model model, CheckReport report, boolean settled, Attempt attempt) {
        if (model.work().task().filter(report.task()::equals).isEmpty()) {
            return Step.of(idle(model).known(model.known().moved(attempt)));
        }
        Optional<CheckReport> before = model.work().report();
        Model after =
                model.known(model.known().moved(attempt)).work(model.work().judged(report));
        Model told = Announcement.of(before, report)
                .map(n -> after.say(n.role(), n.text()))
                .orElse(after);
        return settled
                ? lookAround(
                        idle(told.bench(told.bench().focus() == Pane.CHECKS ? told.bench() : marked(told, report))))
                : Step.of(told);
    }

    /// What fails first is what the learner wants to see.
    private static Bench marked(Model model, CheckReport report) {
        for (int number = 0; number < report.results().size(); number++) {
            Verdict verdict = report.results().get(number).verdict();
            if (verdict instanceof Verdict.Fail || verdict instanceof Verdict.Unknown) {
                return model.bench().check(number);
            }
        }
        return model.bench();
    }

    /// The nodes are looked at again where they are shown, or where what is known of them is old.
    private static Step lookAround(Model model) {
        boolean old = model.work()
                .survey()
                .filter(s -> Duration.between(s.at(), model.now()).toSeconds() < 30)
                .isEmpty();
        return old || Survey.isShown(model) ? Step.of(model, new Effect.LookAround()) : Step.of(model);
    }

    private static Step hinted(Model model, Optional<Hint> hint, Attempt attempt) {
        Model after = idle(model).known(model.known().moved(attempt));
        if (hint.isEmpty()) {
            return Step.of(after.say(Role.OK, "Nothing fails now: there is nothing to hint at"));
        }
        Hint now = hint.get();
        List<Line> lines = new ArrayList<>();
        lines.add(Line.of(
                Role.DIM, "%s, cause %s".formatted(now.check().isEmpty() ? now.task() : now.check(), now.cause())));
        lines.add(Line.EMPTY);
        lines.add(Line.of(Role.TEXT, now.text().strip()));
        lines.add(Line.EMPTY);
        if (!now.pages().isEmpty()) {
            lines.add(Line.of(Role.TEXT, Words.pages(now.pages())));
            lines.add(Line.EMPTY);
        }
        lines.add(Line.of(
                Role.DIM,
                now.turn() == Hint.Turn.AGAIN
                        ? "That was the last one; it was shown before."
                        : "It also stands below the task."));
        return Step.of(after.work(after.work().hinted(now))
                .over(new Overlay.Told("Hint %d of %d".formatted(now.rung(), now.of()), lines, 0)));
    }

    private static Model failed(Model model, Problem problem) {
        List<Line> lines = new ArrayList<>();
        problem.what().lines().forEach(l -> lines.add(Line.of(Role.FAIL, l)));
        lines.add(Line.EMPTY);
        problem.why().lines().forEach(l -> lines.add(Line.of(Role.DIM, "why   ").and(Role.TEXT, l)));
        problem.next()
                .lines()
                .forEach(l -> lines.add(Line.of(Role.DIM, "next  ").and(Role.ACCENT, l)));
        return model.over(new Overlay.Told("That did not work", lines, 0));
    }

    private static Model tab(Model model, String node, Tab.State state, String why) {
        Bench bench = model.bench();
        return model.bench(bench.tab(node, bench.tab(node).to(state, model.now(), why)));
    }

    private static Step printed(Model model, Msg.ShellPrinted printed) {
        Bench bench = model.bench();
        String node = printed.node();
        boolean shown = model.place() == Place.LAB && bench.node().equals(node);
        Tab tab = bench.tab(node).printed(shown, printed.fullScreen(), printed.prompt());
        return Step.of(model.bench(bench.tab(node, tab)).work(model.work().acted(model.now())));
    }

    private static Step solved(Model model, List<CheckReport> reports, Attempt attempt) {
        Model after = idle(model).known(model.known().moved(attempt));
        if (reports.isEmpty()) {
            return Step.of(after);
        }
        CheckReport last = reports.getLast();
        boolean here = after.work().task().filter(last.task()::equals).isPresent();
        Model shown = here ? after.work(after.work().judged(last)) : after;
        return Step.of(
                last.verdict() == TaskVerdict.PASS
                        ? shown.say(
                                Role.OK,
                                "The answer was replayed; %s holds and counts as shown"
                                        .formatted(last.task().id()))
                        : shown.say(
                                Role.FAIL,
                                "The answer was replayed, and %s does not hold"
                                        .formatted(last.task().id())),
                new Effect.LookAround());
    }
}
