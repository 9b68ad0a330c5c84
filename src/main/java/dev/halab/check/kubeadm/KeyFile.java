package dev.halab.check.kubeadm;

import dev.halab.fact.Facts;
import dev.halab.fact.Snapshot;
import java.util.Optional;

/// A key or certificate of which only hashes are known.
///
/// @param where `node:path`
/// @param node the node
/// @param mode its permission bits
/// @param sha256 of its bytes
/// @param publicHash of its public half; empty if it is neither key nor certificate
record KeyFile(String where, String node, boolean present, int mode, String sha256, Optional<String> publicHash) {
    static KeyFile of(Snapshot snapshot, String node, String path) {
        NodeFile file = NodeFile.traces(snapshot, Facts.key(node, path));
        return new KeyFile(
                file.where(),
                node,
                file.present(),
                file.mode(),
                line(file, "sha256 ").orElse(""),
                line(file, "public "));
    }

    private static Optional<String> line(NodeFile file, String prefix) {
        return file.content()
                .lines()
                .filter(l -> l.startsWith(prefix))
                .map(l -> l.substring(prefix.length()).strip())
                .filter(hash -> hash.matches("[0-9a-f]{64}"))
                .findFirst();
    }
}
