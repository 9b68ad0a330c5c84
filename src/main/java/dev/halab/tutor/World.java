package dev.halab.tutor;

import dev.halab.fact.Fact;
import dev.halab.fact.Reading;
import dev.halab.fact.Snapshot;
import dev.halab.fact.Source;
import dev.halab.lab.Course;
import dev.halab.machine.NodeLogs;
import dev.halab.machine.Provider;
import dev.halab.node.Node;
import dev.halab.store.Durations;
import dev.halab.store.EventStore;
import dev.halab.topology.Topology;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;

/// Everything around the story. Each part is made when it is first asked for, so a command pays only for what it uses.
public interface World {
    Course course();

    EventStore events();

    Durations durations();

    Provider provider();

    /// The provider whose machines are there, whichever is in use.
    default Optional<Provider> standing() {
        return Optional.empty();
    }

    /// What `doctor` finds for each provider that there could be.
    List<Prospect> prospects(String topology);

    /// Takes this provider from now on, and keeps that choice for later runs.
    ///
    /// @throws dev.halab.problem.HalabException if it cannot be kept
    void prefer(String provider);

    /// The topology of that name in the configured network.
    ///
    /// @throws dev.halab.problem.HalabException if there is none of that name
    Topology topology(String name);

    /// A machine that is there.
    ///
    /// @throws dev.halab.problem.HalabException if it is not
    Node node(String name);

    /// Reads `facts` in one round; what cannot be read is an `Unseen`.
    Snapshot observe(Set<Fact> facts, long epoch, Map<Fact, Reading> baseline);

    /// The nodes from which `host` can be called, the best first, each as a source of the wire that connects
    /// from there alone. Never the host itself.
    Map<String, Source> vantages(String host);

    /// The machines changed: connections to them are ended, and the next question looks again.
    void machinesChanged();

    /// Whether the lab is saved when a task has passed.
    boolean savesPassedTasks();

    Pace pace();

    /// Does work beside the caller's thread.
    Executor beside();

    InstantSource clock();

    /// The logs of the provider's machines.
    NodeLogs logs();

    /// Does `work` while every other halab process that wants to change the lab is held off.
    ///
    /// @param doing what is done, as others are told: `up`, `solve`
    /// @throws dev.halab.problem.HalabException if another process does such a thing now, naming that process
    void alone(String doing, Runnable work);
}
