package dev.halab.check.node;

import dev.halab.check.Claim;
import dev.halab.check.Each;
import dev.halab.check.Verdict;
import dev.halab.fact.Fact;
import dev.halab.fact.Facts;
import dev.halab.fact.Reading;
import dev.halab.fact.Snapshot;
import dev.halab.fact.Unobserved;
import dev.halab.topology.NodeSpec;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// The clocks of some nodes agree.
record ClockClaim(List<NodeSpec> on, Duration maxSkew) implements Claim {
    /// No answer of a node is older than this when it is read.
    private static final double LATE = 5;

    private static final int ENOUGH_TO_VOTE = 3;

    @Override
    public String title() {
        return "the clocks of %s agree".formatted(Names.of(on));
    }

    @Override
    public Set<Fact> facts() {
        Set<Fact> facts = new LinkedHashSet<>();
        on.forEach(node -> facts.add(Facts.clock(node.name())));
        return facts;
    }

    @Override
    public Verdict judge(Snapshot snapshot) {
        Optional<Double> middle = middle(snapshot);
        return Each.of(on, title(), node -> judge(snapshot, node, middle));
    }

    private Verdict judge(Snapshot snapshot, NodeSpec node, Optional<Double> middle) {
        double off = ahead(snapshot, node) - middle.orElse(0.0);
        double limit = maxSkew.toMillis() / 1000.0;
        if (Math.abs(off) <= limit) {
            return Verdict.pass("%s is right".formatted(node.name()));
        }
        // an answer that was long on its way looks like a clock that is behind; among several any may be the late one
        double surely = limit + (off < 0 || middle.isPresent() ? LATE : 0);
        if (Math.abs(off) <= surely) {
            throw new Unobserved(
                    Facts.clock(node.name()),
                    Reading.Reason.UNREADABLE,
                    "it seems %.1f s off, which may be the way that the answer took".formatted(off));
        }
        String than = middle.isPresent() ? "the other nodes" : "this computer";
        return Verdict.fail(
                ClockKind.SKEW.code(),
                "at most %d s off".formatted(maxSkew.toSeconds()),
                "%s is %.0f s %s %s".formatted(node.name(), Math.abs(off), off < 0 ? "behind" : "ahead of", than),
                node.name());
    }

    /// How far the node's clock is ahead of this computer's, in seconds; less by what its answer took.
    private static double ahead(Snapshot snapshot, NodeSpec node) {
        long clock = snapshot.clock(node.name()).toEpochMilli();
        return (clock - snapshot.seen(Facts.clock(node.name())).at().toEpochMilli()) / 1000.0;
    }

    private static Stream<Double> ifRead(Snapshot snapshot, NodeSpec node) {
        try {
            return Stream.of(ahead(snapshot, node));
        } catch (Unobserved e) {
            // the verdict on that node says so
            return Stream.empty();
        }
    }

    /// The middle of the clocks that could be read, if they are enough to outvote one that is off.
    private Optional<Double> middle(Snapshot snapshot) {
        List<Double> sorted =
                on.stream().flatMap(node -> ifRead(snapshot, node)).sorted().toList();
        return sorted.size() < ENOUGH_TO_VOTE ? Optional.empty() : Optional.of(sorted.get(sorted.size() / 2));
    }

    @Override
    public List<String> advice(Snapshot snapshot) {
        return middle(snapshot)
                .filter(off -> off > maxSkew.toSeconds() || off < -maxSkew.toSeconds() - LATE)
                .map(off -> "the nodes agree, but this computer's clock is %.0f s %s theirs"
                        .formatted(Math.abs(off), off < 0 ? "ahead of" : "behind"))
                .map(List::of)
                .orElse(List.of());
    }
}
