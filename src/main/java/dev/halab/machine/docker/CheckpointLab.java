package dev.halab.machine.docker;

import dev.halab.machine.Access;
import dev.halab.topology.Topology;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The provider as its checkpoints see it.
record CheckpointLab(DockerProvider provider, Engine engine, LabNames names, NodeImage image)
        implements DockerCheckpoints.Lab {
    @Override
    public Optional<Topology> topology() {
        return provider.topology();
    }

    @Override
    public Map<String, Container> containers() {
        return provider.containers(engine);
    }

    @Override
    public void ground(Topology topology) {
        provider.ground(engine, image);
    }

    @Override
    public NodeMaker maker(Topology topology) {
        return provider.maker(engine, image, topology);
    }

    @Override
    public void remember(Topology topology, List<Access> up) {
        provider.remember(topology, up);
    }
}
