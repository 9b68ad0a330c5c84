package dev.halab;

import dev.halab.attempt.Attempt;
import dev.halab.check.Result;
import dev.halab.check.Round;
import dev.halab.check.Severity;
import dev.halab.check.Timeline;
import dev.halab.check.Verdict;
import dev.halab.fact.Fact;
import dev.halab.fact.Snapshot;
import dev.halab.lab.Task;
import dev.halab.observe.Observer;
import dev.halab.topology.Topology;
import dev.halab.tutor.Answers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// halab's judgement of a task by one round of reading, without the time that `eventually` would give.
final class OneLook implements AutoCloseable {
    private static final Duration OVER = Duration.ofDays(1);

    private final Session session;
    private final Task task;
    private final Topology topology;
    private final Set<Fact> facts;
    private final LiveNodes warmNodes;
    private final Observer warm;
    private final Map<String, List<Duration>> sources = new LinkedHashMap<>();
    private long epoch;

    OneLook(Session session, Task task) {
        this.session = session;
        this.task = task;
        topology = session.provider().topology().orElseThrow();
        facts = Round.facts(task.checks(), Timeline.start());
        warmNodes = new LiveNodes(session::provider);
        warm = observer(warmNodes);
    }

    int facts() {
        return facts.size();
    }

    /// By connections that are open.
    Judgement warm() {
        return look(warm);
    }

    /// By connections that are opened first.
    Judgement cold() {
        try (LiveNodes nodes = new LiveNodes(session::provider)) {
            return look(observer(nodes));
        }
    }

    /// When each source had answered, in the warm looks.
    Map<String, List<Duration>> sources() {
        return sources;
    }

    private Observer observer(LiveNodes nodes) {
        Answers answers = new Answers(
                () -> Attempt.of(session.course(), session.events().events()), session.clock());
        return new Eyes(topology, nodes, session.clock()).observer(answers);
    }

    private Judgement look(Observer observer) {
        long start = System.nanoTime();
        Map<String, Duration> arrivals = new LinkedHashMap<>();
        Snapshot snapshot = observer.observe(
                facts, ++epoch, Map.of(), (source, readings) -> arrivals.put(source, since(start)));
        List<Result> results = Round.judge(task.checks(), snapshot, OVER, begun()).results().stream()
                .filter(result -> result.check().severity() == Severity.MUST)
                .toList();
        Duration took = since(start);
        if (observer == warm) {
            arrivals.forEach((source, at) ->
                    sources.computeIfAbsent(source, s -> new ArrayList<>()).add(at));
        }
        List<String> causes = results.stream()
                .map(Result::verdict)
                .filter(Verdict.Fail.class::isInstance)
                .map(verdict -> ((Verdict.Fail) verdict).mismatch().cause())
                .toList();
        Judgement.Said said = !causes.isEmpty()
                ? Judgement.Said.WRONG
                : results.stream().allMatch(result -> result.verdict() instanceof Verdict.Pass)
                        ? Judgement.Said.RIGHT
                        : Judgement.Said.UNTOLD;
        return new Judgement(said, causes, results.size(), took);
    }

    /// What has to hold for a while has held since the start, or it could not be judged at one instant.
    private Timeline begun() {
        Map<String, Duration> since = new HashMap<>();
        task.checks().forEach(check -> since.put(check.id(), Duration.ZERO));
        return new Timeline(Map.of(), since);
    }

    private static Duration since(long start) {
        return Duration.ofNanos(System.nanoTime() - start);
    }

    @Override
    public void close() {
        warmNodes.close();
    }
}
