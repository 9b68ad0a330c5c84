package dev.halab.check.kubeadm;

import dev.halab.fact.Fact;
import dev.halab.fact.Facts;
import dev.halab.fact.FileContent;
import dev.halab.fact.Reading;
import dev.halab.fact.Snapshot;
import dev.halab.fact.Unobserved;
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
        Fact fact = Facts.key(node, path);
        NodeFile file = NodeFile.traces(snapshot, fact);
        Optional<String> hash = line(file, "sha256 ");
        boolean told = file.content().lines().allMatch(l -> l.matches("(?:sha256|public) [0-9a-f]{64}"));
        boolean regular = FileContent.of(snapshot, fact)
                .filter(f -> f.type().equals("regular"))
                .isPresent();
        if (regular && (hash.isEmpty() || !told)) {
            throw new Unobserved(fact, Reading.Reason.UNREADABLE, "its hashes did not arrive");
        }
        return new KeyFile(file.where(), node, file.present(), file.mode(), hash.orElse(""), line(file, "public "));
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
