package dev.halab.check.node;

import dev.halab.check.Claim;
import dev.halab.check.Each;
import dev.halab.check.Server;
import dev.halab.check.Verdict;
import dev.halab.fact.Fact;
import dev.halab.fact.Facts;
import dev.halab.fact.Reading;
import dev.halab.fact.Snapshot;
import dev.halab.fact.Unobserved;
import dev.halab.topology.NodeSpec;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// Connections from nodes to servers end as they should.
record ReachClaim(List<NodeSpec> from, List<Server> to, String expect) implements Claim {
    private static final String NO_ROUTE = "error No route to host";

    private record Way(NodeSpec from, Server to) {
        Fact fact() {
            return Facts.reach(from.name(), to.node().address(), to.port());
        }

        String where() {
            return "%s -> %s:%d".formatted(from.name(), to.node().name(), to.port());
        }
    }

    private List<Way> ways() {
        return from.stream()
                .flatMap(node -> to.stream().map(server -> new Way(node, server)))
                .filter(way -> !way.from().equals(way.to().node()))
                .toList();
    }

    @Override
    public String title() {
        List<String> servers =
                to.stream().map(s -> s.node().name() + ":" + s.port()).toList();
        return "from %s to %s: %s".formatted(Names.of(from), Names.joined(servers), expect);
    }

    @Override
    public Set<Fact> facts() {
        Set<Fact> facts = new LinkedHashSet<>();
        ways().forEach(way -> facts.add(way.fact()));
        return facts;
    }

    @Override
    public Verdict judge(Snapshot snapshot) {
        return Each.of(ways(), title(), way -> judge(snapshot, way));
    }

    private Verdict judge(Snapshot snapshot, Way way) {
        String said = snapshot.text(way.fact()).strip();
        // what firewalld's reject and a host that is off look like: no packet goes through either way
        boolean rejected = said.equalsIgnoreCase(NO_ROUTE);
        String answer = rejected ? "filtered" : said;
        if (answer.equals(expect)) {
            return Verdict.pass(answer);
        }
        return switch (answer) {
            case "open" -> Verdict.fail(ReachKind.OPEN.code(), expect, "open: the connection is accepted", way.where());
            case "refused" ->
                Verdict.fail(
                        ReachKind.REFUSED.code(), expect, "refused: the host answers, nothing listens", way.where());
            case "filtered" ->
                Verdict.fail(
                        ReachKind.FILTERED.code(),
                        expect,
                        rejected
                                ? "no route to the host: a firewall rejects it, or the host is off"
                                : "filtered: no answer in 2 s; refused would mean that nothing listens",
                        way.where());
            default -> throw new Unobserved(way.fact(), Reading.Reason.UNREADABLE, answer);
        };
    }
}
