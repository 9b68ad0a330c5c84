package dev.halab.tui.live;

import dev.halab.lab.Lab;
import dev.halab.lab.Task;
import dev.halab.machine.Capability;
import dev.halab.machine.Finding;
import dev.halab.machine.Progress;
import dev.halab.problem.HalabException;
import dev.halab.problem.Problem;
import dev.halab.report.CheckReport;
import dev.halab.report.TaskVerdict;
import dev.halab.topology.Topology;
import dev.halab.tui.screen.Effect;
import dev.halab.tui.screen.Known;
import dev.halab.tui.screen.Msg;
import dev.halab.tutor.Machines;
import dev.halab.tutor.Missing;
import dev.halab.tutor.Patience;
import dev.halab.tutor.Plan;
import dev.halab.tutor.Story;
import dev.halab.tutor.World;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/// Does what screens want done with the story, the machines and the shells, each on a virtual thread.
public final class TutorPerformer implements Performer {
    private final World world;
    private final Supplier<Story> stories;
    private final Machines machines;
    private final LiveShells shells;
    private final TourMark tour;
    private final Function<Throwable, Problem> defects;

    /// What looks at the learner's work does so one at a time.
    private final ReentrantLock judging = new ReentrantLock();

    // guarded by this
    private Optional<Thread> bringing = Optional.empty();

    // guarded by this
    private Optional<Story> story = Optional.empty();

    /// @param stories makes the story, once, when it is first needed
    /// @param defects writes a defect down and says what to tell the person
    public TutorPerformer(
            World world,
            Supplier<Story> stories,
            LiveShells shells,
            TourMark tour,
            Function<Throwable, Problem> defects) {
        this.world = world;
        this.stories = stories;
        this.machines = new Machines(world);
        this.shells = shells;
        this.tour = tour;
        this.defects = defects;
    }

    @Override
    public void begin(Effect effect, Consumer<Msg> news) {
        switch (effect) {
            case Effect.ReadCourse ignored -> run(news, () -> news.accept(read()));
            case Effect.LookAtMachines ignored -> run(news, () -> news.accept(new Msg.WorldSeen(look())));
            case Effect.LookForProviders ignored ->
                run(news, () -> news.accept(new Msg.ProvidersFound(machines.fitting())));
            case Effect.Prefer(String provider) -> alone(news, () -> prefer(provider, news));
            case Effect.BringUp(String lab) -> bringUp(lab, news);
            case Effect.AbortUp ignored -> abort();
            case Effect.OpenTask(Task task) -> alone(news, () -> open(task, news));
            case Effect.Replay(List<Task> missing, Task then) -> alone(news, () -> replay(missing, then, news));
            case Effect.NextTask(Task passed) -> alone(news, () -> next(passed, news));
            case Effect.Judge(Task task, boolean patient) -> alone(news, () -> judge(task, patient, news));
            case Effect.AskHint(Task task) ->
                alone(news, () -> news.accept(new Msg.Hinted(story().hint(task), story().attempt())));
            case Effect.Solve(Task task) -> alone(news, () -> solve(task, news));
            case Effect.Reply(Task task, String check, String value) ->
                alone(news, () -> {
                    story().answer(check, value);
                    judge(task, true, news);
                });
            case Effect.LookAround ignored -> run(news, () -> survey(news));
            case Effect.OpenShell(String node, var size) -> run(news, shells.opening(node, size, news));
            case Effect.ResizeShells(var size) -> run(news, () -> shells.resize(size));
            case Effect.Type ignored -> ShellInput.send(shells, effect, news);
            case Effect.PasteInto ignored -> ShellInput.send(shells, effect, news);
            case Effect.PointInto ignored -> ShellInput.send(shells, effect, news);
            case Effect.Find(String node, String text, int age, var direction) ->
                run(
                        news,
                        () -> news.accept(new Msg.Found(
                                node,
                                shells.screen(node)
                                        .flatMap(s -> s.find(text, age, direction))
                                        .map(m -> m.age()))));
            case Effect.TourSeen ignored -> run(news, tour::seen);
            case Effect.Copy ignored -> {}
            case Effect.Redraw ignored -> {}
            case Effect.Suspend ignored -> {}
            case Effect.Quit ignored -> {}
            case Effect.End ignored -> {}
        }
    }

    /// One for all that is done: it knows what failed when somebody last asked.
    private synchronized Story story() {
        Story told = story.orElseGet(stories);
        story = Optional.of(told);
        return told;
    }

    private Thread run(Consumer<Msg> news, Runnable work) {
        return Thread.ofVirtual().start(() -> guarded(work, p -> news.accept(new Msg.Failed(p))));
    }

    private void alone(Consumer<Msg> news, Runnable work) {
        run(news, () -> {
            judging.lock();
            try {
                work.run();
            } finally {
                judging.unlock();
            }
        });
    }

    private void guarded(Runnable work, Consumer<Problem> failed) {
        try {
            work.run();
        } catch (HalabException e) {
            failed.accept(e.problem());
        } catch (RuntimeException e) {
            failed.accept(defects.apply(e));
        }
    }

    /// Another provider may have machines of other addresses, and claims of the course are made for those.
    private void prefer(String provider, Consumer<Msg> news) {
        machines.prefer(provider);
        news.accept(new Msg.CourseRead(story().course(), story().attempt(), false));
        news.accept(new Msg.Said("%s makes the machines, now and in later starts".formatted(provider)));
    }

    private Msg read() {
        return new Msg.CourseRead(story().course(), story().attempt(), tour.wanted());
    }

    private Known.World look() {
        Optional<Topology> topology = machines.topology();
        Set<String> abilities =
                world.provider().capabilities().stream().map(Capability::word).collect(Collectors.toSet());
        Topology wanted = topology.orElseGet(() -> machines.topology("standard"));
        return new Known.World(machines.provider(), abilities, topology, machines.status(), host(wanted));
    }

    /// In few words: what is to be done fills a page, and has a command of its own.
    private String host(Topology topology) {
        List<Finding> findings = machines.doctor(topology);
        String machinesOf = "run %s machines of topology %s".formatted(machines.provider(), topology.name());
        Optional<Finding> blocking =
                findings.stream().filter(f -> f.grade() == Finding.Grade.BLOCKS).findFirst();
        String hurting = findings.stream()
                .filter(f -> f.grade() == Finding.Grade.HURTS)
                .map(Finding::subject)
                .collect(Collectors.joining(", "));
        return blocking.map(f -> "cannot %s: %s: %s; `halab doctor` says what to do"
                        .formatted(machinesOf, f.subject(), f.observed()))
                .orElse("can "
                        + machinesOf
                        + (hurting.isEmpty() ? "" : "; `halab doctor` says what will hurt: " + hurting));
    }

    private synchronized void bringUp(String lab, Consumer<Msg> news) {
        bringing = Optional.of(Thread.ofVirtual().name("up").start(() -> {
            List<Problem> problems = new ArrayList<>();
            guarded(() -> up(lab, news), problems::add);
            news.accept(new Msg.UpEnded(problems.stream().findFirst()));
        }));
    }

    private void up(String id, Consumer<Msg> news) {
        Lab lab = story().references().lab(id);
        machines.requireFor(lab);
        Topology topology = machines.topology(lab.topology());
        Plan plan = machines.plan(topology, Set.of());
        news.accept(new Msg.UpBegan(id, topology, plan.about()));
        machines.up(topology, plan, new Progress() {
            @Override
            public void phase(String node, String phase) {
                news.accept(new Msg.PhaseBegan(node, phase, machines.usualPhase(node, phase)));
            }

            @Override
            public void detail(String node, String line) {
                news.accept(new Msg.DetailCame(node, line));
            }

            @Override
            public void done(String node) {
                news.accept(new Msg.NodeDone(node));
            }

            @Override
            public void failed(String node, Problem problem) {
                news.accept(new Msg.NodeFailed(node, problem.what()));
            }
        });
    }

    private synchronized void abort() {
        bringing.ifPresent(Thread::interrupt);
    }

    private void open(Task task, Consumer<Msg> news) {
        machines.requireFor(story().references().lab(task.id()));
        Missing missing = story().missingBefore(task);
        if (missing.isEmpty()) {
            story().open(task, line -> news.accept(new Msg.Said(line)));
            news.accept(new Msg.Opened(task, story().attempt()));
        } else {
            news.accept(new Msg.Lacking(task, missing));
        }
    }

    private void replay(List<Task> missing, Task then, Consumer<Msg> news) {
        CheckReport last =
                story().solve(missing, line -> news.accept(new Msg.Said(line))).getLast();
        if (last.verdict() == TaskVerdict.PASS) {
            story().open(then, line -> news.accept(new Msg.Said(line)));
            news.accept(new Msg.Opened(then, story().attempt()));
        } else {
            news.accept(new Msg.Solved(List.of(last), story().attempt()));
        }
    }

    private void next(Task passed, Consumer<Msg> news) {
        Optional<Task> opened = story().advance(passed, line -> news.accept(new Msg.Said(line)))
                .or(() -> story().attempt().after(passed));
        if (opened.isEmpty()) {
            news.accept(new Msg.CourseEnded(passed));
            return;
        }
        if (story().attempt().current().filter(opened.get()::equals).isEmpty()) {
            story().open(opened.get(), line -> news.accept(new Msg.Said(line)));
        }
        news.accept(new Msg.Opened(opened.get(), story().attempt()));
    }

    private void judge(Task task, boolean patient, Consumer<Msg> news) {
        CheckReport report = story().check(
                        task,
                        patient ? Patience.UNTIL_SETTLED : Patience.UNASKED,
                        unsettled -> news.accept(new Msg.Judged(unsettled, false, story().attempt())));
        news.accept(new Msg.Judged(report, true, story().attempt()));
    }

    private void solve(Task task, Consumer<Msg> news) {
        List<CheckReport> reports = story().solve(List.of(task), line -> news.accept(new Msg.Said(line)));
        news.accept(new Msg.Solved(reports, story().attempt()));
    }

    private void survey(Consumer<Msg> news) {
        machines.topology()
                .ifPresent(t -> news.accept(
                        new Msg.LookedAround(Surveying.of(t, world.observe(Surveying.facts(t), 0, Map.of())))));
    }

    @Override
    public void close() {
        abort();
        shells.close();
    }
}
