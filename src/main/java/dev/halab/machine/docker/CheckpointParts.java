package dev.halab.machine.docker;

import dev.halab.topology.NodeSpec;
import dev.halab.topology.Topology;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/// What an engine keeps of checkpoints: an image for each node, and a volume.
record CheckpointParts(Engine engine, LabNames names) {
    /// The parts of a checkpoint that are not there any more.
    List<String> missing(String stamp, Topology topology) {
        List<String> missing = new ArrayList<>();
        for (NodeSpec node : topology.nodes()) {
            String image = names.checkpointImage(stamp, node.name());
            if (!engine.ask("image", "inspect", image).ok()) {
                missing.add("image " + image);
            }
        }
        String volume = names.checkpointVolume(stamp);
        if (!engine.ask("volume", "inspect", volume).ok()) {
            missing.add("volume " + volume);
        }
        return missing;
    }

    /// Removes a checkpoint. An image of which machines are made stays; [#removeAllBut] removes it later.
    void remove(String stamp) {
        remove(stamp, images());
    }

    /// Removes every checkpoint but those, and what was left of others.
    void removeAllBut(Set<String> stamps) {
        List<String> images = images();
        Stream.concat(stamps(volumes(), names.checkpointVolume("")), stamps(images, names.checkpointImages()))
                .distinct()
                .filter(stamp -> !stamps.contains(stamp))
                .forEach(stamp -> remove(stamp, images));
    }

    private void remove(String stamp, List<String> images) {
        String tag = names.checkpointImage(stamp, "");
        images.stream().filter(i -> i.startsWith(tag)).forEach(i -> engine.ask("image", "rm", i));
        engine.ask("volume", "rm", names.checkpointVolume(stamp));
    }

    private static Stream<String> stamps(List<String> names, String prefix) {
        return names.stream()
                .filter(name -> name.startsWith(prefix))
                .map(name -> name.substring(prefix.length()).replaceFirst("-.*", ""));
    }

    private List<String> volumes() {
        return engine.ask("volume", "ls", "--quiet", "--filter", names.filter())
                .out()
                .lines()
                .toList();
    }

    private List<String> images() {
        return engine.ask("image", "ls", "--format", "{{.Repository}}:{{.Tag}}", "--filter", names.filter())
                .out()
                .lines()
                .map(i -> i.replaceFirst("^localhost/", ""))
                .toList();
    }
}
