package dev.halab.check.kubeadm;

import dev.halab.fact.Fact;
import dev.halab.fact.Reading;
import dev.halab.fact.Snapshot;
import dev.halab.fact.Unobserved;
import java.util.List;

/// A file on a node, as the facts `file`, `certificates`, `key`, `kubeconfig` and `join-command` tell it.
///
/// @param where `node:path`
/// @param present whether something is there
/// @param mode its permission bits
/// @param content what the fact tells after its first line
record NodeFile(String where, boolean present, int mode, String content) {
    private static final int LARGEST = 64 * 1024;

    /// @throws Unobserved if the fact was not read, its first line is not one, or the file is too large to be read
    static NodeFile of(Snapshot snapshot, Fact fact) {
        String text = snapshot.text(fact);
        String where = fact.source() + ":" + fact.arguments().getFirst();
        int end = text.indexOf('\n');
        String header = end < 0 ? text : text.substring(0, end);
        if (header.strip().equals("absent")) {
            return new NodeFile(where, false, 0, "");
        }
        List<String> parts = List.of(header.split(" "));
        if (parts.size() < 6 || !parts.get(1).matches("[0-7]{1,5}") || !parts.get(4).matches("[0-9]{1,18}")) {
            throw new Unobserved(fact, Reading.Reason.UNREADABLE, "the first line does not describe a file");
        }
        if (parts.getFirst().equals("regular") && Long.parseLong(parts.get(4)) > LARGEST && !fact.kind().equals("key")) {
            throw new Unobserved(fact, Reading.Reason.UNREADABLE, "it is larger than 64 KiB");
        }
        return new NodeFile(
                where, true, Integer.parseInt(parts.get(1), 8), end < 0 ? "" : text.substring(end + 1));
    }
}
