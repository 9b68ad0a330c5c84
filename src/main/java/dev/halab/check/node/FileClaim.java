package dev.halab.check.node;

import dev.halab.check.Claim;
import dev.halab.check.Each;
import dev.halab.check.Verdict;
import dev.halab.fact.Fact;
import dev.halab.fact.FileContent;
import dev.halab.fact.Reading;
import dev.halab.fact.Snapshot;
import dev.halab.fact.Unobserved;
import dev.halab.topology.NodeSpec;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// A file is as it should be on all of some nodes.
record FileClaim(
        List<NodeSpec> on,
        String path,
        String state,
        Optional<String> owner,
        Optional<String> group,
        int modeAtMost,
        boolean nonEmpty,
        List<LinePattern> has,
        List<LinePattern> lacks)
        implements Claim {
    @Override
    public String title() {
        String where = Names.of(on);
        if (state.equals("absent")) {
            return "%s is absent on %s".formatted(path, where);
        }
        return has.isEmpty() && lacks.isEmpty()
                ? "%s is there on %s".formatted(path, where)
                : "%s on %s says what it should".formatted(path, where);
    }

    @Override
    public Set<Fact> facts() {
        Set<Fact> facts = new LinkedHashSet<>();
        on.forEach(node -> facts.add(Secret.file(node.name(), path)));
        return facts;
    }

    @Override
    public Verdict judge(Snapshot snapshot) {
        String wanted = state.equals("absent") ? "absent" : "as it should be";
        return Each.of(on, "%s is %s on %s".formatted(path, wanted, Names.of(on)), node -> judge(snapshot, node));
    }

    private Verdict judge(Snapshot snapshot, NodeSpec node) {
        Fact fact = Secret.file(node.name(), path);
        Optional<FileContent> file = FileContent.of(snapshot, fact);
        String where = node.name() + ":" + path;
        if (state.equals("absent")) {
            return file.isEmpty()
                    ? Verdict.pass(where + " is absent")
                    : Verdict.fail(FileKind.PRESENT.code(), "nothing at " + path, "a " + noun(file.get()), where);
        }
        if (file.isEmpty()) {
            String kind = state.equals("directory") ? "a directory" : "a file";
            return Verdict.fail(FileKind.MISSING.code(), kind + " " + path, "there is none", where);
        }
        return present(file.get(), where, fact);
    }

    private Verdict present(FileContent file, String where, Fact fact) {
        String type = state.equals("directory") ? "directory" : "regular";
        if (!file.type().equals(type)) {
            String wanted = type.equals("regular") ? "a file" : "a directory";
            return Verdict.fail(FileKind.TYPE.code(), wanted, "a " + noun(file), where);
        }
        if (owner.isPresent() && !owner.get().equals(file.owner())) {
            return Verdict.fail(FileKind.OWNER.code(), "owner " + owner.get(), "owner " + file.owner(), where);
        }
        if (group.isPresent() && !group.get().equals(file.group())) {
            return Verdict.fail(FileKind.GROUP.code(), "group " + group.get(), "group " + file.group(), where);
        }
        if ((file.mode() & ~modeAtMost) != 0) {
            String most = "mode %04o or stricter".formatted(modeAtMost);
            return Verdict.fail(FileKind.MODE_WIDE.code(), most, "mode %04o".formatted(file.mode()), where);
        }
        if (nonEmpty && file.size() == 0) {
            return Verdict.fail(FileKind.EMPTY.code(), "some content", "0 bytes", where);
        }
        return has.isEmpty() && lacks.isEmpty() ? Verdict.pass(where) : content(file, where, fact);
    }

    private Verdict content(FileContent file, String where, Fact fact) {
        if (file.body().isEmpty() && file.size() > 0) {
            throw new Unobserved(fact, Reading.Reason.UNREADABLE, "it is larger than the 64 KiB that are read");
        }
        List<String> lines = file.lines();
        for (LinePattern wanted : has) {
            if (lines.stream().noneMatch(wanted::matches)) {
                decided(wanted, lines, fact);
                return Verdict.fail(
                        FileKind.LINE_MISSING.code(), "a line '%s'".formatted(wanted.text()), "no such line", where);
            }
        }
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i);
            if (lacks.stream().anyMatch(unwanted -> unwanted.matches(line))) {
                return Verdict.fail(
                        FileKind.LINE_PRESENT.code(),
                        "this line is not there",
                        "'%s'".formatted(line.strip()),
                        where + ":" + (i + 1));
            }
        }
        lacks.forEach(unwanted -> decided(unwanted, lines, fact));
        return Verdict.pass(where);
    }

    /// @throws Unobserved if there is a line for which it takes too much work to find out
    private static void decided(LinePattern pattern, List<String> lines, Fact fact) {
        if (lines.stream().anyMatch(line -> pattern.decides(line).isEmpty())) {
            throw new Unobserved(
                    fact,
                    Reading.Reason.UNREADABLE,
                    "a line is too long to compare it with '%s'".formatted(pattern.text()));
        }
    }

    private static String noun(FileContent file) {
        return file.type().equals("regular") ? "file of %d bytes".formatted(file.size()) : file.type();
    }
}
