package dev.halab.cli;

import dev.halab.machine.Checkpoint;
import dev.halab.machine.Checkpoints;
import dev.halab.machine.Progress;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Saves the files of the machines of a made-up lab.
final class FakeCheckpoints implements Checkpoints {
    private final FakeLab lab;
    boolean quick = true;
    Runnable afterRestore = () -> {};
    int saves;
    private final Map<String, Checkpoint> all = new LinkedHashMap<>();
    private final Map<String, Map<String, Map<String, String>>> files = new HashMap<>();

    FakeCheckpoints(FakeLab lab) {
        this.lab = lab;
    }

    @Override
    public boolean quick() {
        return quick;
    }

    @Override
    public List<Checkpoint> all() {
        return new ArrayList<>(all.values());
    }

    @Override
    public Checkpoint save(String name, Instant at, Progress progress) {
        Map<String, Map<String, String>> copy = new HashMap<>();
        lab.nodes.forEach((node, machine) -> copy.put(node, new HashMap<>(machine.files)));
        files.put(name, copy);
        saves++;
        Checkpoint checkpoint = new Checkpoint(name, at, "mini", 36);
        all.put(name, checkpoint);
        return checkpoint;
    }

    @Override
    public void restore(String name, Progress progress) {
        lab.nodes.clear();
        files.getOrDefault(name, Map.of())
                .forEach((node, saved) -> lab.machine(node).files.putAll(saved));
        afterRestore.run();
    }

    @Override
    public void delete(String name) {
        all.remove(name);
    }

    /// As if it had been saved at another time.
    void saved(String name, Instant at) {
        all.computeIfPresent(name, (n, c) -> new Checkpoint(n, at, c.topology(), c.megabytes()));
    }
}
