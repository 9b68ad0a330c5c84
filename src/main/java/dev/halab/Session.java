package dev.halab;

import dev.halab.attempt.Attempt;
import dev.halab.check.kinds.Kinds;
import dev.halab.fact.Fact;
import dev.halab.fact.Reading;
import dev.halab.fact.Snapshot;
import dev.halab.lab.Course;
import dev.halab.lab.CourseProblem;
import dev.halab.lab.LoadedCourse;
import dev.halab.lab.yaml.Courses;
import dev.halab.machine.Provider;
import dev.halab.machine.docker.DockerProvider;
import dev.halab.machine.ssh.HostsProvider;
import dev.halab.node.Node;
import dev.halab.node.ssh.SshKeys;
import dev.halab.observe.Observer;
import dev.halab.problem.DidYouMean;
import dev.halab.problem.HalabException;
import dev.halab.problem.Problem;
import dev.halab.program.Programs;
import dev.halab.settings.Places;
import dev.halab.settings.Settings;
import dev.halab.store.Durations;
import dev.halab.store.EventStore;
import dev.halab.store.lock.LabLock;
import dev.halab.store.sqlite.SqliteEvents;
import dev.halab.topology.Topology;
import dev.halab.tutor.Answers;
import dev.halab.tutor.Pace;
import dev.halab.tutor.World;
import dev.halab.tutor.fault.Faults;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// The real world around the story, made piece by piece as it is asked for.
final class Session implements World, AutoCloseable {
    private static final List<String> PROVIDERS = List.of("docker", "ssh");

    private final Places places;
    private volatile Optional<String> chosen = Optional.empty();
    private final InstantSource clock = InstantSource.system();
    private final Pace pace = new Pause();
    private final Lazy<Settings> settings;
    private final Lazy<LoadedCourse> course;
    private final Lazy<SqliteEvents> events;
    private final Lazy<Provider> provider;
    private final LiveNodes nodes;
    private Optional<Observer> observer = Optional.empty();

    Session(Places places, Path home, Programs programs) {
        this.places = places;
        settings = new Lazy<>(() -> Settings.read(places.config().resolve("config.yaml")));
        course = new Lazy<>(() -> Courses.load(home, this::usual, Kinds.all(), Faults.names()));
        events = new Lazy<>(() -> SqliteEvents.open(places.events()));
        provider = new Lazy<>(() -> provider(home, programs));
        nodes = new LiveNodes(provider);
    }

    private Provider provider(Path home, Programs programs) {
        String name = chosen.orElseGet(() -> settings.get().provider());
        requireProvider(name);
        if (name.equals("ssh")) {
            return new HostsProvider(
                    places.config().resolve("inventory.yaml"),
                    places.state().resolve("ssh"),
                    new HostsBySsh(),
                    SshKeys::generate,
                    Owner.ofThisHost(),
                    clock);
        }
        Path recipe = home.resolve("vagrant").resolve("image");
        return new DockerProvider(
                programs,
                recipe,
                places.state().resolve("docker"),
                settings.get().network(),
                SshKeys::generate);
    }

    static void requireProvider(String name) {
        if (!PROVIDERS.contains(name)) {
            throw HalabException.usage(new Problem(
                    "There is no provider '%s'%s".formatted(name, DidYouMean.suffix(name, PROVIDERS)),
                    "the providers are: " + String.join(", ", PROVIDERS),
                    "halab doctor"));
        }
    }

    /// Another provider than the configured one; before the first question.
    void use(String name) {
        requireProvider(name);
        chosen = Optional.of(name);
    }

    Places places() {
        return places;
    }

    LoadedCourse loaded() {
        return course.get();
    }

    boolean savesPassedTasks() {
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
        return provider.get();
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

    private synchronized Observer observer() {
        Observer there = observer.orElseGet(() -> {
            Topology topology = provider()
                    .topology()
                    .orElseThrow(() -> HalabException.of(
                            new Problem("The lab cannot be seen", "there are no machines", "halab up")));
            Answers answers = new Answers(() -> Attempt.of(course(), events().events()), clock);
            return new Eyes(topology, nodes, clock).observer(answers);
        });
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
    public InstantSource clock() {
        return clock;
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
