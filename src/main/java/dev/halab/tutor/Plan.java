package dev.halab.tutor;

import dev.halab.machine.Size;
import dev.halab.topology.NodeSpec;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// What bringing machines up will do, before it begins.
///
/// @param provider who does it
/// @param topology the topology's name
/// @param machines those that are wanted, in the topology's order
/// @param about how long it will take; empty if nobody knows
/// @param basis what that rests on
public record Plan(String provider, String topology, List<Machine> machines, Optional<Duration> about, Basis basis) {
    public Plan {
        machines = List.copyOf(machines);
    }

    /// What is done with a machine.
    public enum Step {
        /// It is not there, or half-made.
        MAKE("make"),
        /// It is there, and does not run as it should.
        START("start"),
        /// It runs.
        KEEP("keep");

        private final String word;

        Step(String word) {
            this.word = word;
        }

        public String word() {
            return word;
        }
    }

    /// What a foretold time rests on.
    public enum Basis {
        /// The same was done on this host before.
        MEASURED,
        /// What halab's documents say of other hosts.
        DOCUMENTED
    }

    /// A machine.
    ///
    /// @param size what it takes of this host; empty if it takes nothing of it
    public record Machine(NodeSpec node, Optional<Size> size, Step step) {}

    /// The names of all.
    public List<String> nodes() {
        return machines.stream().map(m -> m.node().name()).toList();
    }

    /// The names of the machines with which `step` is done.
    public List<String> of(Step step) {
        return machines.stream()
                .filter(m -> m.step() == step)
                .map(m -> m.node().name())
                .toList();
    }

    /// The memory that they take together, in MiB.
    public long memory() {
        return machines.stream()
                .flatMap(m -> m.size().stream())
                .mapToLong(Size::memory)
                .sum();
    }

    /// The disk that they take together, in MiB.
    public long disk() {
        return machines.stream()
                .flatMap(m -> m.size().stream())
                .mapToLong(Size::disk)
                .sum();
    }
}
