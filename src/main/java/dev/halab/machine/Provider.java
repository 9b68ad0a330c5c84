package dev.halab.machine;

import dev.halab.topology.Topology;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Who makes the machines of a lab. Every verb is idempotent, has deadlines, and may be interrupted at any
/// moment: the next call mends what is half-made. Vagrant, own hosts and a sandbox are shaped the same.
///
/// All verbs throw `HalabException` with a problem in three parts.
public interface Provider {
    /// For instance `docker`.
    String name();

    /// What its machines can do; labs name what they require.
    Set<Capability> capabilities();

    /// Whether this host can run it, and what is missing. Starts nothing.
    List<Finding> doctor(Topology topology);

    /// What this host lacks before anything else can be tried, such as a container engine, and whose `mend`
    /// installs it
    /// as one plain command; empty if there is nothing of the sort.
    default Optional<Finding> lacking() {
        return Optional.empty();
    }

    /// `usual` with the addresses that this provider's machines have.
    default Topology adapt(Topology usual) {
        return usual;
    }

    /// What `destroy` takes away, as the question before it.
    default String destroys() {
        return "Remove all machines and what is on them?";
    }

    /// The saved states of the whole lab; empty if this provider's machines cannot be saved.
    default Optional<Checkpoints> checkpoints() {
        return Optional.empty();
    }

    /// What each machine takes of this host, by node; empty if they take nothing of it.
    default Map<String, Size> sizes(Topology topology) {
        return Map.of();
    }

    /// How long bringing up takes as far as the documents know, for a host on which it was never done.
    ///
    /// @param make the machines that have to be made
    /// @param start those that are there and are only started
    default Optional<Duration> foretold(List<String> make, List<String> start) {
        return Optional.empty();
    }

    /// Brings the machines up, those named in `only` or all if it is empty.
    void up(Topology topology, Set<String> only, Progress progress);

    /// Stops the machines; their disks stay.
    void down(Progress progress);

    /// Removes the machines and everything that was made for them.
    void destroy(Progress progress);

    /// Replaces all machines by new ones of `topology`; checkpoints stay.
    default void reset(Topology topology, Progress progress) {
        destroy(progress);
        up(topology, Set.of(), progress);
    }

    /// The machines that there are, running or not, in the topology's order; empty before `up` and after
    /// `destroy`.
    List<MachineStatus> status();

    /// The topology that `up` was called with; empty if there are no machines.
    Optional<Topology> topology();

    /// How to log in to a running machine.
    Access access(String node);

    /// Changes the power or network state of one machine.
    void power(Power verb, String node);

    /// Delays what a running machine sends in the lab network, until `START` or `up`.
    void delay(Delay delay, String node);
}
