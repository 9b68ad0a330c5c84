package dev.halab;

import dev.halab.fact.Fact;
import dev.halab.fact.Reading;
import dev.halab.fact.Source;
import dev.halab.machine.Provider;
import dev.halab.node.Node;
import dev.halab.node.ssh.SshNodes;
import dev.halab.problem.HalabException;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

/// The machines of the lab by SSH, each connected to when it is first asked.
final class LiveNodes implements AutoCloseable {
    private final Supplier<Provider> provider;
    private final Lazy<SshNodes> ssh = new Lazy<>(SshNodes::new);

    // guarded by this
    private final Map<String, Node> nodes = new HashMap<>();

    LiveNodes(Supplier<Provider> provider) {
        this.provider = provider;
    }

    /// The machine of that name.
    ///
    /// @throws HalabException if the provider cannot tell how to reach it
    synchronized Node node(String name) {
        return nodes.computeIfAbsent(name, n -> ssh.get().open(provider.get().access(n)));
    }

    /// The machine as a source: one that the provider cannot reach is unseen, like one that does not answer.
    Source source(String name) {
        return (facts, deadline) -> {
            try {
                return node(name).read(facts, deadline);
            } catch (HalabException e) {
                return unseen(facts, e);
            }
        };
    }

    private static Map<Fact, Reading> unseen(Collection<Fact> facts, HalabException e) {
        Map<Fact, Reading> readings = new LinkedHashMap<>();
        String why = e.problem().what() + ": " + e.problem().why();
        facts.forEach(f -> readings.put(f, new Reading.Unseen(Reading.Reason.UNREACHABLE, why)));
        return readings;
    }

    @Override
    public synchronized void close() {
        nodes.values().forEach(Node::close);
        nodes.clear();
    }
}
