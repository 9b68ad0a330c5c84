package dev.halab;

import dev.halab.attempt.Attempt;
import dev.halab.check.kinds.Kinds;
import dev.halab.fact.Fact;
import dev.halab.fact.Reading;
import dev.halab.fact.Snapshot;
import dev.halab.fact.Source;
import dev.halab.lab.Course;
import dev.halab.lab.CourseProblem;
import dev.halab.lab.LoadedCourse;
import dev.halab.lab.yaml.Courses;
import dev.halab.machine.Finding;
import dev.halab.machine.NodeLogs;
import dev.halab.machine.Provider;
import dev.halab.node.Node;
import dev.halab.observe.Observer;
import dev.halab.problem.DidYouMean;
import dev.halab.problem.HalabException;
import dev.halab.problem.Problem;
import dev.halab.program.Programs;
import dev.halab.settings.Places;
import dev.halab.settings.Release;
import dev.halab.settings.Settings;
import dev.halab.store.Durations;
import dev.halab.store.EventStore;
import dev.halab.store.lock.LabLock;
import dev.halab.store.sqlite.SqliteEvents;
import dev.halab.topology.Topology;
import dev.halab.tutor.Answers;
import dev.halab.tutor.Pace;
import dev.halab.tutor.Prospect;
import dev.halab.tutor.World;
import dev.halab.tutor.fault.Faults;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.stream.Collectors;

/// The real world around the story, made piece by piece as it is asked for.
final class Session implements World, AutoCloseable {
    private final Places places;
    private final Path home;
    private final InstantSource clock = InstantSource.system();
    private final Pace pace = new Pause();
    private final Lazy<Settings> settings;
    private volatile Lazy<LoadedCourse> course;
    private final Lazy<SqliteEvents> events;
    private final Providers providers;
    private final Duration patience;
    private final LiveNodes nodes;
    private Optional<Observer> observer = Optional.empty();

    /// Without anything chosen by the environment.
    Session(Places places, Path home, Programs programs) {
        this(places, home, programs, Map.of());
    }

    Session(Places places, Path home, Programs programs, Map<String, String> environment) {
        this.places = places;
        settings = new Lazy<>(() -> Settings.read(places.config().resolve("config.yaml")));
        this.home = home;
        course = unread();
        events = new Lazy<>(() -> SqliteEvents.open(places.events()));
        patience = patience(environment.getOrDefault("HALAB_PATIENCE", ""));
        providers = new Providers(places, home, programs, environment, settings);
        nodes = new LiveNodes(providers::current);
    }

    /// Claims are made for the addresses of the provider's machines: another provider, another course.
    private Lazy<LoadedCourse> unread() {
        return new Lazy<>(() -> Courses.load(home, this::usual, Release.minor(home), Kinds.all(), Faults.names()));
    }

    /// Emulated machines need more than the few seconds that others get to answer.
    private static Duration patience(String seconds) {
        if (seconds.isEmpty()) {
            return Observer.DEADLINE;
        }
        if (!seconds.matches("[1-9]\\d?")) {
            throw HalabException.usage(new Problem(
                    "HALAB_PATIENCE is no time",
                    "'%s' is not a number of seconds from 1 to 99".formatted(seconds),
                    "export HALAB_PATIENCE=20, or unset it"));
        }
        return Duration.ofSeconds(Long.parseLong(seconds));
    }

    Places places() {
        return places;
    }

    LoadedCourse loaded() {
        return course.get();
    }

    @Override
    public boolean savesPassedTasks() {
        return settings.get().checkpoints() == Settings.Saving.AUTO;
    }

    String network() {
        return settings.get().network();
    }

    /// A lab with a problem must not be taught, and one that is left out silently would be missed.
    @Override
    public Course course() {
        List<CourseProblem> problems = course.get().problems();
        if (!problems.isEmpty()) {
            throw HalabException.usage(new Problem(
                    "The course breaks %d %s".formatted(problems.size(), problems.size() == 1 ? "rule" : "rules"),
                    problems.stream()
                            .limit(5)
                            .map(p -> p.place() + ": " + p.problem().why())
                            .collect(Collectors.joining("\n")),
                    "halab lint"));
        }
        return course.get().course();
    }

    @Override
    public EventStore events() {
        return events.get();
    }

    @Override
    public Durations durations() {
        return events.get();
    }

    @Override
    public Provider provider() {
        return providers.current();
    }

    @Override
    public Optional<Provider> standing() {
        return providers.standing();
    }

    @Override
    public List<Prospect> prospects(String topology) {
        Topology usual = Topology.of(topology, network()).orElseThrow();
        return providers.all().stream().map(p -> prospect(p, usual)).toList();
    }

    private static Prospect prospect(Provider provider, Topology usual) {
        try {
            return new Prospect(provider.name(), provider.doctor(provider.adapt(usual)));
        } catch (HalabException e) {
            Problem problem = e.problem();
            return new Prospect(
                    provider.name(),
                    List.of(new Finding(provider.name(), Finding.Grade.BLOCKS, problem.why(), problem.next())));
        }
    }

    @Override
    public void prefer(String provider) {
        Providers.require(provider);
        Settings.prefer(places.config().resolve("config.yaml"), provider);
        use(provider);
    }

    /// Another provider than the one in use.
    void use(String name) {
        providers.choose(name);
        course = unread();
        machinesChanged();
    }

    @Override
    public Topology topology(String name) {
        return usual(name)
                .orElseThrow(() -> HalabException.usage(new Problem(
                        "There is no topology '%s'%s".formatted(name, DidYouMean.suffix(name, Topology.names())),
                        "the topologies are: " + String.join(", ", Topology.names()),
                        "halab labs")));
    }

    /// The topology of that name as the provider's machines have it.
    Optional<Topology> usual(String name) {
        return Topology.of(name, network()).map(t -> provider().adapt(t));
    }

    @Override
    public Node node(String name) {
        return nodes.node(name);
    }

    @Override
    public Snapshot observe(Set<Fact> facts, long epoch, Map<Fact, Reading> baseline) {
        return observer().observe(facts, epoch, baseline);
    }

    @Override
    public Map<String, Source> vantages(String host) {
        return eyes().apart(host);
    }

    private Eyes eyes() {
        Topology topology = provider()
                .topology()
                .orElseThrow(() ->
                        HalabException.of(new Problem("The lab cannot be seen", "there are no machines", "halab up")));
        return new Eyes(topology, nodes, clock, patience);
    }

    private synchronized Observer observer() {
        Observer there = observer.orElseGet(
                () -> eyes().observer(new Answers(() -> Attempt.of(course(), events().events()), clock)));
        observer = Optional.of(there);
        return there;
    }

    @Override
    public synchronized void machinesChanged() {
        nodes.close();
        observer = Optional.empty();
    }

    @Override
    public Pace pace() {
        return pace;
    }

    @Override
    public Executor beside() {
        return work -> Thread.ofVirtual().name("beside-", 0).start(work);
    }

    @Override
    public InstantSource clock() {
        return clock;
    }

    @Override
    public NodeLogs logs() {
        return new NodeLogs(places.state().resolve(provider().name()).resolve("logs"));
    }

    @Override
    public void alone(String doing, Runnable work) {
        LabLock.holding(places.state().resolve("lab.lock"), doing, clock.instant(), work);
    }

    @Override
    public void close() {
        nodes.close();
        events.ifMade(SqliteEvents::close);
    }
}
