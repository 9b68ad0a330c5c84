package dev.halab.tui.screen;

import dev.halab.lab.Lab;
import dev.halab.lab.Task;
import dev.halab.tui.Role;
import java.util.List;
import java.util.Optional;

/// What can be done on the course's screen and that of the machines.
final class Courses {
    private Courses() {}

    /// All tasks of the course, in order.
    static List<Task> tasks(Model model) {
        return model.known().course().stream()
                .flatMap(c -> c.labs().stream())
                .flatMap(l -> l.tasks().stream())
                .toList();
    }

    /// The tasks that the filter lets through: the lines of the course's screen that can be marked.
    static List<Task> shown(Model model) {
        return model.known().course().stream()
                .flatMap(c -> c.labs().stream())
                .flatMap(l -> l.tasks().stream().filter(t -> model.filter().lets(l, t)))
                .toList();
    }

    /// The marked task; empty if none is shown.
    static Optional<Task> marked(Model model) {
        List<Task> tasks = tasks(model);
        return tasks.isEmpty()
                ? Optional.empty()
                : Optional.of(tasks.get(Math.min(model.chosen(), tasks.size() - 1)))
                        .filter(shown(model)::contains);
    }

    /// Marks another one of the tasks that are shown.
    static Model mark(Model model, int by) {
        List<Task> shown = shown(model);
        if (shown.isEmpty()) {
            return model;
        }
        int at = marked(model).map(shown::indexOf).orElse(0);
        Task to = shown.get(Math.clamp((long) at + by, 0, shown.size() - 1));
        return model.chosen(tasks(model).indexOf(to));
    }

    private static Optional<Lab> lab(Model model) {
        return marked(model).flatMap(model.known()::labOf);
    }

    /// Goes on with the marked task.
    static Step choose(Model model) {
        Optional<Task> task = marked(model);
        Optional<Lab> lab = lab(model);
        if (task.isEmpty() || lab.isEmpty()) {
            return Step.of(none(model));
        }
        if (!model.known().lacking(lab.get()).isEmpty()) {
            return Step.of(refused(model, lab.get()));
        }
        if (!model.known().ready(lab.get())) {
            return model.bringing().stage() == Bringing.Stage.RUNNING
                    ? Step.of(model.place(Place.MACHINES))
                    : Step.of(model.over(new Overlay.Confirm(
                            "Machines are needed",
                            "The machines of '%s' (%s) are not up. Bring them up now (%s)?"
                                    .formatted(
                                            lab.get().title(),
                                            lab.get().topology(),
                                            model.known().provider()),
                            new Effect.BringUp(lab.get().id()))));
        }
        boolean open = model.known()
                .attempt()
                .flatMap(a -> a.current())
                .filter(task.get()::equals)
                .isPresent();
        if (open
                && model.known()
                        .progress(task.get())
                        .filter(p -> p.opened().isPresent())
                        .isPresent()) {
            return begin(model, task.get());
        }
        return Step.of(model.work(model.work().busy("opening " + task.get().id())), new Effect.OpenTask(task.get()))
                .and(new Effect.LookAround());
    }

    /// Shows the lab with a task that is open.
    static Step begin(Model model, Task task) {
        boolean same = model.work().task().filter(task::equals).isPresent();
        Model there = same
                ? model.place(Place.LAB)
                : model.place(Place.LAB)
                        .work(model.work().on(task).busy("").acted(model.now()))
                        .bench(model.bench().check(0).block(0).taskScroll(0));
        return Step.of(there, new Effect.LookAround());
    }

    private static Model none(Model model) {
        return model.say(
                Role.WAIT,
                model.known().course().isEmpty()
                        ? "The course is not read yet"
                        : "No task has '%s' in its name"
                                .formatted(model.filter().words()));
    }

    private static Model refused(Model model, Lab lab) {
        return model.say(
                Role.WARN,
                "'%s' needs %s, which %s cannot do"
                        .formatted(
                                lab.title(),
                                String.join(", ", model.known().lacking(lab)),
                                model.known().provider()));
    }

    static Step bringUp(Model model) {
        Optional<Lab> lab = lab(model);
        if (lab.isEmpty()) {
            return Step.of(none(model));
        }
        if (!model.known().lacking(lab.get()).isEmpty()) {
            return Step.of(refused(model, lab.get()));
        }
        return start(model, lab.get().id());
    }

    static Step retry(Model model) {
        String lab = model.bringing().lab();
        return lab.isEmpty() ? bringUp(model) : start(model, lab);
    }

    static Step start(Model model, String lab) {
        Model there = model.place(Place.MACHINES);
        return model.bringing().stage() == Bringing.Stage.RUNNING
                ? Step.of(there.say(Role.WAIT, "The machines are coming up already"))
                : Step.of(there, new Effect.BringUp(lab));
    }

    static Step abort(Model model) {
        return model.bringing().stage() == Bringing.Stage.RUNNING
                ? Step.of(model.over(new Overlay.Confirm(
                        "Stop",
                        "Stop bringing the machines up? Doing it again later goes on from there.",
                        new Effect.AbortUp())))
                : Step.of(model.say(Role.DIM, "No machines are coming up"));
    }
}
