package dev.halab;

import dev.halab.attempt.Attempt;
import dev.halab.check.Round;
import dev.halab.check.Timeline;
import dev.halab.check.Verdict;
import dev.halab.fact.Fact;
import dev.halab.fact.Snapshot;
import dev.halab.lab.Task;
import dev.halab.observe.Observer;
import dev.halab.program.HostPrograms;
import dev.halab.settings.Places;
import dev.halab.topology.Topology;
import dev.halab.tutor.Answers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/// Measures `halab check ha-stacked/verify` on a lab that is up and solved, beside scripts that assert the same by
/// OpenSSH alone. Every contender runs among the others, in an order that is shuffled anew each time. A run that
/// does not pass is no measurement: the whole program fails then. See `bench/run`.
public final class VerifyBench {
    private static final String TASK = "ha-stacked/verify";
    private static final int WARM_UPS = 15;

    private final Session session;
    private final Task task;
    private final Topology topology;
    private final Set<Fact> facts;
    private final LiveNodes warmNodes;
    private final Observer warm;
    private final Map<String, List<Duration>> sources = new LinkedHashMap<>();
    private long epoch;

    private VerifyBench(Session session) {
        this.session = session;
        task = session.course().task(TASK).orElseThrow();
        topology = session.provider().topology().orElseThrow();
        facts = Round.facts(task.checks(), Timeline.start());
        warmNodes = new LiveNodes(session::provider);
        warm = observer(warmNodes);
    }

    /// @param arguments the factor by which there are fewer runs of each contender, 1 if not given
    public static void main(String[] arguments) throws Exception {
        int factor = arguments.length == 0 ? 1 : Integer.parseInt(arguments[0]);
        Path home = Path.of(System.getProperty("halab.home.dir", "."));
        try (Session session = new Session(Places.of(System.getenv()), home, HostPrograms.onPath())) {
            new VerifyBench(session).run(home, factor);
        }
        System.exit(0);
    }

    private void run(Path home, int factor) throws Exception {
        Machine machine = Machine.now();
        for (int i = 0; i < WARM_UPS; i++) {
            round(warm);
        }
        cold();
        sources.clear();
        try (Rivals rivals = Rivals.connect(session.provider(), topology, home.resolve("bench"))) {
            List<Contender> contenders = new ArrayList<>(List.of(
                    new Contender("halab, one round, warm", 40, () -> round(warm)),
                    new Contender("halab, one round, cold connections", 20, this::cold),
                    new Contender("`halab check " + TASK + "`, whole process", 12, () -> rivals.halab("check", TASK)),
                    new Contender("one script per node, ControlMaster, nodes at once", 20, rivals::batched),
                    new Contender("plain `ssh` per assertion, nodes at once", 4, () -> rivals.plain("parallel")),
                    new Contender("plain `ssh` per assertion, one after another", 3, () -> rivals.plain("serial")),
                    new Contender("`halab --version`", 15, () -> rivals.halab("--version")),
                    new Contender("`halab --version`, no start-up cache", 8, () -> rivals.halabWithoutCache("--version")),
                    new Contender("`halab labs`", 15, () -> rivals.halab("labs")),
                    new Contender("`halab labs`, no start-up cache", 8, () -> rivals.halabWithoutCache("labs"))));
            inTurn(contenders, factor);
            System.out.println(machine.sentence(facts.size(), task.checks().size()));
            System.out.println(rivals.sentence());
            System.out.println();
            System.out.print(Figures.table(contenders));
            System.out.println();
            System.out.println(Figures.bySource(sources));
        }
        warmNodes.close();
    }

    private static void inTurn(List<Contender> contenders, int factor) throws Exception {
        List<Contender> order = new ArrayList<>();
        for (Contender contender : contenders) {
            order.addAll(Collections.nCopies(Math.max(1, contender.runs() / factor), contender));
        }
        Collections.shuffle(order, new Random(20261123));
        for (Contender contender : order) {
            contender.measure();
        }
    }

    private Observer observer(LiveNodes nodes) {
        Answers answers = new Answers(
                () -> Attempt.of(session.course(), session.events().events()), session.clock());
        return new Eyes(topology, nodes, session.clock()).observer(answers);
    }

    private Duration cold() {
        try (LiveNodes nodes = new LiveNodes(session::provider)) {
            Map<String, List<Duration>> kept = new LinkedHashMap<>(sources);
            Duration took = round(observer(nodes));
            sources.clear();
            sources.putAll(kept);
            return took;
        }
    }

    private Duration round(Observer observer) {
        long start = System.nanoTime();
        Map<String, Duration> arrivals = new LinkedHashMap<>();
        Snapshot snapshot = observer.observe(
                facts, ++epoch, Map.of(), (source, readings) -> arrivals.put(source, since(start)));
        Round round = Round.judge(task.checks(), snapshot, Duration.ZERO, Timeline.start());
        Duration took = since(start);
        round.results().stream()
                .filter(result -> !(result.verdict() instanceof Verdict.Pass))
                .forEach(result -> {
                    throw new IllegalStateException("%s: %s".formatted(result.check().id(), result.verdict()));
                });
        arrivals.forEach((source, at) ->
                sources.computeIfAbsent(source, s -> new ArrayList<>()).add(at));
        return took;
    }

    private static Duration since(long start) {
        return Duration.ofNanos(System.nanoTime() - start);
    }
}
