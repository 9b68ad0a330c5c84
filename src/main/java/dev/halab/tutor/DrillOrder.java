package dev.halab.tutor;

import dev.halab.fact.Fact;
import dev.halab.machine.Power;
import dev.halab.topology.NodeSpec;
import dev.halab.topology.Role;
import dev.halab.topology.Topology;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// What a fact of source `fault` asks for.
///
/// @param fault how the machine is broken
/// @param host of the endpoint
/// @param window how long the endpoint is asked once the machine is broken
/// @param recover how long the machine's own port is waited for once it is mended
/// @param other a control plane that stays, and should answer all the time
record DrillOrder(
        Power fault, NodeSpec machine, NodeSpec other, String host, int port, Duration window, Duration recover) {
    /// Empty if the topology has no such machine, or no control plane beside it.
    static Optional<DrillOrder> of(Fact fact, Topology topology) {
        List<String> a = fact.arguments();
        Optional<NodeSpec> other = topology.nodes(Role.CONTROL_PLANE).stream()
                .filter(n -> !n.name().equals(a.get(1)))
                .reduce((first, last) -> last);
        return topology.node(a.get(1))
                .filter(machine -> other.isPresent())
                .map(machine -> new DrillOrder(
                        Power.valueOf(a.get(0).toUpperCase(Locale.ROOT)),
                        machine,
                        other.orElseThrow(),
                        a.get(2),
                        Integer.parseInt(a.get(3)),
                        Duration.ofSeconds(Long.parseLong(a.get(4))),
                        Duration.ofSeconds(Long.parseLong(a.get(5)))));
    }

    String node() {
        return machine.name();
    }

    /// Asks the endpoint.
    Sighting endpoint(Asker asker, Duration at, Duration limit) {
        return asker.ask(host, port, at, limit);
    }

    /// Asks the control plane that stays.
    Sighting other(Asker asker, Duration at, Duration limit) {
        return asker.ask(other.address(), Topology.API_PORT, at, limit);
    }

    /// Asks the machine's own port.
    Sighting itself(Asker asker, Duration at, Duration limit) {
        return asker.ask(machine.address(), Topology.API_PORT, at, limit);
    }
}
