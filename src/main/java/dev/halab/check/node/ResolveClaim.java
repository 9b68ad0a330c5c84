package dev.halab.check.node;

import dev.halab.check.Claim;
import dev.halab.check.Each;
import dev.halab.check.Verdict;
import dev.halab.fact.Fact;
import dev.halab.fact.Facts;
import dev.halab.fact.FileContent;
import dev.halab.fact.HostsFile;
import dev.halab.fact.Reading;
import dev.halab.fact.Snapshot;
import dev.halab.fact.Unobserved;
import dev.halab.topology.NodeSpec;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// A name resolves to an address on all of some nodes.
record ResolveClaim(List<NodeSpec> on, String name, String to) implements Claim {
    /// What `getent` exits with if nothing knows the name.
    private static final int NOT_FOUND = 2;

    @Override
    public String title() {
        return "%s leads to %s on %s".formatted(name, to, Names.of(on));
    }

    @Override
    public Set<Fact> facts() {
        Set<Fact> facts = new LinkedHashSet<>();
        for (NodeSpec node : on) {
            facts.add(Facts.resolve(node.name(), name));
            facts.add(Facts.file(node.name(), HostsFile.PATH));
        }
        return facts;
    }

    @Override
    public Verdict judge(Snapshot snapshot) {
        return Each.of(on, title(), node -> judge(snapshot, node.name()));
    }

    private Verdict judge(Snapshot snapshot, String node) {
        Fact fact = Facts.resolve(node, name);
        Reading.Seen seen = snapshot.seen(fact);
        List<String> addresses = seen.text()
                .lines()
                .map(line -> line.strip().split("\\s+")[0])
                .filter(word -> !word.isEmpty())
                .distinct()
                .toList();
        if (!addresses.stream().allMatch(a -> a.matches("\\d{1,3}(?:\\.\\d{1,3}){3}"))) {
            throw new Unobserved(fact, Reading.Reason.UNREADABLE, "getent printed something else than addresses");
        }
        String wanted = "%s is %s".formatted(name, to);
        if (seen.status() != (addresses.isEmpty() ? NOT_FOUND : 0)) {
            throw new Unobserved(fact, Reading.Reason.UNREADABLE, "getent ended with " + seen.status());
        }
        if (addresses.isEmpty()) {
            return Verdict.fail(ResolveKind.NONE.code(), wanted, "%s does not resolve".formatted(name), node);
        }
        String first = addresses.getFirst();
        String where = place(snapshot, node, addresses.equals(List.of(to)) ? "" : other(addresses));
        if (first.startsWith("127.")) {
            return Verdict.fail(ResolveKind.LOOPBACK.code(), wanted, "%s is %s".formatted(name, first), where);
        }
        if (addresses.size() > 1) {
            return Verdict.fail(
                    ResolveKind.CONFLICT.code(), wanted, "%s is %s".formatted(name, Names.joined(addresses)), where);
        }
        return first.equals(to)
                ? Verdict.pass(wanted)
                : Verdict.fail(ResolveKind.WRONG.code(), wanted, "%s is %s".formatted(name, first), where);
    }

    private String other(List<String> addresses) {
        return addresses.stream()
                .filter(address -> !address.equals(to))
                .findFirst()
                .orElse(to);
    }

    /// The line of the hosts file that gives the name that address, else the node.
    private String place(Snapshot snapshot, String node, String address) {
        return hosts(snapshot, node)
                .flatMap(hosts -> hosts.named(name).stream()
                        .filter(entry -> entry.address().equals(address))
                        .findFirst())
                .map(entry -> "%s:%s:%d".formatted(node, HostsFile.PATH, entry.line()))
                .orElse(node);
    }

    private static Optional<HostsFile> hosts(Snapshot snapshot, String node) {
        try {
            return FileContent.bytes(snapshot, Facts.file(node, HostsFile.PATH)).map(HostsFile::of);
        } catch (Unobserved e) {
            // the verdict stands on what the resolver said; the line is only where to look
            return Optional.empty();
        }
    }

    @Override
    public List<String> advice(Snapshot snapshot) {
        return on.stream()
                .filter(node -> hosts(snapshot, node.name())
                                .map(hosts -> hosts.named(name).size())
                                .orElse(0)
                        > 1)
                .map(node -> "%s names %s more than once in %s: only the first line counts, the others wait to confuse"
                        .formatted(node.name(), name, HostsFile.PATH))
                .toList();
    }
}
