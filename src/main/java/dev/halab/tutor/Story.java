package dev.halab.tutor;

import dev.halab.attempt.Attempt;
import dev.halab.attempt.Event;
import dev.halab.attempt.TaskProgress;
import dev.halab.check.Check;
import dev.halab.check.Round;
import dev.halab.check.Timeline;
import dev.halab.fact.Fact;
import dev.halab.fact.Reading;
import dev.halab.fact.Snapshot;
import dev.halab.lab.Course;
import dev.halab.lab.Lab;
import dev.halab.lab.Task;
import dev.halab.lab.lint.Proof;
import dev.halab.problem.DidYouMean;
import dev.halab.problem.HalabException;
import dev.halab.problem.Problem;
import dev.halab.recording.Recording;
import dev.halab.report.CheckReport;
import dev.halab.report.LabReport;
import dev.halab.report.TaskVerdict;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.random.RandomGenerator;

/// A learner's way through the course. Whoever shows it asks the questions; nothing here does.
public final class Story {
    private final World world;
    private final Journal journal;
    private final Judge judge;
    private final Judge judgeOfSolved;
    private final Opening opening;
    private final Hints hints;

    /// How each task was judged when somebody last waited for it, since it was opened.
    private final Map<String, CheckReport> asked = new ConcurrentHashMap<>();

    public Story(World world, RandomGenerator random) {
        this.world = world;
        this.journal = new Journal(world);
        this.judge = new Judge(world, random);
        this.judgeOfSolved = new Judge(world, random, Judge.Lock.HELD);
        this.opening = new Opening(world, journal);
        this.hints = new Hints(journal);
    }

    public Course course() {
        return world.course();
    }

    /// Where the learner stands now.
    public Attempt attempt() {
        return journal.attempt();
    }

    public References references() {
        return new References(course(), attempt());
    }

    /// Judges a task and keeps what came out. What must be asked for, and failed when it last was, still does where
    /// nobody asks.
    ///
    /// @param unsettled told every round that is followed by another
    public CheckReport check(Task task, Patience patience, Consumer<CheckReport> unsettled) {
        return check(task, judge, patience, unsettled);
    }

    private CheckReport check(Task task, Judge by, Patience patience, Consumer<CheckReport> unsettled) {
        CheckReport judged = by.judge(task, attempt().task(task.id()), patience, unsettled);
        if (patience == Patience.UNTIL_SETTLED) {
            asked.put(task.id(), judged);
        }
        CheckReport last = asked.get(task.id());
        CheckReport report = patience == Patience.UNASKED && last != null ? Drills.keeping(last, judged) : judged;
        journal.judged(report);
        return report;
    }

    /// Judges every task of a lab, one round each, and keeps nothing: a later task may rightly undo an earlier one.
    public LabReport check(Lab lab) {
        return new LabReport(
                lab.id(),
                lab.tasks().stream().map(task -> look(task, Patience.ONE_ROUND)).toList());
    }

    private CheckReport look(Task task, Patience patience) {
        return judge.judge(task, attempt().task(task.id()), patience, report -> {});
    }

    /// Judges a task again and again until it passes, as far as it can without being asked for more, or the thread
    /// is interrupted; what came out last is kept.
    ///
    /// @param changed told the first round, and every round that differs from the one before
    public CheckReport watch(Task task, Consumer<CheckReport> changed) {
        Optional<CheckReport> last = Optional.empty();
        while (true) {
            CheckReport now = look(task, Patience.UNASKED);
            if (last.filter(before -> sameVerdicts(before, now)).isEmpty()) {
                changed.accept(now);
            }
            last = Optional.of(now);
            if (Drills.nothingLeftUnasked(now) || Thread.currentThread().isInterrupted()) {
                journal.judged(now);
                return now;
            }
            world.pace().pause(Duration.ofSeconds(2));
        }
    }

    private static boolean sameVerdicts(CheckReport one, CheckReport two) {
        return one.results().stream()
                .map(r -> r.verdict())
                .toList()
                .equals(two.results().stream().map(r -> r.verdict()).toList());
    }

    /// After the current task passed: saves the lab, before the next task may break something, and opens that.
    /// Empty
    /// if `passed` is not the current task or the last one.
    public Optional<Task> advance(Task passed, Consumer<String> telling) {
        Attempt attempt = attempt();
        if (attempt.current().filter(passed::equals).isEmpty()) {
            return Optional.empty();
        }
        if (world.savesPassedTasks()) {
            new Rewind(world, judge).saveAfter(passed, telling);
        }
        Optional<Task> next = attempt.after(passed);
        next.ifPresent(task -> open(task, telling));
        return next;
    }

    /// Opens a task: applies its faults, reads its baseline.
    public void open(Task task, Consumer<String> telling) {
        asked.remove(task.id());
        opening.open(task, telling);
    }

    /// The tasks before `task` in its lab that do not pass now, in order. Each is judged by one round, as far
    /// as it can be without breaking a machine.
    public Missing missingBefore(Task task) {
        List<CheckReport> missing = new ArrayList<>();
        for (Task earlier : references().lab(task.id()).tasks()) {
            if (earlier.equals(task)) {
                return new Missing(missing);
            }
            CheckReport report = look(earlier, Patience.ONE_ROUND);
            if (Drills.verdictWithout(report) != TaskVerdict.PASS) {
                missing.add(report);
            }
        }
        return new Missing(missing);
    }

    /// Opens each task, replays its answer and judges it; each counts as shown from before its first block on.
    ///
    /// @return the reports, ending with the first that is not a pass
    public List<CheckReport> solve(List<Task> tasks, Consumer<String> telling) {
        List<CheckReport> reports = new ArrayList<>();
        world.alone("solve", () -> {
            for (Task task : tasks) {
                CheckReport report = solve(task, telling);
                reports.add(report);
                if (report.verdict() != TaskVerdict.PASS) {
                    return;
                }
            }
        });
        return reports;
    }

    private CheckReport solve(Task task, Consumer<String> telling) {
        telling.accept("%s  %s".formatted(task.id(), task.title()));
        open(task, telling);
        journal.record(new Event.Shown(task.id()));
        Lab lab = references().lab(task.id());
        new Replay(world, lab.variables(world.topology(lab.topology()))).replay(task, telling);
        return check(task, judgeOfSolved, Patience.UNTIL_SETTLED, round -> {});
    }

    /// The next hint for what fails now, or for what failed when a machine was last broken for a check: to
    /// look again breaks none. Empty if nothing fails.
    public Optional<Hint> hint(Task task) {
        CheckReport report = check(task, Patience.ONE_ROUND, round -> {});
        if (Drills.verdictWithout(report) == TaskVerdict.PASS) {
            Optional<Hint> drilled = hints.afterDrill(
                    report, attempt().task(task.id()), world.events().events());
            if (drilled.isPresent()) {
                return drilled;
            }
        }
        if (report.verdict() == TaskVerdict.UNKNOWN) {
            throw HalabException.unobserved(new Problem(
                    "There is no hint yet: %s could not be seen".formatted(task.id()),
                    "nothing that was seen is wrong, and something could not be read",
                    "halab check"));
        }
        return hints.next(report, attempt().task(task.id()));
    }

    /// The next hint for a cause, without looking at the lab.
    public Hint hint(Task task, String cause) {
        return hints.forCause(task, attempt().task(task.id()), cause);
    }

    /// Keeps the answer to the question of a check.
    ///
    /// @param check the check's name within the current task, or its full id
    public void answer(String check, String value) {
        Check asked = findCheck(check);
        String task = asked.id().substring(0, asked.id().lastIndexOf('/'));
        journal.record(new Event.Answered(task, asked.id(), value));
    }

    private Check findCheck(String name) {
        List<Task> tasks = name.contains("/")
                ? course().task(name.substring(0, name.lastIndexOf('/'))).stream()
                        .toList()
                : attempt().current().stream().toList();
        List<Check> questions = tasks.stream()
                .flatMap(t -> t.checks().stream())
                .filter(c -> c.kind().equals("answer"))
                .toList();
        return questions.stream()
                .filter(c -> c.id().equals(name) || c.name().equals(name))
                .findFirst()
                .orElseThrow(() -> HalabException.usage(new Problem(
                        "'%s' is no question of this task%s"
                                .formatted(
                                        name,
                                        DidYouMean.suffix(
                                                name,
                                                questions.stream()
                                                        .map(Check::name)
                                                        .toList())),
                        questions.isEmpty()
                                ? "the task asks nothing"
                                : "it asks: "
                                        + String.join(
                                                ", ",
                                                questions.stream()
                                                        .map(Check::name)
                                                        .toList()),
                        "halab task")));
    }

    /// Notes that the lab was set back to the beginning of `task`.
    public void setBack(Task task) {
        asked.remove(task.id());
        journal.record(new Event.Reset(task.id()));
    }

    /// Reads what the checks of a task read, with its baseline; no machine is broken for it.
    public Recording record(Task task) {
        return record(task, fact -> Drills.unseen(Patience.ONE_ROUND));
    }

    /// The same, with what is seen while each machine is broken that a check of the task wants broken, and mended.
    public Recording recordBreaking(Task task) {
        return record(task, fact -> judge.drill(task, fact));
    }

    private Recording record(Task task, Function<Fact, Reading> drill) {
        TaskProgress progress = attempt().task(task.id());
        Set<Fact> facts = new LinkedHashSet<>(Round.facts(task.checks(), Timeline.start()));
        Map<Fact, Reading> readings = new HashMap<>();
        facts.stream().filter(Drills::isOne).forEach(f -> readings.put(f, drill.apply(f)));
        facts.removeAll(readings.keySet());
        Snapshot now = world.observe(facts, 1, progress.baseline());
        readings.putAll(now.readings());
        String kubernetes = references().lab(task.id()).kubernetes();
        return new Recording(
                task.id(),
                world.provider().name(),
                Map.of("kubernetes", kubernetes),
                now.at(),
                readings,
                now.baseline());
    }

    /// Judges a recording as if all budgets of time were over.
    public CheckReport judge(Task task, Recording recording) {
        return new CheckReport(task, "recording", recording.at(), Duration.ZERO, Proof.judge(task, recording));
    }
}
