package dev.halab.cluster;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.halab.fact.Facts;
import dev.halab.fact.FakeSource;

final class FakeClusterTest implements ClusterContract {
    @Override
    public Cluster answering() {
        return FakeCluster.of(new FakeSource().says(Facts.nodes(), "{}")).withSealed("sealed".getBytes(UTF_8));
    }

    @Override
    public Cluster unreachable() {
        return FakeCluster.of(new FakeSource()).withUnseenSecret(Facts.uploadedCertificates());
    }
}
