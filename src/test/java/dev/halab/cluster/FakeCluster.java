package dev.halab.cluster;

import dev.halab.fact.Fact;
import dev.halab.fact.FakeSource;
import dev.halab.fact.Reading;
import dev.halab.fact.Source;
import dev.halab.fact.Unobserved;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/// A cluster that answers from a map.
public final class FakeCluster implements Cluster {
    private final Source facts;
    private final Supplier<Optional<byte[]>> sealed;

    private FakeCluster(Source facts, Supplier<Optional<byte[]>> sealed) {
        this.facts = facts;
        this.sealed = sealed;
    }

    /// A cluster that says what `facts` says and has no uploaded certificates.
    public static FakeCluster of(FakeSource facts) {
        return new FakeCluster(facts, Optional::empty);
    }

    /// The same with a sealed certificate.
    public FakeCluster withSealed(byte[] value) {
        return new FakeCluster(facts, () -> Optional.of(value.clone()));
    }

    /// The same, but the Secret cannot be read.
    public FakeCluster withUnseenSecret(Fact fact) {
        return new FakeCluster(facts, () -> {
            throw new Unobserved(fact, Reading.Reason.UNREACHABLE, "no API server answers");
        });
    }

    @Override
    public Map<Fact, Reading> read(Collection<Fact> wanted, Duration deadline) {
        return facts.read(wanted, deadline);
    }

    @Override
    public Optional<byte[]> sealedCaCertificate() {
        return sealed.get();
    }
}
