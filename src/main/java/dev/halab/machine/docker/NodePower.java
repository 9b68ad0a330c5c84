package dev.halab.machine.docker;

import dev.halab.machine.Delay;
import dev.halab.machine.Power;
import dev.halab.problem.HalabException;
import dev.halab.problem.Problem;
import dev.halab.topology.NodeSpec;
import java.util.Optional;

/// The power and the network of single nodes. What is as it should be already is left alone.
record NodePower(DockerProvider provider, Engine engine, LabNames names, Delays delays) {
    void change(Power verb, String node) {
        Container container = find(node)
                .orElseThrow(() -> HalabException.of(
                        new Problem("there is no machine '%s'".formatted(node), "the engine knows none", "halab up")));
        String what = "the power of machine %s was not changed".formatted(node);
        String state = container.state(names);
        switch (verb) {
            case HALT -> unless(state.equals("off"), () -> engine.must(what, "stop", "--time", "10", container.name()));
            case KILL -> unless(state.equals("off"), () -> engine.must(what, "kill", container.name()));
            case PAUSE -> unless(state.equals("paused"), () -> engine.must(what, "pause", container.name()));
            case PARTITION ->
                unless(
                        !container.inNetwork(names.labNetwork()),
                        () -> engine.must(what, "network", "disconnect", names.labNetwork(), container.name()));
            case START -> {
                provider.restart(engine, spec(node), container);
                delays.clear(spec(node));
            }
        }
    }

    void delay(Delay delay, String node) {
        String state = find(node).map(c -> c.state(names)).orElse("missing");
        if (!state.equals("running")) {
            throw HalabException.of(new Problem(
                    "the network of %s was not changed".formatted(node),
                    "it is %s, and only a machine that runs can be delayed".formatted(state),
                    state.equals("missing") ? "halab up --only " + node : "halab power start " + node));
        }
        delays.set(spec(node), delay);
    }

    private Optional<Container> find(String node) {
        return Optional.ofNullable(provider.containers(engine).get(names.container(node)));
    }

    private NodeSpec spec(String node) {
        return provider.topology().flatMap(t -> t.node(node)).orElseThrow();
    }

    private static void unless(boolean already, Runnable action) {
        if (!already) {
            action.run();
        }
    }
}
