package dev.halab.tui.screen;

import dev.halab.lab.Task;
import dev.halab.report.TaskVerdict;
import dev.halab.terminal.VtScreen;
import dev.halab.tui.Role;
import dev.halab.tui.keys.Action;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// What the actions do.
final class Actions {
    private Actions() {}

    static Step act(Model model, Action action) {
        return switch (action) {
            case HELP -> Step.of(model.over(new Overlay.Help(Keys.context(model), 0)));
            case PALETTE -> Step.of(model.over(new Overlay.Palette("", 0)));
            case UP -> Moving.by(model, -1);
            case DOWN -> Moving.by(model, 1);
            case PAGE_UP -> Moving.by(model, -10);
            case PAGE_DOWN -> Moving.by(model, 10);
            case BACK -> back(model);
            case QUIT -> quit(model);
            case REDRAW -> Step.of(model, new Effect.Redraw());
            case SUSPEND -> Step.of(model, new Effect.Suspend());
            case CHOOSE -> choose(model);
            case BRING_UP -> Courses.bringUp(model);
            case WATCH_MACHINES -> Step.of(model.place(Place.MACHINES), new Effect.LookAtMachines());
            case TOUR -> Step.of(model.over(new Overlay.Tour(0)), new Effect.LookForProviders());
            case FILTER -> Step.of(Filter.type(model, model.filter().words()));
            case RETRY -> Courses.retry(model);
            case LOG -> Step.of(model.bringing(model.bringing().logToggled()));
            case ABORT -> Courses.abort(model);
            case HOME -> Step.of(model.place(Place.HOME), new Effect.LookAtMachines());
            default -> inLab(model, action);
        };
    }

    private static Step inLab(Model model, Action action) {
        if (model.place() != Place.LAB) {
            return Step.of(model.say(Role.DIM, "%s: in a lab only".formatted(action.help())));
        }
        Bench bench = model.bench();
        return switch (action) {
            case NEXT_PANE -> Moving.pane(model, 1);
            case PREVIOUS_PANE -> Moving.pane(model, -1);
            case SHELL -> Shells.enter(model, bench.node());
            case NODE_1 -> Shells.number(model, 1);
            case NODE_2 -> Shells.number(model, 2);
            case NODE_3 -> Shells.number(model, 3);
            case NODE_4 -> Shells.number(model, 4);
            case NODE_5 -> Shells.number(model, 5);
            case NODE_6 -> Shells.number(model, 6);
            case NODE_7 -> Shells.number(model, 7);
            case RECONNECT -> Shells.reconnect(model);
            case SCROLL -> Shells.back(model.bench(bench.focus(Pane.SHELL)), 5);
            case LIVE -> Shells.live(model);
            case TOP -> Shells.back(model, 1_000_000);
            case SEARCH ->
                Step.of(model.over(new Overlay.Ask(
                        new Overlay.Purpose.Search(bench.node()), "Search back in the shell for", bench.search())));
            case SEARCH_AGAIN -> Shells.find(model, VtScreen.Search.OLDER);
            case SEARCH_BACK -> Shells.find(model, VtScreen.Search.NEWER);
            case EVIDENCE -> Step.of(model.bench(toggled(bench, Pane.EVIDENCE)));
            case TOPOLOGY -> topology(model);
            case ZOOM -> Update.resizeShells(model, model.bench(bench.zoomed(!bench.zoomed())));
            case LARGER -> Sizes.change(model, 1);
            case SMALLER -> Sizes.change(model, -1);
            case NEXT_BLOCK -> Step.of(model.bench(bench.block(bench.block() + 1)));
            case COPY ->
                withBlock(
                        model,
                        text -> Step.of(
                                model.say(Role.OK, "Copied, if the terminal allows programs to: " + firstLine(text)),
                                new Effect.Copy(text)));
            case INSERT -> withBlock(model, text -> Shells.insert(model, text));
            default -> onTask(model, action);
        };
    }

    private static Step onTask(Model model, Action action) {
        Work work = model.work();
        if (work.task().isEmpty()) {
            return Step.of(model.say(Role.WAIT, "No task is open"));
        }
        Task task = work.task().get();
        if (action == Action.WATCH) {
            return Step.of(model.work(work.watching(!work.watching()))
                    .say(
                            Role.TEXT,
                            work.watching()
                                    ? "Checks run only when you ask for them"
                                    : "Checks run by themselves after a pause"));
        }
        if (action == Action.COPY_PAGE) {
            return Offers.page(model, task);
        }
        if (!work.busy().isEmpty()) {
            return Step.of(model.say(Role.WAIT, "Still busy: " + work.busy()));
        }
        return switch (action) {
            case CHECK -> Step.of(model.work(work.judging(model.now())), new Effect.Judge(task, true));
            case HINT -> Step.of(model.work(work.busy("looking for a hint")), new Effect.AskHint(task));
            case SOLVE ->
                Step.of(model.over(new Overlay.Confirm(
                        "Show the solution",
                        "Replay the answer of %s on the nodes? The task then counts as shown, without points."
                                .formatted(task.id()),
                        new Effect.Solve(task))));
            case ANSWER -> answer(model, task);
            case NEXT_TASK -> next(model, task);
            default -> Step.of(model);
        };
    }

    private static Step next(Model model, Task task) {
        boolean passed = model.work()
                .report()
                .map(r -> r.verdict() == TaskVerdict.PASS)
                .orElseGet(() ->
                        model.known().progress(task).filter(p -> p.holds()).isPresent());
        if (!passed) {
            return Step.of(model.say(Role.WAIT, "Not yet: the next task opens when every check of this one passes"));
        }
        return Step.of(model.work(model.work().busy("opening the next task")), new Effect.NextTask(task));
    }

    private static Step answer(Model model, Task task) {
        var questions =
                task.checks().stream().filter(c -> c.kind().equals("answer")).toList();
        if (questions.isEmpty()) {
            return Step.of(model.say(Role.DIM, "This task asks nothing"));
        }
        var marked = Moving.marked(model).filter(questions::contains).orElse(questions.getFirst());
        return Step.of(model.over(
                new Overlay.Ask(new Overlay.Purpose.Answer(marked.id()), "Your answer: " + marked.title(), "")));
    }

    private static Step topology(Model model) {
        return Step.of(model.bench(toggled(model.bench(), Pane.TOPOLOGY)), new Effect.LookAround());
    }

    private static Bench toggled(Bench bench, Pane pane) {
        return bench.side(bench.side() == pane ? Pane.CHECKS : pane);
    }

    private static Step withBlock(Model model, Function<String, Step> then) {
        List<String> blocks =
                model.work().task().map(t -> TaskText.blocks(t.text())).orElse(List.of());
        if (blocks.isEmpty()) {
            return Step.of(model.say(Role.DIM, "This task has no block of code to take"));
        }
        return then.apply(blocks.get(model.bench().block() % blocks.size()));
    }

    private static String firstLine(String text) {
        return text.lines().findFirst().orElse("");
    }

    private static Step back(Model model) {
        Bench bench = model.bench();
        return switch (model.place()) {
            case HOME ->
                Step.of(
                        model.filter().narrows()
                                ? model.filter(Filter.NONE)
                                : model.say(
                                        Role.DIM,
                                        "%s leaves halab"
                                                .formatted(
                                                        model.display().keymap().key(Action.QUIT))));
            case MACHINES -> Step.of(model.place(Place.HOME));
            case LAB -> {
                if (Keys.context(model) != Place.LAB.context()) {
                    yield Shells.live(model);
                }
                if (bench.zoomed()) {
                    yield Update.resizeShells(model, model.bench(bench.zoomed(false)));
                }
                if (bench.focus() == Pane.SHELL) {
                    yield Step.of(model.bench(bench.focus(Pane.TASK)));
                }
                yield bench.side() != Pane.CHECKS
                        ? Step.of(model.bench(bench.side(Pane.CHECKS)))
                        : Step.of(model.place(Place.HOME));
            }
        };
    }

    private static Step quit(Model model) {
        if (model.bringing().stage() == Bringing.Stage.RUNNING) {
            return Step.of(model.over(new Overlay.Confirm(
                    "Leave halab",
                    "Machines are coming up. Leaving stops that; bringing them up later goes on from there. Leave?",
                    new Effect.Quit())));
        }
        long live = model.bench().tabs().values().stream()
                .filter(t -> t.state() == Tab.State.LIVE)
                .count();
        return live == 0
                ? Step.of(model, new Effect.Quit())
                : Step.of(model.over(new Overlay.Confirm(
                        "Leave halab",
                        "%s; what runs there ends. Machines and progress stay. Leave?"
                                .formatted(live == 1 ? "A shell is open" : live + " shells are open"),
                        new Effect.Quit())));
    }

    private static Step choose(Model model) {
        return switch (model.place()) {
            case HOME -> Courses.choose(model);
            case MACHINES ->
                model.bringing().stage() == Bringing.Stage.FAILED
                        ? Courses.retry(model)
                        : Step.of(model.place(Place.HOME), new Effect.LookAtMachines());
            case LAB -> Shells.enter(model, model.bench().node());
        };
    }

    /// What the palette says of an action that cannot be done now; empty if it can.
    static Optional<String> barred(Model model, Action action) {
        return switch (action) {
            case NEXT_TASK ->
                model.work()
                                .report()
                                .filter(r -> r.verdict() == TaskVerdict.PASS)
                                .isPresent()
                        ? Optional.empty()
                        : Optional.of("the task does not hold yet");
            case CHECK, HINT, SOLVE, ANSWER, COPY_PAGE ->
                model.work().task().isEmpty() ? Optional.of("no task is open") : Optional.empty();
            case ABORT ->
                model.bringing().stage() == Bringing.Stage.RUNNING
                        ? Optional.empty()
                        : Optional.of("no machines are coming up");
            default -> Optional.empty();
        };
    }
}
