package dev.halab.tutor;

import dev.halab.attempt.Attempt;
import dev.halab.attempt.Event;
import dev.halab.attempt.Recorded;
import dev.halab.attempt.TaskProgress;
import dev.halab.lab.Lab;
import dev.halab.lab.Task;
import dev.halab.machine.Checkpoint;
import dev.halab.machine.Checkpoints;
import dev.halab.machine.MachineStatus;
import dev.halab.machine.Progress;
import dev.halab.problem.HalabException;
import dev.halab.problem.Problem;
import dev.halab.report.TaskVerdict;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/// Saves the whole lab, and goes back to what was saved: the machines, and where the learner stood.
public final class Rewind {
    /// How long kubeadm keeps the Secret with the certificates (`DefaultCertTokenDuration`).
    private static final Duration CERTIFICATE_KEY = Duration.ofHours(2);

    /// How long a bootstrap token lives unless it is made otherwise.
    private static final Duration TOKEN = Duration.ofHours(24);

    private static final String SAVE = "checkpoint save";
    private static final String RESTORE = "checkpoint restore";

    /// A finished cluster of five containers is whole again 30 s after its machines are (measured, 2 cores).
    private static final Duration SETTLING = Duration.ofMinutes(3);

    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final World world;
    private final Journal journal;
    private final Judge judge;

    public Rewind(World world, RandomGenerator random) {
        this(world, new Judge(world, random));
    }

    Rewind(World world, Judge judge) {
        this.world = world;
        this.journal = new Journal(world);
        this.judge = judge;
    }

    /// What was saved, oldest first.
    public List<Checkpoint> all() {
        return checkpoints().all();
    }

    /// How long a restore usually takes on this host; empty if it was never done.
    public Optional<Duration> usualRestore() {
        return world.durations().usual(subject(RESTORE));
    }

    /// Saves the whole lab.
    public Checkpoint save(String name, Progress progress) {
        List<Checkpoint> saved = new ArrayList<>();
        Checkpoints checkpoints = checkpoints();
        world.alone(SAVE, () -> {
            Duration start = world.pace().uptime();
            saved.add(checkpoints.save(name, world.clock().instant(), progress));
            world.durations().took(subject(SAVE), world.pace().uptime().minus(start));
            // without a task of the course it is a checkpoint all the same
            journal.attempt().current().ifPresent(task -> journal.record(new Event.Checkpointed(task.id(), name)));
        });
        return saved.getFirst();
    }

    /// Saves the lab as it is when `task` has passed, if this provider can do so within seconds and all machines
    /// run;
    /// once for each time that the task is opened.
    ///
    /// @param telling told that it begins, or why it could not be done: the task has passed all the same
    public void saveAfter(Task task, Consumer<String> telling) {
        if (world.provider().checkpoints().filter(Checkpoints::quick).isEmpty()
                || savedSinceOpened(task)
                || !world.provider().status().stream().allMatch(MachineStatus::running)) {
            return;
        }
        telling.accept("saving the lab as checkpoint '%s'".formatted(after(task)));
        try {
            save(after(task), Progress.quiet());
        } catch (HalabException e) {
            telling.accept("it was not saved: " + e.problem().why());
        }
    }

    /// A task that passes once more would make the machines stand still once more.
    private boolean savedSinceOpened(Task task) {
        boolean saved = false;
        for (Recorded recorded : world.events().events()) {
            switch (recorded.event()) {
                case Event.Opened opened when opened.task().equals(task.id()) -> saved = false;
                case Event.Reset ignored -> saved = false;
                case Event.Checkpointed made when made.name().equals(after(task)) -> saved = true;
                default -> {}
            }
        }
        return saved && all().stream().anyMatch(c -> c.name().equals(after(task)));
    }

    /// The name of the checkpoint that is saved when `task` has passed.
    public static String after(Task task) {
        return task.id().replace('/', '.');
    }

    /// The last task before `task` in `lab` whose state is saved; empty if none is.
    public Optional<Task> nearestBefore(Lab lab, Task task) {
        if (world.provider().checkpoints().isEmpty()) {
            return Optional.empty();
        }
        List<String> names = all().stream()
                .filter(c -> c.topology().equals(lab.topology()))
                .map(Checkpoint::name)
                .toList();
        return lab.tasks().stream()
                .takeWhile(t -> !t.equals(task))
                .filter(t -> names.contains(after(t)))
                .reduce((earlier, later) -> later);
    }

    /// Goes back to a checkpoint: all machines, and the task that was current when it was saved, with what was read
    /// when that was opened. Returns when what held then holds again.
    ///
    /// @return what has aged since, and what does not hold again, in sentences for the learner
    public List<String> restore(String name, Progress progress) {
        Checkpoints checkpoints = checkpoints();
        List<String> told = new ArrayList<>();
        world.alone(RESTORE, () -> {
            Duration start = world.pace().uptime();
            Optional<Instant> at = checkpoints.all().stream()
                    .filter(c -> c.name().equals(name))
                    .map(Checkpoint::at)
                    .findFirst();
            checkpoints.restore(name, progress);
            new Settling(world).allSettled();
            world.machinesChanged();
            world.durations().took(subject(RESTORE), world.pace().uptime().minus(start));
            at.ifPresent(then -> {
                standAgain(name, then);
                told.addAll(aged(Duration.between(then, world.clock().instant())));
            });
            settle(progress).ifPresent(told::add);
        });
        return told;
    }

    /// Waits until the last task that held when the lab was saved holds again: its cluster starts anew. Whoever
    /// read
    /// something of it before that would take the start for a fault.
    private Optional<String> settle(Progress progress) {
        Attempt attempt = journal.attempt();
        Optional<Task> held = attempt.lab().stream()
                .flatMap(lab -> lab.tasks().stream())
                .filter(task -> attempt.task(task.id()).holds())
                .reduce((earlier, later) -> later);
        boolean broken = attempt.current()
                .filter(task -> !attempt.task(task.id()).faults().isEmpty())
                .isPresent();
        if (held.isEmpty() || broken) {
            return Optional.empty();
        }
        progress.phase("", "settle");
        Duration start = world.pace().uptime();
        TaskVerdict verdict = look(held.get(), attempt);
        while (verdict != TaskVerdict.PASS) {
            if (world.pace().uptime().minus(start).compareTo(SETTLING) > 0
                    || Thread.currentThread().isInterrupted()) {
                return Optional.of("%s %s: halab check %s"
                        .formatted(
                                held.get().id(),
                                verdict == TaskVerdict.UNKNOWN ? "cannot be seen yet" : "does not hold again yet",
                                held.get().id()));
            }
            world.pace().pause(PAUSE);
            verdict = look(held.get(), attempt);
        }
        return Optional.empty();
    }

    private TaskVerdict look(Task task, Attempt attempt) {
        return judge.judge(task, attempt.task(task.id()), Patience.ONE_ROUND, report -> {})
                .verdict();
    }

    public void delete(String name) {
        Checkpoints checkpoints = checkpoints();
        if (all().stream().noneMatch(c -> c.name().equals(name))) {
            throw HalabException.usage(new Problem(
                    "there is no checkpoint '%s'".formatted(name),
                    "none of that name was saved",
                    "halab checkpoint list"));
        }
        world.alone("checkpoint delete", () -> checkpoints.delete(name));
    }

    /// What was read when the task was opened belongs to the machines that are back now: reading it again would
    /// compare the learner's work with itself.
    private void standAgain(String name, Instant then) {
        List<Recorded> events = world.events().events();
        Optional<Recorded> saved = events.stream()
                .filter(r ->
                        r.event() instanceof Event.Checkpointed c && c.name().equals(name))
                .filter(r -> !r.at().isBefore(then))
                .findFirst();
        if (saved.isEmpty()) {
            return;
        }
        String task = saved.get().event().task();
        List<Recorded> until =
                events.stream().filter(r -> r.number() <= saved.get().number()).toList();
        Attempt attempt = Attempt.of(world.course(), until);
        TaskProgress progress = attempt.task(task);
        Optional<Task> next = world.course().task(task).flatMap(attempt::after);
        if (progress.holds() && next.isPresent()) {
            // it had passed, and the next one was not open yet
            journal.record(new Event.Restored(next.get().id(), name));
            return;
        }
        journal.record(new Event.Restored(task, name));
        if (progress.opened().isEmpty()) {
            return;
        }
        journal.record(new Event.Opened(task));
        progress.faults().forEach(fault -> journal.record(new Event.FaultApplied(task, fault)));
        if (!progress.baseline().isEmpty()) {
            journal.record(new Event.Baselined(task, progress.baseline()));
        }
    }

    private static List<String> aged(Duration age) {
        List<String> aged = new ArrayList<>();
        if (age.compareTo(CERTIFICATE_KEY) > 0) {
            aged.add(
                    "The certificate key of `kubeadm init` has aged: its Secret lives 2 hours. Before joining a control"
                            + " plane: kubeadm init phase upload-certs --upload-certs --config FILE");
        }
        if (age.compareTo(TOKEN) > 0) {
            aged.add("Bootstrap tokens have aged: they live 24 hours. Before joining a node: kubeadm token create"
                    + " --print-join-command");
        }
        return aged;
    }

    private Checkpoints checkpoints() {
        return world.provider()
                .checkpoints()
                .orElseThrow(() -> HalabException.of(new Problem(
                        "the lab cannot be saved or restored as a whole",
                        "machines of %s have no checkpoints"
                                .formatted(world.provider().name()),
                        "halab reset LAB/TASK    (replays the answers before it)")));
    }

    private String subject(String what) {
        return "%s %s".formatted(what, world.provider().name());
    }
}
