package dev.halab.cli;

import dev.halab.attempt.Attempt;
import dev.halab.attempt.Event;
import dev.halab.attempt.Recorded;
import dev.halab.cluster.FakeWriteTrial;
import dev.halab.fact.Fact;
import dev.halab.fact.Reading;
import dev.halab.fact.Snapshot;
import dev.halab.fact.Source;
import dev.halab.lab.Course;
import dev.halab.machine.NodeLogs;
import dev.halab.machine.Provider;
import dev.halab.node.Node;
import dev.halab.problem.HalabException;
import dev.halab.problem.Problem;
import dev.halab.store.Durations;
import dev.halab.store.EventStore;
import dev.halab.topology.Topology;
import dev.halab.tutor.Answers;
import dev.halab.tutor.Pace;
import dev.halab.tutor.Prospect;
import dev.halab.tutor.World;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/// A lab in memory: files on nodes that scripts of the form `put PATH TEXT` change.
final class FakeLab implements World {
    static final Instant NOW = Instant.parse("2026-11-23T09:00:00Z");

    final Map<String, FakeNode> nodes = new HashMap<>();
    final FakeWriteTrial writes = new FakeWriteTrial(FakeWriteTrial.State.WORKING, NOW);

    /// Who can call others, the best first, each with what it hears.
    final Map<String, Source> wires = new LinkedHashMap<>();

    final FakeProvider provider = new FakeProvider();
    final List<Recorded> events = new ArrayList<>();
    final Map<String, Duration> usual = new HashMap<>();
    final List<Duration> pauses = new ArrayList<>();
    Consumer<FakeLab> afterPause = lab -> {};
    Course course = FakeCourse.course();
    Duration uptime = Duration.ZERO;
    boolean saves;
    Instant now = NOW;
    final Path logs = Path.of("target", "logs of fakes", Integer.toString(System.identityHashCode(this)));
    Optional<String> heldBy = Optional.empty();

    /// Whose machines are there, whichever provider is in use.
    Optional<Provider> standing = Optional.empty();

    List<Prospect> prospects = List.of();

    FakeLab() {
        provider.afterDestroy = nodes::clear;
    }

    FakeNode machine(String name) {
        return nodes.computeIfAbsent(name, FakeNode::new);
    }

    @Override
    public Optional<Provider> standing() {
        return standing;
    }

    @Override
    public Course course() {
        return course;
    }

    @Override
    public EventStore events() {
        return new EventStore() {
            @Override
            public Recorded append(Instant at, Event event) {
                Recorded recorded = new Recorded(events.size() + 1L, at, event);
                events.add(recorded);
                return recorded;
            }

            @Override
            public List<Recorded> events() {
                return List.copyOf(events);
            }

            @Override
            public void close() {}
        };
    }

    @Override
    public Durations durations() {
        return new Durations() {
            @Override
            public void took(String subject, Duration length) {
                usual.put(subject, length);
            }

            @Override
            public Optional<Duration> usual(String subject) {
                return Optional.ofNullable(usual.get(subject));
            }
        };
    }

    @Override
    public Provider provider() {
        return provider;
    }

    @Override
    public List<Prospect> prospects(String topology) {
        return prospects;
    }

    @Override
    public void prefer(String name) {
        provider.name = name;
    }

    @Override
    public Topology topology(String name) {
        return Topology.of(name, "192.168.56")
                .orElseThrow(
                        () -> HalabException.usage(new Problem("no topology " + name, "there is none", "halab labs")));
    }

    @Override
    public Node node(String name) {
        return machine(name);
    }

    @Override
    public Snapshot observe(Set<Fact> facts, long epoch, Map<Fact, Reading> baseline) {
        Map<Fact, Reading> readings = new HashMap<>();
        for (Fact fact : facts) {
            readings.putAll(
                    switch (fact.source()) {
                        case Fact.TUTOR ->
                            new Answers(() -> Attempt.of(course, events), clock())
                                    .read(List.of(fact), Duration.ofSeconds(1));
                        case Fact.WRITE -> writes.attempt(List.of(fact), Duration.ofSeconds(1));
                        default -> machine(fact.source()).read(List.of(fact), Duration.ofSeconds(1));
                    });
        }
        return new Snapshot(epoch, NOW, readings, baseline);
    }

    @Override
    public Map<String, Source> vantages(String host) {
        return new LinkedHashMap<>(wires);
    }

    @Override
    public Executor beside() {
        return Runnable::run;
    }

    @Override
    public void machinesChanged() {}

    @Override
    public boolean savesPassedTasks() {
        return saves;
    }

    @Override
    public Pace pace() {
        return new Pace() {
            @Override
            public void pause(Duration length) {
                pauses.add(length);
                uptime = uptime.plus(length);
                afterPause.accept(FakeLab.this);
            }

            @Override
            public Duration uptime() {
                return uptime;
            }
        };
    }

    @Override
    public InstantSource clock() {
        return InstantSource.fixed(now);
    }

    @Override
    public NodeLogs logs() {
        return new NodeLogs(logs);
    }

    @Override
    public void alone(String doing, Runnable work) {
        heldBy.ifPresent(who -> {
            throw HalabException.of(new Problem("`halab %s` has to wait".formatted(doing), who, "Wait"));
        });
        heldBy = Optional.of(doing);
        try {
            work.run();
        } finally {
            heldBy = Optional.empty();
        }
    }
}
