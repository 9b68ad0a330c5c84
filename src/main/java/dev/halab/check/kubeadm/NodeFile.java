package dev.halab.check.kubeadm;

import dev.halab.fact.Fact;
import dev.halab.fact.FileContent;
import dev.halab.fact.Snapshot;
import dev.halab.fact.Unobserved;
import java.util.Optional;

/// A file on a node that may be missing.
///
/// @param where `node:path`
/// @param present whether something is there
/// @param mode its permission bits
/// @param content what the fact tells after its first line
record NodeFile(String where, boolean present, int mode, String content) {

    /// A file whose bytes the fact tells.
    ///
    /// @throws Unobserved if it was not read, or is no regular file of at most 64 KiB
    static NodeFile of(Snapshot snapshot, Fact fact) {
        Optional<String> bytes = FileContent.bytes(snapshot, fact);
        return of(snapshot, fact, bytes.orElse(""));
    }

    /// A file of which the fact tells something else than its bytes.
    ///
    /// @throws Unobserved if it was not read
    static NodeFile traces(Snapshot snapshot, Fact fact) {
        return of(
                snapshot,
                fact,
                FileContent.of(snapshot, fact).map(FileContent::body).orElse(""));
    }

    private static NodeFile of(Snapshot snapshot, Fact fact, String content) {
        String where = fact.source() + ":" + fact.arguments().getFirst();
        return FileContent.of(snapshot, fact)
                .map(file -> new NodeFile(where, true, file.mode(), content))
                .orElseGet(() -> new NodeFile(where, false, 0, ""));
    }
}
