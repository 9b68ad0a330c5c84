package dev.halab.machine.docker;

import java.util.HexFormat;

/// The names of everything that the engine holds of one lab. Two labs at once have two prefixes and share
/// nothing.
///
/// @param prefix first three octets of the lab network
record LabNames(String prefix) {
    /// Label of every container and network of halab; its value is the lab's prefix.
    static final String LABEL = "dev.halab.lab";

    /// Label with the name of the topology.
    static final String TOPOLOGY = "dev.halab.topology";

    /// Label with the host's port of the node's SSH server.
    static final String PORT = "dev.halab.ssh-port";

    private String dashed() {
        return prefix.replace('.', '-');
    }

    /// The container of a node.
    String container(String node) {
        return "halab-%s-%s".formatted(dashed(), node);
    }

    /// Whether a container is named as the lab's are.
    boolean owns(String container) {
        return container.startsWith(container(""));
    }

    /// The network of the default route. Engines number a node's interfaces and choose its default route by
    /// the names of its networks, the first in the alphabet first (seen with Docker 20.10): this one must
    /// come before the lab's.
    String natNetwork() {
        return "halab-%s-internet".formatted(dashed());
    }

    /// The lab network.
    String labNetwork() {
        return "halab-%s-lab".formatted(dashed());
    }

    /// The image of a node in a checkpoint.
    String checkpointImage(String stamp, String node) {
        return "%s%s-%s".formatted(checkpointImages(), stamp, node);
    }

    /// How the names of all images of checkpoints begin.
    String checkpointImages() {
        return "halab/checkpoint-%s:".formatted(dashed());
    }

    /// The volume of a checkpoint.
    String checkpointVolume(String stamp) {
        return "halab-%s-checkpoint-%s".formatted(dashed(), stamp);
    }

    /// Names of network devices have at most 15 characters.
    String natBridge() {
        return "halabn" + hex();
    }

    String labBridge() {
        return "halabl" + hex();
    }

    private String hex() {
        byte[] octets = new byte[3];
        String[] parts = prefix.split("\\.");
        for (int i = 0; i < octets.length; i++) {
            octets[i] = (byte) Integer.parseInt(parts[i]);
        }
        return HexFormat.of().formatHex(octets);
    }

    /// The lab network's subnet.
    String subnet() {
        return prefix + ".0/24";
    }

    /// The host's own address in the lab network.
    String gateway() {
        return prefix + ".1";
    }

    String filter() {
        return "label=%s=%s".formatted(LABEL, prefix);
    }
}
