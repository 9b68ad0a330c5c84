package dev.halab.attempt;

import dev.halab.lab.Course;
import dev.halab.lab.Lab;
import dev.halab.lab.Task;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Where a learner stands in a course, as it follows from the events.
public final class Attempt {
    private final Course course;
    private final Map<String, TaskProgress> byTask;
    private final Optional<String> lastOpened;

    private Attempt(Course course, Map<String, TaskProgress> byTask, Optional<String> lastOpened) {
        this.course = course;
        this.byTask = Map.copyOf(byTask);
        this.lastOpened = lastOpened;
    }

    /// Adds up `events`, which stand in their order. Events of tasks that the course does not have are passed over.
    public static Attempt of(Course course, List<Recorded> events) {
        Map<String, Ledger> ledgers = new HashMap<>();
        course.labs().forEach(l -> l.tasks().forEach(t -> ledgers.put(t.id(), new Ledger(t.id()))));
        Optional<String> opened = Optional.empty();
        Map<String, List<String>> held = new HashMap<>();
        for (Recorded recorded : events) {
            Event event = recorded.event();
            Ledger ledger = ledgers.get(event.task());
            if (ledger == null) {
                continue;
            }
            ledger.add(recorded.at(), event);
            if (event instanceof Event.Checkpointed(String task, String name)) {
                held.put(
                        name,
                        ledgers.entrySet().stream()
                                .filter(e -> e.getValue().holds())
                                .map(Map.Entry::getKey)
                                .toList());
            }
            if (event instanceof Event.Restored(String task, String name)) {
                held.getOrDefault(name, List.of())
                        .forEach(id -> ledgers.getOrDefault(id, ledger).holdAgain());
            }
            boolean back = event instanceof Event.Reset || event instanceof Event.Restored;
            if (back) {
                from(course, event.task())
                        .forEach(t -> ledgers.getOrDefault(t.id(), ledger).setBack());
            }
            if (event instanceof Event.Opened || back) {
                opened = Optional.of(event.task());
            }
        }
        Map<String, TaskProgress> byTask = new HashMap<>();
        ledgers.forEach((id, ledger) -> byTask.put(id, ledger.progress()));
        return new Attempt(course, byTask, opened);
    }

    private static List<Task> from(Course course, String taskId) {
        return course.labs().stream()
                .filter(l -> l.tasks().stream().anyMatch(t -> t.id().equals(taskId)))
                .findFirst()
                .map(l -> l.tasks().stream()
                        .dropWhile(t -> !t.id().equals(taskId))
                        .toList())
                .orElse(List.of());
    }

    /// What happened in a task; nothing, if the course does not have it.
    public TaskProgress task(String id) {
        return byTask.getOrDefault(id, TaskProgress.none(id));
    }

    /// The task that the learner works on: the one last opened, or the one the lab was last set back to.
    public Optional<Task> current() {
        return lastOpened.flatMap(course::task);
    }

    /// The lab of the current task.
    public Optional<Lab> lab() {
        return current().flatMap(t -> lab(t.id()));
    }

    /// The task after `task` in its lab.
    public Optional<Task> after(Task task) {
        return from(course, task.id()).stream().skip(1).findFirst();
    }

    /// The first task of `lab` that does not hold, as far as it was seen; empty if all do.
    public Optional<Task> firstOpen(Lab lab) {
        return lab.tasks().stream().filter(t -> !task(t.id()).holds()).findFirst();
    }

    /// How much of a lab is done.
    ///
    /// @param passed tasks that passed by the learner's own work
    /// @param shown tasks whose answer was replayed
    /// @param tasks all its tasks
    /// @param earned points earned
    /// @param of points there are
    public record LabProgress(int passed, int shown, int tasks, int earned, int of) {
        /// Whether nothing is left to do.
        public boolean finished() {
            return passed + shown == tasks;
        }
    }

    /// How much of `lab` is done.
    public LabProgress progress(Lab lab) {
        List<TaskProgress> all = lab.tasks().stream().map(t -> task(t.id())).toList();
        return new LabProgress(
                (int) all.stream()
                        .filter(p -> p.passed().isPresent() && !p.shown())
                        .count(),
                (int) all.stream().filter(TaskProgress::shown).count(),
                all.size(),
                all.stream().mapToInt(TaskProgress::earned).sum(),
                lab.tasks().stream().mapToInt(Task::points).sum());
    }

    private Optional<Lab> lab(String taskId) {
        return course.labs().stream()
                .filter(l -> l.tasks().stream().anyMatch(t -> t.id().equals(taskId)))
                .findFirst();
    }
}
