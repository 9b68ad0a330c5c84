package dev.halab;

import dev.halab.lab.Answer;
import dev.halab.lab.Case;
import dev.halab.lab.Cases;
import dev.halab.lab.Lab;
import dev.halab.lab.Task;
import dev.halab.lab.yaml.Courses;
import dev.halab.machine.Progress;
import dev.halab.program.HostPrograms;
import dev.halab.settings.Places;
import dev.halab.topology.Topology;
import dev.halab.tutor.CaseReplay;
import dev.halab.tutor.Machines;
import dev.halab.tutor.Story;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/// halab beside other ways to judge the same lab: on the finished lab, right and wrong states are made one after another
/// and each is judged by all; then the times on the right state. Writes `target/rivals.md`. See `bench/rivals`.
public final class RivalsBench {
    private static final String TASK = "ha-stacked/verify";
    private static final List<String> TASKS_WITH_CASES = List.of(TASK, "ha-stacked/lb");
    private static final long SEED = Long.getLong("rivals.seed", 20261129);

    /// How long a state has to stand before anybody looks: the same for all.
    private static final Duration SETTLED = Duration.ofSeconds(15);

    private static final Duration MENDED = Duration.ofMinutes(3);
    private static final int WARM_UPS = 15;

    private final Session session;
    private final Path home;
    private final Story story;
    private final Random random = new Random(SEED);

    private RivalsBench(Session session, Path home) {
        this.session = session;
        this.home = home;
        story = new Story(session, random);
    }

    /// @param arguments how many seconds the cases may take; a regular expression of the cases, as `verify/twins`; how
    ///     often each time is taken
    public static void main(String[] arguments) throws Exception {
        Path home = Path.of(System.getProperty("halab.home.dir", ".")).toAbsolutePath();
        Places places = Places.of(Map.of("HALAB_HOME", home.resolve("target/rivals/halab").toString()));
        boolean keep = Boolean.getBoolean("rivals.keep");
        if (!keep) {
            clear(places, home);
        }
        try (Session session = new Session(places, home, HostPrograms.onPath())) {
            RivalsBench bench = new RivalsBench(session, home);
            try {
                bench.run(
                        bench.lab(keep),
                        Duration.ofSeconds(Long.parseLong(arguments[0])),
                        arguments[1],
                        Integer.parseInt(arguments[2]));
            } finally {
                if (!keep) {
                    new Machines(session).destroy(Progress.quiet());
                }
            }
        }
        System.exit(0);
    }

    /// Removes what an earlier run left. The events must not be removed while they are open.
    private static void clear(Places places, Path home) throws IOException {
        try (Session session = new Session(places, home, HostPrograms.onPath())) {
            new Machines(session).destroy(Progress.quiet());
        }
        for (String end : List.of("", "-wal", "-shm")) {
            Files.deleteIfExists(Path.of(places.events() + end));
        }
    }

    /// The lab, up and solved.
    private Lab lab(boolean keep) {
        Lab lab = story.course().lab("ha-stacked").orElseThrow();
        say("machines");
        new Machines(session).up(session.topology(lab.topology()), Set.of(), Progress.quiet());
        say("answers");
        try (OneLook look = new OneLook(session, story.course().task(TASK).orElseThrow())) {
            if (!keep || look.warm().said() != Judgement.Said.RIGHT) {
                story.solve(lab.tasks(), line -> {});
            }
        }
        return lab;
    }

    private void run(Lab lab, Duration limit, String only, int runs) throws Exception {
        Machine machine = Machine.now();
        Task task = story.course().task(TASK).orElseThrow();
        Topology topology = session.topology(lab.topology());
        Causes causes = Causes.read(home.resolve("bench/rivals.d/causes"));
        try (Rivals rivals =
                        Rivals.connect(session.provider(), topology, home.resolve("bench"), home.resolve("target/rivals/halab"));
                OneLook look = new OneLook(session, task)) {
            List<Contender> contenders = contenders(rivals, look);
            for (Contender contender : contenders) {
                Judgement golden = contender.golden();
                for (int tries = 1; golden.said() != Judgement.Said.RIGHT && tries < 3; tries++) {
                    say("once more: %s, %s%s".formatted(contender.name(), golden.said(), golden.failed()));
                    golden = contender.golden();
                }
                say("the answer: %s, %s, %d assertions".formatted(contender.name(), golden.said(), golden.told()));
                if (golden.said() != Judgement.Said.RIGHT) {
                    throw new IllegalStateException("%s does not pass the right answer, so its sources are wrong: %s"
                            .formatted(contender.name(), golden.failed()));
                }
            }
            List<Case> cases = cases(only);
            int judged = judge(cases, limit, contenders, causes, look, new CaseReplay(session, topology.variables()));
            List<Timed> times = times(rivals, look, runs);
            StringBuilder page = new StringBuilder("Seed %d, %d of %d cases. %s\n\n"
                    .formatted(SEED, judged, cases.size(), machine.sentence()));
            page.append(Contender.HEAD);
            contenders.forEach(contender -> page.append(contender.row()));
            page.append("\nWhat each got wrong:\n\n");
            contenders.forEach(contender -> page.append(contender.mistakes()));
            page.append("\n").append(Figures.table(times, times.getFirst()));
            times.forEach(timed -> timed.wrong().forEach(said -> page.append("\n%s: %s\n".formatted(timed.name(), said))));
            page.append("\n").append(Figures.bySource(look.sources())).append("\n");
            Files.writeString(home.resolve("target/rivals.md"), page);
            System.out.println(page);
        }
    }

    private List<Contender> contenders(Rivals rivals, OneLook look) {
        return List.of(
                new Contender("halab", wanted -> look.warm()),
                program("ssh, an assertion each, by hand", () -> rivals.warm("plain.sh", "parallel")),
                program("ssh, a script each node, by hand", () -> rivals.warm("batched.sh")),
                program("testinfra", () -> rivals.warm("rivals.d/testinfra/run")),
                program("ansible", () -> rivals.warm("rivals.d/ansible/run")),
                program("chainsaw", () -> rivals.warm("rivals.d/chainsaw/run")),
                program("a grader as simulators have", () -> rivals.warm("rivals.d/simulator/run")));
    }

    /// A program's run.
    private interface Running {
        Rivals.Ended run() throws IOException, InterruptedException;
    }

    private static Contender program(String name, Running running) {
        return new Contender(name, wanted -> judged(running.run(), wanted));
    }

    /// First all that halab's own sample judges on machines, and all right ones; then the rest. What only answers
    /// questions is left out, since no other tool asks any.
    private List<Case> cases(String only) {
        Cases all = Courses.cases(home, session.loaded());
        List<Case> first = new ArrayList<>();
        List<Case> then = new ArrayList<>();
        for (String task : TASKS_WITH_CASES) {
            all.of(task).stream()
                    .filter(each -> each.part() != Case.Part.GOLDEN)
                    .filter(each -> !each.answer().blocks().stream().allMatch(Answer.Block.Reply.class::isInstance))
                    .filter(each -> title(each).matches(only))
                    .forEach(each -> (each.live() || each.part() == Case.Part.VARIANT ? first : then).add(each));
        }
        Collections.shuffle(first, random);
        Collections.shuffle(then, random);
        first.addAll(then);
        return first;
    }

    /// @return how many cases there was time for
    private int judge(
            List<Case> cases,
            Duration limit,
            List<Contender> contenders,
            Causes causes,
            OneLook look,
            CaseReplay replay)
            throws Exception {
        long end = System.nanoTime() + limit.toNanos();
        int judged = 0;
        for (Case each : cases) {
            if (System.nanoTime() > end) {
                break;
            }
            Task task = story.course().task(each.task()).orElseThrow();
            say("%d/%d %s %s %s".formatted(judged + 1, cases.size(), each.part().word(), title(each), each.cause().orElse("")));
            try {
                replay.apply(task, each);
                session.pace().pause(SETTLED);
                List<Contender> order = new ArrayList<>(contenders);
                Collections.shuffle(order, random);
                for (Contender contender : order) {
                    say("    " + contender.judge(each, causes));
                }
            } finally {
                replay.undo(task, each);
            }
            mended(look);
            judged++;
        }
        return judged;
    }

    private void mended(OneLook look) {
        long end = System.nanoTime() + MENDED.toNanos();
        Judgement judgement = look.warm();
        while (judgement.said() != Judgement.Said.RIGHT) {
            if (System.nanoTime() > end) {
                throw new IllegalStateException("the lab did not get over it: " + judgement);
            }
            session.pace().pause(Duration.ofSeconds(1));
            judgement = look.warm();
        }
    }

    private static List<Timed> times(Rivals rivals, OneLook look, int runs) throws Exception {
        for (int i = 0; i < WARM_UPS; i++) {
            look.warm();
        }
        look.cold();
        look.sources().clear();
        int few = Math.max(1, runs / 2);
        List<Timed> all = List.of(
                new Timed("halab, one round, warm", 3 * runs, () -> look.warm()),
                new Timed("halab, one round, cold connections", runs, () -> look.cold()),
                new Timed("`halab check " + TASK + "`, whole process", runs, () -> rivals.halab("check", TASK)),
                timed("a script each node, warm", runs, () -> rivals.warm("batched.sh")),
                timed("a script each node, cold", few, () -> rivals.cold("batched.sh")),
                timed("`ssh` each assertion, ControlMaster, nodes at once", runs, () -> rivals.warm("plain.sh", "parallel")),
                timed("`ssh` each assertion, ControlMaster, one after another", runs, () -> rivals.warm("plain.sh", "serial")),
                timed("`ssh` each assertion, plain, nodes at once", few, () -> rivals.plain("plain.sh", "parallel")),
                timed("`ssh` each assertion, plain, one after another", few, () -> rivals.plain("plain.sh", "serial")),
                timed("testinfra, warm", runs, () -> rivals.warm("rivals.d/testinfra/run")),
                timed("testinfra, cold", few, () -> rivals.cold("rivals.d/testinfra/run")),
                timed("ansible, warm", runs, () -> rivals.warm("rivals.d/ansible/run")),
                timed("ansible, cold", few, () -> rivals.cold("rivals.d/ansible/run")),
                timed("chainsaw, warm", runs, () -> rivals.warm("rivals.d/chainsaw/run")),
                timed("chainsaw, cold", few, () -> rivals.cold("rivals.d/chainsaw/run")),
                timed("a grader as simulators have", runs, () -> rivals.plain("rivals.d/simulator/run")),
                new Timed("`halab --version`", runs, () -> rivals.halab("--version")),
                new Timed("`halab --version`, no start-up cache", runs, () -> rivals.halabWithoutCache("--version")),
                new Timed("`halab labs`", runs, () -> rivals.halab("labs")),
                new Timed("`halab labs`, no start-up cache", runs, () -> rivals.halabWithoutCache("labs")));
        say("times");
        Timed.inTurn(all, new Random(SEED));
        return all;
    }

    private static Timed timed(String name, int runs, Running running) {
        return new Timed(name, runs, () -> judged(running.run(), 0));
    }

    private static Judgement judged(Rivals.Ended ended, int wanted) {
        return Judgement.read(ended.out(), ended.inTime() ? wanted : Integer.MAX_VALUE, ended.took());
    }

    private static String title(Case each) {
        return each.task().replaceFirst(".*/", "") + "/" + each.name();
    }

    private static void say(String line) {
        System.out.printf("%tT  %s%n", LocalTime.now(), line);
    }
}
