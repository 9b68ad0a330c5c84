package dev.halab.check.version;

import dev.halab.check.Claim;
import dev.halab.check.Verdict;
import dev.halab.fact.Fact;
import dev.halab.fact.Reading;
import dev.halab.fact.Snapshot;
import dev.halab.problem.Problem;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// A claim that is judged only where halab knows the version which it judges. A version that nobody told takes
/// nothing away from a verdict and adds nothing to it: the evidence for the claim is elsewhere.
record BoundClaim(Claim claim, Witness witness) implements Claim {
    @Override
    public String title() {
        return claim.title();
    }

    @Override
    public Set<Fact> facts() {
        Set<Fact> facts = new LinkedHashSet<>(claim.facts());
        facts.addAll(witness.facts(claim.facts()));
        return facts;
    }

    @Override
    public Verdict judge(Snapshot snapshot) {
        return witness.facts(claim.facts()).stream()
                .flatMap(fact -> doubt(fact, witness.told(snapshot, fact)).stream())
                .findFirst()
                .orElseGet(() -> claim.judge(snapshot));
    }

    @Override
    public List<String> advice(Snapshot snapshot) {
        return claim.advice(snapshot);
    }

    private Optional<Verdict> doubt(Fact fact, Told told) {
        return switch (told) {
            case Told.Nothing ignored -> Optional.empty();
            case Told.It(Version version, String ignored) when witness.product().knows(version) -> Optional.empty();
            case Told.It(Version version, String text) ->
                Optional.of(unknown(Reading.Reason.NOT_KNOWN, outside(fact, version, text)));
            case Told.Garbled(String answer) ->
                Optional.of(unknown(Reading.Reason.UNREADABLE, unreadable(fact, answer)));
        };
    }

    private Problem outside(Fact fact, Version version, String text) {
        Product product = witness.product();
        return new Problem(
                "not known for %s %s".formatted(product.title(), version.series()),
                "%s has %s (%s), and halab knows %s".formatted(place(fact), text, witness.means(), product.known()),
                "use one of these, or a halab that knows %s".formatted(version.series()));
    }

    private Problem unreadable(Fact fact, String answer) {
        Product product = witness.product();
        return new Problem(
                "not known for this %s".formatted(product.title()),
                "%s tells no version (%s): '%s'".formatted(place(fact), witness.means(), answer),
                "see whether that is %s %s".formatted(product.title(), product.known()));
    }

    private static String place(Fact fact) {
        return fact.source().equals(Fact.API) ? "the API server" : fact.source();
    }

    private static Verdict unknown(Reading.Reason reason, Problem problem) {
        return new Verdict.Unknown(reason, "%s: %s; %s".formatted(problem.what(), problem.why(), problem.next()));
    }
}
