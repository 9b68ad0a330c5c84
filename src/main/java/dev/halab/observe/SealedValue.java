package dev.halab.observe;

import dev.halab.cluster.Cluster;
import dev.halab.fact.Unobserved;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// What a round knows of the sealed certificate in the cluster, fetched at most once and only if a join command is
/// read.
final class SealedValue {
    private static final String UNKNOWN = ":opens-unknown";

    private final CompletableFuture<Optional<byte[]>> sealed;

    private SealedValue(CompletableFuture<Optional<byte[]>> sealed) {
        this.sealed = sealed;
    }

    /// Starts to fetch it.
    static SealedValue fetchedFrom(Cluster cluster, Duration deadline, Executor executor) {
        return new SealedValue(CompletableFuture.supplyAsync(cluster::sealedCaCertificate, executor)
                .orTimeout(deadline.toMillis(), TimeUnit.MILLISECONDS));
    }

    /// For a round without join commands.
    static SealedValue notNeeded() {
        return new SealedValue(CompletableFuture.failedFuture(new TimeoutException("not needed")));
    }

    /// What stands behind the trace of a certificate key. Waits for the value at most until its deadline.
    String suffix(String key) {
        try {
            return sealed.get()
                    .map(value -> CertificateKey.opens(key, value) ? ":opens-yes" : ":opens-bad-tag")
                    .orElse(":opens-no-secret");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return UNKNOWN;
        } catch (ExecutionException e) {
            if (e.getCause() instanceof Unobserved || e.getCause() instanceof TimeoutException) {
                return UNKNOWN;
            }
            throw new IllegalStateException("reading the sealed certificate", e.getCause());
        }
    }
}
